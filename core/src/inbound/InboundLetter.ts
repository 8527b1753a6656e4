import * as Schema from "effect/Schema"
import { ConversationId } from "../conversations/Conversation.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { Ulid } from "../ids/Ulid.ts"

/**
 * Why a letter didn't become a message. Nobody wrote it (`auto_reply`, `bulk`, `own_letter`), it says nothing (`empty`), the
 * provider warned of it (`spam`, `virus`), it is larger than a letter may be (`too_large`); a member's address was answered by somebody else (`sender_differs`), by a sender
 * whose domain doesn't vouch for the letter (`not_proven`) or after leaving (`member_left`); a visitor's address was answered by
 * someone of the team (`sender_is_member`); the visitor is blocked or gone; the conversation is spam, archived or full
 * (`conversation_closed`, `conversation_gone`, `too_many`), the plan allows no more (`plan_limit`), or something broke (`broken`).
 */
export const InboundReason = Schema.Literals([
  "auto_reply", "bulk", "own_letter", "empty", "spam", "virus", "too_large", "sender_differs", "not_proven", "member_left", "sender_is_member",
  "visitor_blocked", "visitor_gone", "conversation_closed", "conversation_gone", "too_many", "plan_limit", "broken"
])
export type InboundReason = typeof InboundReason.Type

/** `received` waits to be read, `taken` is in its conversation, `dropped` was refused for a reason, `failed` broke. */
export const InboundState = Schema.Literals(["received", "taken", "dropped", "failed"])
export type InboundState = typeof InboundState.Type

/** The file of a letter that isn't in the thread, and why. */
export const LeftOut = Schema.Struct({
  filename: Schema.String,
  reason: Schema.Literals(["too_large", "type_not_allowed", "empty", "size_differs", "not_arrived", "quota", "winmail", "too_many"])
})
export type LeftOut = typeof LeftOut.Type

/** An answer by mail and what became of it. One that was taken goes by the id of its message. */
export const InboundLetter = Schema.Struct({
  id: Ulid,
  conversationId: ConversationId,
  state: InboundState,
  reason: Schema.NullOr(InboundReason),
  /** What the reason rests on, for the operator: the verdicts on the sender, the id of a log line. */
  detail: Schema.NullOr(Schema.String),
  sender: Schema.NullOr(Schema.String),
  senderName: Schema.NullOr(Schema.String),
  subject: Schema.NullOr(Schema.String),
  leftOut: Schema.Array(LeftOut),
  /** Whether its original is still there, to be read or tried again. */
  hasOriginal: Schema.Boolean,
  canRetry: Schema.Boolean,
  receivedAt: Timestamp
})
export type InboundLetter = typeof InboundLetter.Type

/** No such letter of this site. */
export class InboundLetterNotFound extends Schema.TaggedError<InboundLetterNotFound>()("InboundLetterNotFound", { id: Schema.String }, {
  httpApiStatus: 404
}) {}
