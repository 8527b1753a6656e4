import * as Schema from "effect/Schema"
import * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as OpenApi from "effect/http-api/OpenApi"
import { ConversationId, Rating } from "../conversations/Conversation.ts"
import { MessageText, TimelineItemId } from "../conversations/TimelineItem.ts"
import { FeedbackComment } from "../feedback/Feedback.ts"
import { Metadata } from "../ids/Metadata.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { InboxView } from "../inbox/InboxConversation.ts"
import { VisitorId } from "../visitors/PublicVisitor.ts"
import { ApiConversation, ApiSeen, ApiTimelineItem, PageCursor, TimelineCursor } from "./ApiConversation.ts"
import { Access } from "./CurrentApiKey.ts"
import { problems } from "./problems.ts"

const { conversationClosed, conversationNotFound, fileNotReady, idConflict, ratingRefused, visitorNotFound, visitorRequired } = problems

const one = { id: ConversationId }
const visitor = { visitorId: Schema.optionalKey(VisitorId) }
const conversation = Schema.Struct({ conversation: ApiConversation })
const limit = (most: number) => Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: most })))
const wrong = [visitorRequired, visitorNotFound, conversationNotFound] as const

/** An item that a conversation begins with: the visitor's own message, or a greeting, which is stored without an author. */
export const DefaultTimelineItem = Schema.Struct({
  id: Schema.optionalKey(TimelineItemId),
  type: Schema.optionalKey(Schema.Literal("message")),
  text: MessageText.check(Schema.isMinLength(1)),
  visibility: Schema.optionalKey(Schema.Literal("public")),
  /** Set: the visitor says it. */
  visitorId: Schema.optionalKey(Schema.NullOr(Schema.String))
})

const triage = <const Name extends string>(name: Name, path: `/conversations/:id/${string}`, summary: string) =>
  HttpApiEndpoint.post(name, path, { params: one, success: conversation, error: conversationNotFound })
    .annotate(Access, "actor")
    .annotate(OpenApi.Summary, summary)

