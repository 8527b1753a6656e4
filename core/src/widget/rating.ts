import type { Answer, Refusal } from "./events.ts"
import type { Problem } from "./Problem.ts"

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
