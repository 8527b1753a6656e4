import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import type { PublicConversation } from "@cossistant/core/conversations/Conversation"
import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"

/** One message on its way into the database; exactly one of `visitor` and `member` is its author. */
export interface SendRequest {
  readonly website: string
  readonly data: "live" | "test" | "all"
  readonly conversation: string
  readonly id: string
  readonly visitor?: string
  /** The author's proven contact, which may write in that contact's conversations. */
  readonly contact?: string | null
  readonly member?: string
  readonly visibility: "public" | "private"
  readonly body: string
  /** Of body and files: the same id with another hash is a conflict. */
  readonly hash: string
  readonly files: ReadonlyArray<string>
  /** Greetings that precede a conversation's first message; written by nobody. */
  readonly welcome?: ReadonlyArray<{ readonly id: string; readonly text: string }>
  /** Where it was written, when that isn't the widget or the inbox. */
  readonly source?: "email"
  /** A member's newest known seq; a colleague's public message after it makes the reply stale. */
  readonly confirmed_seq?: number
}

/** A message that stands. `repeat` was already there: nobody is told again. */
export interface Sent {
  readonly outcome: "sent" | "repeat"
  readonly item: TimelineItem
  readonly visitorId: string
  readonly contactId: string | null
  readonly inbox: InboxConversation
  readonly public: PublicConversation
}

/** What became of a request: refusals are data, so that one doesn't undo its neighbours in a batch. */
export type SendResult =
  | Sent
  | { readonly outcome: "not_found" | "id_conflict" | "file_not_ready" | "unknown_visitor" | "visitor_blocked" }
  | { readonly outcome: "closed"; readonly status: "resolved" | "spam" | "archived" }
  | { readonly outcome: "stale"; readonly items: ReadonlyArray<TimelineItem> }

/** Whether the message stands now, said just so or before. */
export const wasSaid = (result: SendResult): result is Sent => result.outcome === "sent" || result.outcome === "repeat"
