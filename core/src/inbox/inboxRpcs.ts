import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth } from "../auth/MemberAuth.ts"
import { LimitReached } from "../billing/Plan.ts"
import {
  ConversationId, ConversationNotFound, ConversationPriority, ConversationStatus, IdConflict
} from "../conversations/Conversation.ts"
import { Seq } from "../conversations/Seq.ts"
import { hasContent, MessageText, TimelineItem, TimelineItemId, Visibility } from "../conversations/TimelineItem.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import { Cursor } from "../ids/Cursor.ts"
import { Feedback } from "../feedback/Feedback.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { FileNotReady } from "../uploads/Upload.ts"
import { VisitorId } from "../visitors/PublicVisitor.ts"
import { VisitorDetail, VisitorNotFound } from "../visitors/VisitorDetail.ts"
import { WebsiteId } from "../websites/Website.ts"
import { InboxConversation, InboxCounts, InboxView, ReplyIsStale } from "./InboxConversation.ts"

const site = { websiteId: WebsiteId }
const one = { ...site, conversationId: ConversationId }
const limit = Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })))

/** How far each reader has read. `actorType` visitor stands for the visitor's side. */
export const SeenMark = Schema.Struct({
  actorType: Schema.Literals(["visitor", "user"]),
  actorId: Schema.String,
  seq: Schema.Int,
  at: Timestamp
})

/** What a member does in the inbox. */
export class InboxConversationRpcs extends RpcGroup.make(
  Rpc.make("inbox.list", {
    payload: { ...site, view: InboxView, isTest: Schema.Boolean, cursor: Schema.optionalKey(Cursor), limit },
    success: Schema.Struct({
      conversations: Schema.Array(InboxConversation),
      /** My own marks: conversation id → seq. A conversation without one is unread from the start. */
      seen: Schema.Record(Schema.String, Schema.Int),
      nextCursor: Schema.NullOr(Cursor)
    })
  }),
  Rpc.make("inbox.counts", { payload: { ...site, isTest: Schema.Boolean }, success: InboxCounts }),
  Rpc.make("inbox.open", {
    payload: { ...one, limit },
    success: Schema.Struct({
      conversation: InboxConversation,
      items: Schema.Array(TimelineItem),
      hasMore: Schema.Boolean,
      seen: Schema.Array(SeenMark),
      /** What the visitor thinks of this conversation, newest first; `FeedbackGiven` carries it on. */
      feedback: Schema.optionalKey(Schema.Array(Feedback))
    }),
    error: Schema.Union([ConversationNotFound, LimitReached])
  }),
  Rpc.make("inbox.timeline", {
    payload: { ...one, beforeSeq: Seq, limit },
    success: Schema.Struct({ items: Schema.Array(TimelineItem), hasMore: Schema.Boolean }),
    error: Schema.Union([ConversationNotFound, LimitReached])
  }),
  Rpc.make("inbox.reply", {
    payload: Schema.Struct({
      ...one,
      messageId: TimelineItemId,
      text: MessageText,
      visibility: Visibility,
      files: Schema.optionalKey(Schema.Array(Schema.String).check(Schema.isMaxLength(3))),
      /** The newest seq on the writer's screen when writing began, or when a stale reply was confirmed. */
      confirmedSeq: Seq
    }).check(hasContent),
    success: Schema.Struct({ item: TimelineItem, conversation: InboxConversation }),
    error: Schema.Union([ConversationNotFound, IdConflict, ReplyIsStale, FileNotReady, TooManyRequests, LimitReached])
  }),
  Rpc.make("inbox.setStatus", {
    payload: { ...one, status: ConversationStatus },
    success: InboxConversation,
    error: ConversationNotFound
  }),
  Rpc.make("inbox.setArchived", {
    payload: { ...one, archived: Schema.Boolean },
    success: InboxConversation,
    error: ConversationNotFound
  }),
  Rpc.make("inbox.setPriority", {
    payload: { ...one, priority: ConversationPriority },
    success: InboxConversation,
    error: ConversationNotFound
  }),
  Rpc.make("inbox.setTitle", {
    payload: { ...one, title: Schema.NullOr(Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(255))) },
    success: InboxConversation,
    error: ConversationNotFound
  }),
  /** Assigns to a member of the site, or to nobody. */
  Rpc.make("inbox.assign", {
    payload: { ...one, userId: Schema.NullOr(Schema.String) },
    success: InboxConversation,
    error: ConversationNotFound
  }),
  /** `seq` below my mark makes the conversation unread again. */
  Rpc.make("inbox.seen", { payload: { ...one, seq: Seq }, error: ConversationNotFound }),
  Rpc.make("inbox.typing", { payload: { ...one, isTyping: Schema.Boolean, visibility: Visibility } }),
  /** Which conversation this tab shows, or none; a lease of 30 s that the client renews. */
  Rpc.make("inbox.viewing", { payload: { ...site, conversationId: Schema.NullOr(ConversationId) } }),
  Rpc.make("visitors.get", {
    payload: { ...site, visitorId: VisitorId },
    success: Schema.Struct({
      visitor: VisitorDetail,
      conversations: Schema.Array(InboxConversation),
      /** What this person thought of anything, newest first; `FeedbackGiven` carries it on. */
      feedback: Schema.optionalKey(Schema.Array(Feedback))
    }),
    error: VisitorNotFound
  }),
  Rpc.make("visitors.setBlocked", {
    payload: { ...site, visitorId: VisitorId, blocked: Schema.Boolean },
    success: VisitorDetail,
    error: VisitorNotFound
  })
).middleware(MemberAuth) {}
