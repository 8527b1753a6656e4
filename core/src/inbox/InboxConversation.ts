import * as Schema from "effect/Schema"
import { ConversationPriority, PublicConversation } from "../conversations/Conversation.ts"
import { TimelineItem } from "../conversations/TimelineItem.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { VisitorSummary } from "../visitors/VisitorDetail.ts"

const { unreadCount: _, lastItem: __, ...shared } = PublicConversation.fields

/** A conversation as its team sees it. `lastSeq` counts private items too; `lastItem` is the newest message. */
export const InboxConversation = Schema.Struct({
  ...shared,
  isTest: Schema.Boolean,
  priority: ConversationPriority,
  assigneeIds: Schema.Array(Schema.String),
  lastActivityAt: Timestamp,
  resolvedAt: Schema.NullOr(Timestamp),
  resolvedByUserId: Schema.NullOr(Schema.String),
  lastItem: Schema.NullOr(TimelineItem),
  visitor: VisitorSummary,
  /** The plan has room for fewer conversations: what this one says is not shown. */
  locked: Schema.optionalKey(Schema.Literal("conversation_limit"))
})
export type InboxConversation = typeof InboxConversation.Type

/** The sets a conversation may stand in; exactly one at a time. */
export const InboxView = Schema.Literals(["open", "resolved", "spam", "archived"])
export type InboxView = typeof InboxView.Type

/** How many conversations stand in each set, live and test apart. */
export const InboxCounts = Schema.Struct({
  open: Schema.Int,
  resolved: Schema.Int,
  spam: Schema.Int,
  archived: Schema.Int
})
export type InboxCounts = typeof InboxCounts.Type

/** Since you began to write, a colleague answered: read `items`, then send again with `confirmedSeq`. */
export class ReplyIsStale extends Schema.TaggedError<ReplyIsStale>()("ReplyIsStale", {
  items: Schema.Array(TimelineItem)
}, { httpApiStatus: 409 }) {}
