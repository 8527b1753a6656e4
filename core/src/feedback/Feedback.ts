import * as Schema from "effect/Schema"
import { Rating } from "../conversations/Conversation.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { Ulid } from "../ids/Ulid.ts"

const said = (most: number) => Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(most))

export const FeedbackTopic = said(200)
/** In the visitor's words. */
export const FeedbackComment = said(4000)
/** Why it was asked, as the host page calls it; `conversation_resolved` is the rating of a conversation. */
export const FeedbackTrigger = said(100)
/** Where it was asked: `widget`, or as the host page calls it. */
export const FeedbackSource = said(50)

/** What a visitor thinks of something, from 1 to 5. */
export const Feedback = Schema.Struct({
  id: Ulid,
  conversationId: Schema.NullOr(Schema.String),
  visitorId: Schema.NullOr(Schema.String),
  rating: Rating,
  topic: Schema.NullOr(Schema.String),
  comment: Schema.NullOr(Schema.String),
  trigger: Schema.NullOr(Schema.String),
  source: Schema.String,
  createdAt: Timestamp
})
export type Feedback = typeof Feedback.Type
