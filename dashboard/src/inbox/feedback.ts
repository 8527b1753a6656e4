import type { InboxState } from "./InboxState.ts"
import type { Feedback } from "./nouns.ts"
import { isFollowed, setThread } from "./threads.ts"

const byTime = (all: ReadonlyArray<Feedback>): ReadonlyArray<Feedback> => all.toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1)

const added = (held: ReadonlyArray<Feedback>, feedback: Feedback): ReadonlyArray<Feedback> =>
  byTime([feedback, ...held.filter(({ id }) => id !== feedback.id)])

/** What an answer has, and of what is `held` what was not there when it was `asked` for. */
export const toldSince = (held: ReadonlyArray<Feedback>, asked: ReadonlyArray<Feedback>, answer: ReadonlyArray<Feedback>): ReadonlyArray<Feedback> => {
  const told = held.filter((feedback) => !asked.includes(feedback))
  return told.length === 0 ? answer : byTime([...told, ...answer.filter(({ id }) => !told.some((one) => one.id === id))])
}

/** Takes in what a visitor thinks, wherever its conversation or its visitor is held; elsewhere it is fetched with them. */
export const addFeedback = (state: InboxState, feedback: Feedback): InboxState => {
  const { conversationId, visitorId } = feedback
  const thread = conversationId === null ? undefined : state.threads[conversationId]
  const card = visitorId === null ? undefined : state.visitors[visitorId]
  const next = isFollowed(thread) && conversationId !== null
    ? setThread(state, conversationId, { feedback: added(thread.feedback, feedback) })
    : state
  if (card === undefined || visitorId === null) return next
  return { ...next, visitors: { ...next.visitors, [visitorId]: { ...card, feedback: added(card.feedback, feedback) } } }
}
