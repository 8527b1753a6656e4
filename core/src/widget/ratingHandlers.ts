import { foldConversation } from "./conversations.ts"
import { failed } from "./failed.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import { rareProblemOf } from "./rareProblemOf.ts"
import type { Rating } from "./rating.ts"

const change = (state: ReadyState, id: string, rating: Rating): ReadyState =>
  withPanel(state, { ratings: { ...state.panel.ratings, [id]: rating } })

/** Rating a resolved conversation, once. */
export const ratingHandlers: PanelHandlers = {
  RateAsked: (state, { comment, conversationId, ticket, value }) => {
    const known = state.panel.ratings[conversationId]
    if (known?.status === "sending" || known?.status === "done") return [state, [{ _tag: "Answer", ticket, value: null }]]
    return [change(state, conversationId, { value, comment, status: "sending", problem: null }), [
      { _tag: "Rate", ticket, conversationId, value, comment }
    ]]
  },
  Rated: (state, { conversation, conversationId }) => {
    const rating = state.panel.ratings[conversationId]
    const folded = withPanel(state, { conversations: foldConversation(state.panel.conversations, conversation) })
    return [rating ? change(folded, conversationId, { ...rating, status: "done", problem: null }) : folded, []]
  },
  RateFailed: (state, { conversationId, error }, now) => {
    const rating = state.panel.ratings[conversationId]
    if (!rating) return [state, []]
    // An earlier attempt, or another device, was heard after all.
    if (error._tag === "RatingRefused" && error.reason === "already_rated") {
      return [change(state, conversationId, { ...rating, status: "done", problem: null }), []]
    }
    return [change(state, conversationId, { ...rating, status: "failed", problem: rareProblemOf(error, now) }), [failed("rating", error)]]
  }
}
