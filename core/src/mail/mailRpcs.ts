import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { ConversationId } from "../conversations/Conversation.ts"
import { Cursor } from "../ids/Cursor.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { VisitorId } from "../visitors/PublicVisitor.ts"
import { WebsiteId } from "../websites/Website.ts"
import { CannotRetry, Delivery, LetterNotFound } from "./Delivery.ts"
import { NotSuppressed, Suppression, SuppressionReason } from "./Suppression.ts"

const site = { websiteId: WebsiteId }
const Email = Schema.Trim.check(Schema.isMaxLength(254), Schema.isPattern(/^[^\s@]+@[^\s@]+$/))

/** Too many letters went to one reader within an hour; no more go out until `openUntil`. */
export const MailBreaker = Schema.Struct({ conversationId: Schema.String, recipient: Schema.String, letters: Schema.Int, openUntil: Timestamp })
export type MailBreaker = typeof MailBreaker.Type

/** Letters as the team sees them: what became of each, and which addresses get none. */
export class MailRpcs extends RpcGroup.make(
  /** Of one conversation, oldest first; `DeliveryChanged` carries it on. */
  Rpc.make("mail.deliveries", {
    payload: { ...site, conversationId: ConversationId },
    success: Schema.Struct({ deliveries: Schema.Array(Delivery), breakers: Schema.Array(MailBreaker) })
  }),
  /** Letters to a visitor's address, newest first, and why it gets none, if so. */
  Rpc.make("mail.ofVisitor", {
    payload: { ...site, visitorId: VisitorId },
    success: Schema.Struct({
      email: Schema.NullOr(Schema.String),
      suppressed: Schema.NullOr(SuppressionReason),
      deliveries: Schema.Array(Delivery)
    })
  }),
  Rpc.make("mail.retry", {
    payload: { ...site, letterId: Schema.String },
    success: Delivery,
    error: Schema.Union([LetterNotFound, CannotRetry])
  }),
  /** Newest first, lifted ones too. */
  Rpc.make("mail.suppressions", {
    payload: { ...site, cursor: Schema.optionalKey(Cursor), limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))) },
    success: Schema.Struct({ suppressions: Schema.Array(Suppression), nextCursor: Schema.NullOr(Cursor) })
  }).annotate(NeedsRole, "admin"),
  /** Lets the address have letters again; who did it and why is kept. */
  Rpc.make("mail.liftSuppression", {
    payload: { ...site, email: Email, reason: Schema.Trim.check(Schema.isMinLength(3), Schema.isMaxLength(500)) },
    error: NotSuppressed
  }).annotate(NeedsRole, "owner")
).middleware(MemberAuth) {}
