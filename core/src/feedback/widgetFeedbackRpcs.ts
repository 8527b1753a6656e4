import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { VisitorAuth } from "../auth/VisitorAuth.ts"
import { ConversationId, ConversationNotFound, PublicConversation, Rating, RatingRefused } from "../conversations/Conversation.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import { Feedback, FeedbackComment, FeedbackSource, FeedbackTopic, FeedbackTrigger } from "./Feedback.ts"

/** What visitors think: of a conversation that is over, and of anything else. */
export class WidgetFeedbackRpcs extends RpcGroup.make(
  /** Once for each conversation, only by who may read it, and only while it is resolved. */
  Rpc.make("conversations.rate", {
    payload: { conversationId: ConversationId, value: Rating, comment: Schema.optionalKey(FeedbackComment) },
    success: PublicConversation,
    error: Schema.Union([ConversationNotFound, RatingRefused, TooManyRequests])
  }),
  Rpc.make("feedback.submit", {
    payload: {
      rating: Rating,
      topic: Schema.optionalKey(FeedbackTopic),
      comment: Schema.optionalKey(FeedbackComment),
      trigger: Schema.optionalKey(FeedbackTrigger),
      source: FeedbackSource,
      conversationId: Schema.optionalKey(ConversationId)
    },
    success: Feedback,
    error: Schema.Union([ConversationNotFound, TooManyRequests])
  })
).middleware(VisitorAuth) {}
