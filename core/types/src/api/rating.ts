/** How a visitor rates a resolved conversation. */
export interface SubmitConversationRatingRequest {
  conversationId: string
  /** 1 to 5. */
  rating: number
  comment?: string | undefined
  visitorId?: string | undefined
}

export interface SubmitConversationRatingResponse {
  conversationId: string
  rating: number
  ratedAt: string
}
