import { type Composer, emptyComposer, isEmpty, obstacleOf } from "./composer.ts"
import type { DraftFile } from "./draftFile.ts"
import type { Problem } from "./Problem.ts"

export interface ComposerView {
  /** The conversation it writes to. */
  readonly key: string
  readonly text: string
  readonly files: ReadonlyArray<DraftFile>
  /** Files still on their way are no hindrance: the message waits for them. */
  readonly canSubmit: boolean
  /** `RateLimited` carries when it is over; the text stays. */
  readonly problem: Problem | null
  /** The conversation takes no more messages. */
  readonly isDisabled: boolean
}

export const composerView = (key: string, composer: Composer = emptyComposer, isDisabled = false): ComposerView =>
  ({ ...composer, key, canSubmit: !isEmpty(composer) && obstacleOf(composer) === null && !isDisabled, isDisabled })
