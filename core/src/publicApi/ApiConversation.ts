import * as Schema from "effect/Schema"
import { ConversationPriority, PublicConversation } from "../conversations/Conversation.ts"
import { TimelineItem } from "../conversations/TimelineItem.ts"
import { Cursor } from "../ids/Cursor.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { Lock } from "../inbox/InboxConversation.ts"
import { VisitorSummary } from "../visitors/VisitorDetail.ts"
import { OrganizationId } from "../websites/Website.ts"
import { cursorPattern } from "./wanted.ts"

const { lastItem: _, unreadCount: __, ...shared } = PublicConversation.fields

/** A conversation; what stands after `unreadCount` is told to private keys only. */
export const ApiConversation = Schema.Struct({
  ...shared,
  organizationId: OrganizationId,
  visitorLastSeenAt: Schema.NullOr(Timestamp),
  lastTimelineItem: Schema.NullOr(TimelineItem),
  /** Messages the visitor hasn't read. */
  unreadCount: Schema.Int,
  isTest: Schema.optionalKey(Schema.Boolean),
  priority: Schema.optionalKey(ConversationPriority),
  assigneeIds: Schema.optionalKey(Schema.Array(Schema.String)),
  lastActivityAt: Schema.optionalKey(Timestamp),
  resolvedAt: Schema.optionalKey(Schema.NullOr(Timestamp)),
  resolvedByUserId: Schema.optionalKey(Schema.NullOr(Schema.String)),
  visitor: Schema.optionalKey(VisitorSummary),
  /** The site's plan shows no more of it than this: it began after as many as there is room for, or lies quiet for too long. */
  locked: Schema.optionalKey(Lock)
}).annotate({ identifier: "Conversation" })
export type ApiConversation = typeof ApiConversation.Type

export const ApiTimelineItem = TimelineItem.annotate({ identifier: "TimelineItem" })

/** How far a reader has come in a conversation. */
export const ApiSeen = Schema.Struct({
  actorType: Schema.Literals(["visitor", "user", "ai_agent"]),
  actorId: Schema.String,
  seq: Schema.Int,
  lastSeenAt: Timestamp
}).annotate({ identifier: "Seen" })
export type ApiSeen = typeof ApiSeen.Type

/** Where a page of a list ended, as the server said it: opaque to clients. */
export const PageCursor = Cursor

/** Where a page of a timeline began, as the server said it: opaque to clients. */
export const TimelineCursor = Schema.String.check(cursorPattern(/^[1-9]\d{0,8}$/))
