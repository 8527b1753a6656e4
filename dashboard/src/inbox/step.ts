import type { InboxCommand } from "./InboxCommand.ts"
import type { InboxState } from "./InboxState.ts"

/** What the inbox becomes, and what it wants done then. */
export type Step = readonly [InboxState, ReadonlyArray<InboxCommand>]

/** One step after another. */
export const inTurn = (state: InboxState, ...steps: ReadonlyArray<(state: InboxState) => Step>): Step =>
  steps.reduce<Step>(([before, commands], step) => {
    const [after, more] = step(before)
    return [after, more.length === 0 ? commands : [...commands, ...more]]
  }, [state, []])