/** Conversations: a visitor's own with a public key, all of the key's data with a private one. */
export class ConversationsApi extends HttpApiGroup.make("conversations").add(
  HttpApiEndpoint.post("create", "/conversations", {
    payload: Schema.Struct({
      ...visitor,
      conversationId: Schema.optionalKey(ConversationId),
      defaultTimelineItems: Schema.optionalKey(Schema.Array(DefaultTimelineItem).check(Schema.isMaxLength(10))),
      channel: Schema.optionalKey(Schema.Literal("widget")),
      metadata: Schema.optionalKey(Metadata)
    }),
    success: Schema.Struct({ initialTimelineItems: Schema.Array(ApiTimelineItem), conversation: ApiConversation }),
    error: [visitorRequired, visitorNotFound, conversationNotFound, conversationClosed, idConflict, fileNotReady]
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "Begin a conversation; the same id again gives the one that is there"),
  HttpApiEndpoint.get("list", "/conversations", {
    query: {
      ...visitor,
      cursor: Schema.optionalKey(PageCursor),
      limit: limit(100),
      status: Schema.optionalKey(Schema.Literals(["open", "closed"])),
      /** `updatedAt`, when something was last said, unless it is `createdAt`. */
      orderBy: Schema.optionalKey(Schema.Literals(["updatedAt", "createdAt"])),
      order: Schema.optionalKey(Schema.Literals(["asc", "desc"]))
    },
    success: Schema.Struct({ conversations: Schema.Array(ApiConversation), nextCursor: Schema.NullOr(PageCursor), hasMore: Schema.Boolean }),
    error: [visitorRequired, visitorNotFound]
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "A visitor's conversations, newest activity first unless `orderBy` and `order` say otherwise, archived ones left out"),
  HttpApiEndpoint.get("inbox", "/conversations/inbox", {
    query: { view: Schema.optionalKey(InboxView), cursor: Schema.optionalKey(PageCursor), limit: limit(500) },
    success: Schema.Struct({
      items: Schema.Array(ApiConversation),
      /** How far the actor has read, by conversation. */
      seen: Schema.Record(Schema.String, Schema.Int),
      nextCursor: Schema.NullOr(PageCursor)
    })
  }).annotate(OpenApi.Summary, "The team's inbox, newest activity first: open conversations unless `view` says otherwise"),
  HttpApiEndpoint.get("get", "/conversations/:id", { params: one, success: conversation, error: conversationNotFound })
    .annotate(Access, "visitor").annotate(OpenApi.Summary, "One conversation"),
  HttpApiEndpoint.get("timeline", "/conversations/:id/timeline", {
    params: one,
    query: { cursor: Schema.optionalKey(TimelineCursor), limit: limit(100) },
    success: Schema.Struct({ items: Schema.Array(ApiTimelineItem), nextCursor: Schema.NullOr(TimelineCursor), hasNextPage: Schema.Boolean }),
    error: conversationNotFound
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "The newest items before a place, oldest first; public ones with a public key"),
  HttpApiEndpoint.get("seen", "/conversations/:id/seen", {
    params: one, success: Schema.Struct({ seenData: Schema.Array(ApiSeen) }), error: conversationNotFound
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "How far each reader has come"),
  HttpApiEndpoint.post("markSeen", "/conversations/:id/seen", {
    params: one,
    payload: Schema.Struct(visitor),
    success: Schema.Struct({ conversationId: ConversationId, lastSeenAt: Timestamp }),
    error: wrong
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "The visitor has read everything"),
  HttpApiEndpoint.post("typing", "/conversations/:id/typing", {
    params: one,
    payload: Schema.Struct({ ...visitor, isTyping: Schema.Boolean, visitorPreview: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(2000))) }),
    success: Schema.Struct({
      conversationId: ConversationId, isTyping: Schema.Boolean, visitorPreview: Schema.NullOr(Schema.String), sentAt: Timestamp
    }),
    error: wrong
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "The visitor writes, or stopped; nothing is stored"),
  HttpApiEndpoint.post("rate", "/conversations/:id/rating", {
    params: one,
    payload: Schema.Struct({ ...visitor, rating: Rating, comment: Schema.optionalKey(FeedbackComment) }),
    success: Schema.Struct({ conversationId: ConversationId, rating: Rating, ratedAt: Timestamp }),
    error: [...wrong, ratingRefused]
  }).annotate(Access, "visitor").annotate(OpenApi.Summary, "Rate a resolved conversation, once"),
  HttpApiEndpoint.get("export", "/conversations/:id/export", {
    params: one, success: Schema.String.pipe(HttpApiSchema.asText()), error: conversationNotFound
  }).annotate(OpenApi.Summary, "The whole conversation as text, private notes included"),
  HttpApiEndpoint.patch("update", "/conversations/:id", {
    params: one,
    payload: Schema.Struct({ title: Schema.NullOr(Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(255))) }),
    success: conversation,
    error: conversationNotFound
  }).annotate(OpenApi.Summary, "Change the title"),
  HttpApiEndpoint.patch("setMetadata", "/conversations/:id/metadata", {
    params: one, payload: Schema.Struct({ metadata: Metadata }), success: conversation, error: conversationNotFound
  }).annotate(OpenApi.Summary, "Merge facts in at the first level; a key that is given wins"),
  triage("resolve", "/conversations/:id/resolve", "Resolve"),
  triage("reopen", "/conversations/:id/reopen", "Open again"),
  triage("spam", "/conversations/:id/spam", "Mark as spam"),
  triage("notSpam", "/conversations/:id/not-spam", "Not spam after all"),
  triage("archive", "/conversations/:id/archive", "Archive"),
  triage("unarchive", "/conversations/:id/unarchive", "Take out of the archive"),
  triage("joinEscalation", "/conversations/:id/join-escalation", "The actor takes it on: assigned, and the visitor is told who joined, once"),
  triage("read", "/conversations/:id/read", "The actor has read everything"),
  triage("unread", "/conversations/:id/unread", "Unread for the actor")
).annotateMerge(OpenApi.annotations({ title: "Conversations" })) {}
