import { currentConversation } from "./router.ts"
import type { Conversation } from "./nouns.ts"
import type { Rating, RatingView } from "./rating.ts"
import { remember } from "./remember.ts"
import type { WidgetState } from "./WidgetState.ts"

/** The card to draw, or null: only a resolved conversation may be rated. */
const cardOf = (conversation: Conversation | undefined, rating: Rating | undefined): RatingView | null => {
  if (!conversation || conversation.status !== "resolved" || conversation.deletedAt !== null) return null
  const told = conversation.visitorRating ?? null
  return {
    value: told ?? rating?.value ?? null,
    comment: rating?.comment ?? "",
    isSubmitting: rating?.status === "sending",
    problem: rating?.problem ?? null,
    isDone: told !== null || rating?.status === "done"
  }
}

const cards = remember<RatingView | null>()

/** The card of the conversation of the current page, or of a given id. */
export const ratingView = (state: WidgetState, conversationId = currentConversation(state) ?? ""): RatingView | null => {
  const conversation = state.panel?.conversations.byId[conversationId]
  const rating = state.panel?.ratings[conversationId]
  return cards(state.self, conversationId, [conversation, rating], () => cardOf(conversation, rating))
}
