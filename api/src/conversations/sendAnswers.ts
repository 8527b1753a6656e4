import type { PublicConversation } from "@cossistant/core/conversations/Conversation"
import { type PublicTimelineItem, type TimelineItem, TimelineItemId } from "@cossistant/core/conversations/TimelineItem"
import { Timestamp } from "@cossistant/core/ids/Timestamp"
import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import { type Known, withId } from "./KnownConversations.ts"
import type { SendRequest, SendResult, Sent } from "./SendRequest.ts"

/** A row of SQL's `send_answer`, in words of the wire. */
export interface SendAnswer {
  readonly outcome: SendResult["outcome"]
  /** Of a closed conversation. */
  readonly status: Extract<SendResult, { readonly outcome: "closed" }>["status"]
  /** Those that made a reply stale. */
  readonly items: ReadonlyArray<TimelineItem>
  readonly contact: string | null
  readonly inbox: InboxConversation | null
  readonly item: TimelineItem | null
  readonly public: PublicConversation | null
}

/** What became of a request that was sent by itself. */
export const resultOf = ({ contact, inbox, item, items, outcome, public: shown, status }: SendAnswer): SendResult => {
  switch (outcome) {
    case "closed": return { outcome, status }
    case "stale": return { outcome, items }
    case "sent":
    case "repeat":
      if (inbox === null || item === null || shown === null) throw new Error("What was sent is not to be seen.")
      return { outcome, item, visitorId: inbox.visitorId, contactId: contact, inbox, public: shown }
    default: return { outcome }
  }
}

/** A row of SQL's `plain_answer`: plain words that stand now. */
export interface PlainAnswer {
  /** Their place in the batch; null, as all the rest, when a lone message wasn't taken. */
  readonly n: number | null
  readonly seq: number
  readonly at: Date
  /** The conversation's, with them. */
  readonly version: number
  readonly visitor_version: number | null
  readonly contact_version: number | null
  readonly contact: string | null
  readonly unread: number
  /** Null where what was known still holds. */
  readonly inbox: InboxConversation | null
}

/** What became of plain words: what `wire_inbox` and `wire_public` would show, and what to hold of their conversation. Undefined when nothing is known of it. */
export const plainSent = (
  request: SendRequest,
  known: Known | undefined,
  { at: saidAt, contact, contact_version, inbox: told, seq, unread, version, visitor_version }: PlainAnswer
): { readonly sent: Sent; readonly known: Known } | undefined => {
  const before = told ?? known?.inbox
  if (before === undefined) return undefined
  const at = Timestamp.make(saidAt.toISOString(), { disableChecks: true })
  const item = plainItem(request, seq, at)
  const inbox = { ...before, lastSeq: seq, version, updatedAt: at, lastActivityAt: at, lastItem: item }
  const { channel, createdAt, deletedAt, id, status, title, visitorId, visitorSeenSeq, websiteId } = before
  return {
    known: { inbox: before, version, visitorVersion: visitor_version, contactVersion: contact_version, lastIds: withId(known, item.id) },
    sent: {
      outcome: "sent",
      item,
      visitorId,
      contactId: contact,
      inbox,
      public: {
        id, websiteId, visitorId, title, status, channel, createdAt, updatedAt: at, deletedAt, lastSeq: seq, version, visitorSeenSeq,
        unreadCount: unread, lastItem: item
      }
    }
  }
}

/** Plain words as `wire_item` would show them. */
const plainItem = ({ body, conversation, id, visitor }: SendRequest, seq: number, at: Timestamp): PublicTimelineItem => ({
  id: TimelineItemId.make(id, { disableChecks: true }),
  conversationId: conversation,
  seq,
  version: 1,
  type: "message",
  visibility: "public",
  text: body,
  tool: null,
  parts: [],
  userId: null,
  aiAgentId: null,
  visitorId: visitor ?? null,
  createdAt: at,
  deletedAt: null
})
