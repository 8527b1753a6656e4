import type { InboxState } from "./InboxState.ts"
import type { Feedback } from "./nouns.ts"
import { setThread } from "./threads.ts"

const added = (held: ReadonlyArray<Feedback>, feedback: Feedback): ReadonlyArray<Feedback> =>
  [feedback, ...held.filter(({ id }) => id !== feedback.id)].toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1)

/** Takes in what a visitor thinks, wherever its conversation or its visitor is held; elsewhere it is fetched with them. */
export const addFeedback = (state: InboxState, feedback: Feedback): InboxState => {
  const { conversationId, visitorId } = feedback
  const thread = conversationId === null ? undefined : state.threads[conversationId]
  const card = visitorId === null ? undefined : state.visitors[visitorId]
  const next = thread?.status === "ready" && conversationId !== null
    ? setThread(state, conversationId, { feedback: added(thread.feedback, feedback) })
    : state
  if (card === undefined || visitorId === null) return next
  return { ...next, visitors: { ...next.visitors, [visitorId]: { ...card, feedback: added(card.feedback, feedback) } } }
}
