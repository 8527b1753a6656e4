import { beginningHandlers } from "./beginning.ts"
import { composerHandlers, composerReaction } from "./composer.ts"
import { configurationReaction } from "./configuration.ts"
import { conversationsHandlers, initialConversations } from "./conversations.ts"
import type { Credential } from "./credential.ts"
import { directHandlers } from "./direct.ts"
import { emailHandlers } from "./emailCard.ts"
import { feedbackHandlers, feedbackReaction } from "./feedback.ts"
import { identityHandlers, initialIdentity } from "./identity.ts"
import { outboxHandlers, outboxReaction } from "./outbox.ts"
import type { Panel, ReadyState } from "./PanelState.ts"
import type { AnyEvent, PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import { presenceHandlers, presenceReaction } from "./presence.ts"
import { processingHandlers } from "./processing.ts"
import { ratingHandlers } from "./rating.ts"
import { routerHandlers } from "./router.ts"
import { handle } from "./handle.ts"
import { seenHandlers, seenReaction } from "./seen.ts"
import { syncHandlers, syncReaction } from "./sync.ts"
import { threadHandlers, threadReaction } from "./thread.ts"
import { typingHandlers, typingReaction } from "./typing.ts"

const slices: ReadonlyArray<PanelHandlers> = [
  routerHandlers, emailHandlers, identityHandlers, syncHandlers, conversationsHandlers, outboxHandlers, threadHandlers, composerHandlers, typingHandlers,
  seenHandlers, processingHandlers, ratingHandlers, feedbackHandlers, presenceHandlers, beginningHandlers, directHandlers
]

const reactions: ReadonlyArray<(before: ReadyState | null, after: ReadyState) => PanelStep> = [
  configurationReaction, threadReaction, composerReaction, outboxReaction, syncReaction, seenReaction, typingReaction, feedbackReaction, presenceReaction
]

/** The panel of a browser that is the visitor of `credential`, or none yet. */
export const initialPanel = (credential: Omit<Credential, "secret"> | null, now: number): Panel => ({
  loadedAt: new Date(now).toISOString(),
  identity: credential
    ? { ...initialIdentity, status: "known", visitorId: credential.visitorId, person: credential.person, accepted: credential.accepted }
    : initialIdentity,
  connection: { _tag: "Idle" },
  token: null,
  conversations: initialConversations,
  threads: {},
  heard: {},
  unfinished: [],
  composers: {},
  newConversation: null,
  outbox: [],
  typists: {},
  typingOut: null,
  readers: {},
  processing: {},
  ratings: {},
  emailCards: {},
  feedback: []
})

/**
 * One event for the second half: each slice answers it, then each looks at what has changed and reacts. `before` is
 * the state before the event, null if the panel wasn't there.
 */
export const reducePanel = (before: ReadyState | null, state: ReadyState, event: AnyEvent, now: number): PanelStep => {
  const commands: Array<PanelCommand> = []
  const take = ([next, more]: PanelStep): ReadyState => {
    commands.push(...more)
    return next
  }
  const handled = slices.reduce((next, slice) => take(handle(slice, next, event, now)), state)
  return [reactions.reduce((next, react) => take(react(before, next)), handled), commands]
}
