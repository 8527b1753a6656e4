import { beginningHandlers } from "./beginning.ts"
import { composerHandlers } from "./composer.ts"
import { conversationsHandlers } from "./conversations.ts"
import type { Credential } from "./credential.ts"
import { identityHandlers } from "./identity.ts"
import { outboxHandlers, outboxReaction } from "./outbox.ts"
import type { Panel, ReadyState } from "./PanelState.ts"
import type { AnyEvent, PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import { presenceHandlers, presenceReaction } from "./presence.ts"
import { routerHandlers } from "./router.ts"
import { directHandlers } from "./direct.ts"
import { handle } from "./handle.ts"
import { seenHandlers, seenReaction } from "./seen.ts"
import { syncHandlers, syncReaction } from "./sync.ts"
import { threadHandlers, threadReaction } from "./thread.ts"
import { typingHandlers, typingReaction } from "./typing.ts"
import { identityOf, untouched } from "./visitor.ts"

const slices: ReadonlyArray<PanelHandlers> = [
  routerHandlers, identityHandlers, syncHandlers, conversationsHandlers, outboxHandlers, threadHandlers, composerHandlers, typingHandlers,
  seenHandlers, presenceHandlers, beginningHandlers, directHandlers
]

/** How a part answers what others have changed; `before` is null if the panel wasn't there. */
export type Reaction = (before: ReadyState | null, after: ReadyState) => PanelStep

const reactions: ReadonlyArray<Reaction> = [
  threadReaction, outboxReaction, syncReaction, seenReaction, typingReaction, presenceReaction
]

/** Parts that came later, and the events that waited for them. */
export interface Late {
  readonly rareSlices: ReadonlyArray<PanelHandlers>
  readonly rareReactions: ReadonlyArray<Reaction>
  readonly waited: ReadonlyArray<AnyEvent>
}

/** The panel of a browser that is the visitor of `credential`, or none yet. */
export const initialPanel = (credential: Omit<Credential, "secret"> | null, now: number): Panel => ({
  ...untouched,
  loadedAt: new Date(now).toISOString(),
  identity: { ...identityOf(credential), queue: [], isBusy: false, attempts: 0 },
  connection: { _tag: "Idle" },
  feedback: []
})

/**
 * One event for the second half: each slice answers it, then each looks at what has changed and reacts. `before` is
 * the state before the event, null if the panel wasn't there. With `RareLoaded` the late parts answer what waited for them.
 */
export const reducePanel = (
  before: ReadyState | null, state: ReadyState, event: AnyEvent, now: number, { rareReactions, rareSlices, waited }: Late
): PanelStep => {
  const commands: Array<PanelCommand> = []
  const take = ([next, more]: PanelStep): ReadyState => {
    commands.push(...more)
    return next
  }
  const answer = (state: ReadyState, slices: ReadonlyArray<PanelHandlers>, event: AnyEvent) =>
    slices.reduce((next, slice) => take(handle(slice, next, event, now)), state)
  const handled = waited.reduce((next, each) => answer(next, rareSlices, each), answer(answer(state, slices, event), rareSlices, event))
  const reacted = reactions.reduce((next, react) => take(react(before, next)), handled)
  return [rareReactions.reduce((next, react) => take(react(event._tag === "RareLoaded" ? null : before, next)), reacted), commands]
}
