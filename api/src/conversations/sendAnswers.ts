import type { PublicConversation } from "@cossistant/core/conversations/Conversation"
import { type PublicTimelineItem, type TimelineItem, TimelineItemId } from "@cossistant/core/conversations/TimelineItem"
import type { Timestamp } from "@cossistant/core/ids/Timestamp"
import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import type { SendRequest, SendResult, Sent } from "./SendRequest.ts"

/** A row of SQL's `send_answer`, in words of the wire. */
export interface SendAnswer {
  readonly n: number
  readonly outcome: SendResult["outcome"]
  /** Of a closed conversation. */
  readonly status: Extract<SendResult, { readonly outcome: "closed" }>["status"]
  /** Those that made a reply stale. */
  readonly items: ReadonlyArray<TimelineItem>
  readonly seq: number
  readonly at: Timestamp
  readonly contact: string | null
  readonly unread: number
  /** Without its last item where the words are plain: that is the last of them. */
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

/** What became of plain words, by their places in the batch. All that is said in one conversation at once shows it as it is after the last of it. */
export const resultsOf = (answers: ReadonlyArray<SendAnswer>, requests: ReadonlyArray<SendRequest>): ReadonlyMap<number, Sent> => {
  const after = new Map<string, InboxConversation>()
  const items = new Map<number, PublicTimelineItem>()
  for (const answer of answers) {
    const request = requests[answer.n]
    if (request === undefined) continue
    const item = plainItem(request, answer)
    items.set(answer.n, item)
    if (answer.inbox !== null) after.set(request.conversation, { ...answer.inbox, lastItem: item })
  }
  const results = new Map<number, Sent>()
  for (const { contact, n, unread } of answers) {
    const item = items.get(n)
    const inbox = item && after.get(item.conversationId)
    if (item !== undefined && inbox !== undefined) results.set(n, sent(item, contact, inbox, unread))
  }
  return results
}

/** Plain words as `wire_item` would show them. */
const plainItem = ({ body, conversation, id, visitor }: SendRequest, { at, seq }: SendAnswer): PublicTimelineItem => ({
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

/** A conversation whose newest item is public, as `wire_public` would show it. */
const sent = (item: PublicTimelineItem, contactId: string | null, inbox: InboxConversation, unreadCount: number): Sent => {
  const { channel, createdAt, deletedAt, id, lastSeq, status, title, updatedAt, version, visitorId, visitorSeenSeq, websiteId } = inbox
  return {
    outcome: "sent",
    item,
    visitorId: inbox.visitorId,
    contactId,
    inbox,
    public: {
      id, websiteId, visitorId, title, status, channel, createdAt, updatedAt, deletedAt, lastSeq, version, visitorSeenSeq, unreadCount,
      lastItem: inbox.lastItem?.visibility === "public" ? { ...inbox.lastItem, visibility: "public" } : null
    }
  }
}
