/** What a person says of a product. */
export interface SubmitFeedbackRequest {
  /** 1 to 5. */
  rating: number
  topic?: string | undefined
  comment?: string | undefined
  /** Why it was asked. */
  trigger?: string | undefined
  /** Where it was asked, `widget` if left out. */
  source?: string | undefined
  conversationId?: string | undefined
  visitorId?: string | undefined
  contactId?: string | undefined
}

export interface Feedback {
  id: string
  organizationId: string
  websiteId: string
  conversationId: string | null
  visitorId: string | null
  contactId: string | null
  rating: number
  topic: string | null
  comment: string | null
  trigger: string | null
  source: string
  createdAt: string
  updatedAt: string
}

export interface SubmitFeedbackResponse {
  feedback: Feedback
}
