import type { Answer, Refusal } from "./events.ts"
import { RpcFailure } from "../client/RpcFailure.ts"
import { foldConversation } from "./conversations.ts"
import type { Conversation } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { problemOf } from "./problemOf.ts"

/** What a visitor said of a conversation here, as far as the server has it. */
export interface Rating {
  readonly value: number
  readonly comment: string
  readonly status: "sending" | "failed" | "done"
  readonly problem: Problem | null
}

/** The card of a resolved conversation. */
export interface RatingView {
  /** 1 to 5; null until one was chosen and sent. */
  readonly value: number | null
  readonly comment: string
  readonly isSubmitting: boolean
  /** Why it wasn't taken; the form stays. */
  readonly problem: Problem | null
  readonly isDone: boolean
}

export type RatingEvent =
  | { readonly _tag: "RateAsked"; readonly ticket: number; readonly conversationId: string; readonly value: number; readonly comment: string }
  | { readonly _tag: "Rated"; readonly conversationId: string; readonly conversation: Answer<"conversations.rate"> }
  | { readonly _tag: "RateFailed"; readonly conversationId: string; readonly error: Refusal }

export type RatingCommand = {
  readonly _tag: "Rate"
  readonly ticket: number
  readonly conversationId: string
  readonly value: number
  readonly comment: string
}

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
    return [change(state, conversationId, { ...rating, status: "failed", problem: problemOf(error, now) }), [
      { _tag: "Emit", event: { type: "error", error: new RpcFailure(error), context: "rating" } }
    ]]
  }
}

/** The card to draw, or null: only a resolved conversation may be rated. */
export const ratingView = (conversation: Conversation | null, rating: Rating | undefined): RatingView | null => {
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
