import { type Composer, emptyComposer, isEmpty, obstacleOf } from "./composer.ts"
import type { DraftFile } from "./draftFile.ts"
import type { Problem } from "./Problem.ts"

export interface ComposerView {
  readonly key: string
  readonly text: string
  readonly files: ReadonlyArray<DraftFile>
  /** Files still on their way are no hindrance: the message waits for them. */
  readonly canSubmit: boolean
  readonly isUploading: boolean
  /** A message of this conversation is on its way. */
  readonly isSubmitting: boolean
  /** `RateLimited` carries when it is over; the text stays. */
  readonly problem: Problem | null
  /** The conversation takes no more messages. */
  readonly isDisabled: boolean
}

export const composerView = (
  key: string,
  composer: Composer | undefined,
  isSubmitting: boolean,
  isDisabled: boolean
): ComposerView => {
  const written = composer ?? emptyComposer
  const { files, problem, text } = written
  const isUploading = files.some(({ upload }) => upload._tag === "Uploading")
  const canSubmit = !isEmpty(written) && obstacleOf(written) === null && !isDisabled
  return { key, text, files, canSubmit, isUploading, isSubmitting, problem, isDisabled }
}
