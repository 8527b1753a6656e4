import type { Thread } from "../inbox/InboxState.ts"
import type { Conversation, Feedback } from "../inbox/nouns.ts"

/**
 * What was thought of a conversation, newest first. A rating may be known before its words are: it is told with the
 * conversation too, which says so even where the news itself was missed.
 */
export const feedbackOf = (conversation: Conversation, thread: Thread | undefined): ReadonlyArray<Feedback> => {
  const held = thread?.feedback ?? []
  const { id: conversationId, visitorId, visitorRating: rating, visitorRatingAt: createdAt } = conversation
  if (rating == null || createdAt == null || held.some((known) => known.trigger === "conversation_resolved" && known.rating === rating)) return held
  return [{ id: `rating-${conversationId}`, conversationId, visitorId, rating, topic: null, comment: null, trigger: "conversation_resolved", source: "widget", createdAt }, ...held]
}
