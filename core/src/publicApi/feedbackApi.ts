import * as Schema from "effect/Schema"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import { ConversationId, Rating } from "../conversations/Conversation.ts"
import { Feedback, FeedbackComment, FeedbackSource, FeedbackTopic, FeedbackTrigger } from "../feedback/Feedback.ts"
import { Ulid } from "../ids/Ulid.ts"
import { ContactId, VisitorId } from "../visitors/PublicVisitor.ts"
import { PageCursor } from "./ApiConversation.ts"
import { Access } from "./CurrentApiKey.ts"
import { problem } from "./problem.ts"
import { problems } from "./problems.ts"

export class FeedbackNotFound extends Schema.TaggedError<FeedbackNotFound>()("FeedbackNotFound", { id: Schema.String }, { httpApiStatus: 404 }) {}

const ApiFeedback = Feedback.annotate({ identifier: "Feedback" })
const feedback = Schema.Struct({ feedback: ApiFeedback })

/** What visitors think. */
export class FeedbackApi extends HttpApiGroup.make("feedback").add(
  HttpApiEndpoint.post("submit", "/feedback", {
    payload: Schema.Struct({
      rating: Rating,
      topic: Schema.optionalKey(FeedbackTopic),
      comment: Schema.optionalKey(FeedbackComment),
      trigger: Schema.optionalKey(FeedbackTrigger),
      source: Schema.optionalKey(FeedbackSource),
      conversationId: Schema.optionalKey(ConversationId),
      visitorId: Schema.optionalKey(VisitorId),
      /** Whose it is: the visitor must be this contact's. With a private key that names no visitor, the browser it was last seen in. */
      contactId: Schema.optionalKey(ContactId)
    }),
    success: feedback.pipe(HttpApiSchema.status(201)),
    error: [problems.contactNotFound, problems.conversationNotFound, problems.visitorNotFound, problems.visitorRequired]
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "What a visitor says of anything, or of a conversation of its own"),
  HttpApiEndpoint.get("list", "/feedback", {
    query: {
      cursor: Schema.optionalKey(PageCursor),
      limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))),
      trigger: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(100))),
      source: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(50))),
      conversationId: Schema.optionalKey(ConversationId),
      visitorId: Schema.optionalKey(VisitorId)
    },
    success: Schema.Struct({ feedback: Schema.Array(ApiFeedback), nextCursor: Schema.NullOr(PageCursor) })
  }).annotate(OpenApi.Summary, "What visitors said, newest first"),
  HttpApiEndpoint.get("get", "/feedback/:id", {
    params: { id: Ulid }, success: feedback, error: problem(FeedbackNotFound, "There is no such feedback.")
  }).annotate(OpenApi.Summary, "One piece of feedback")
).annotateMerge(OpenApi.annotations({ title: "Feedback" })) {}
