import * as Schema from "effect/Schema"
import { ConversationPriority, PublicConversation } from "../conversations/Conversation.ts"
import { TimelineItem } from "../conversations/TimelineItem.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { VisitorSummary } from "../visitors/VisitorDetail.ts"

const { unreadCount: _, lastItem: __, ...shared } = PublicConversation.fields

/** Why a plan keeps a conversation from its team: it began after as many as there is room for, or lies quiet for too long. */
export const Lock = Schema.Literals(["conversation_limit", "conversation_retention"])
export type Lock = typeof Lock.Type

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
  /** What it says is not shown: the plan has room for fewer conversations, or for younger ones. */
  locked: Schema.optionalKey(Lock)
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
