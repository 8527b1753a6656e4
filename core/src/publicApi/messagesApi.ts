import * as Schema from "effect/Schema"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as OpenApi from "effect/http-api/OpenApi"
import { ConversationId } from "../conversations/Conversation.ts"
import { hasContent, MessageText, TimelineItemId, Visibility } from "../conversations/TimelineItem.ts"
import { ApiTimelineItem } from "./ApiConversation.ts"
import { Access } from "./CurrentApiKey.ts"
import { problem } from "./problem.ts"
import { problems } from "./problems.ts"

/** A message says who its author is: one teammate, or one visitor. */
export class AuthorRequired extends Schema.TaggedError<AuthorRequired>()("AuthorRequired", {}, { httpApiStatus: 400 }) {}

/** A public key speaks for its visitor alone, and in public. */
export class AuthorRefused extends Schema.TaggedError<AuthorRefused>()("AuthorRefused", {}, { httpApiStatus: 403 }) {}

const { conversationClosed, conversationNotFound, fileNotReady, idConflict, visitorNotFound } = problems

/** Messages into conversations that are there. */
export class MessagesApi extends HttpApiGroup.make("messages").add(
  HttpApiEndpoint.post("send", "/messages", {
    payload: Schema.Struct({
      conversationId: ConversationId,
      item: Schema.Struct({
        /** Repeat a request with the id it had: it stands once. Left out: a new one. */
        id: Schema.optionalKey(TimelineItemId),
        type: Schema.optionalKey(Schema.Literal("message")),
        text: MessageText,
        visibility: Schema.optionalKey(Visibility),
        /** Keys of claimed files. */
        files: Schema.optionalKey(Schema.Array(Schema.String).check(Schema.isMaxLength(3))),
        /** The teammate who says it; when it is left out and no visitor is named, the actor, or else the member who made the key. */
        userId: Schema.optionalKey(Schema.NullOr(Schema.String)),
        visitorId: Schema.optionalKey(Schema.NullOr(Schema.String))
      }).check(hasContent)
    }),
    success: Schema.Struct({ item: ApiTimelineItem }),
    error: [
      conversationNotFound, conversationClosed, idConflict, fileNotReady, visitorNotFound,
      problem(AuthorRequired, "Say who writes: userId, visitorId or X-Actor-User-Id. Nobody who works here made this key."),
      problem(AuthorRefused, "A public key speaks for its visitor alone, and in public.")
    ]
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "Say something, exactly once")
).annotateMerge(OpenApi.annotations({ title: "Messages" })) {}
