import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { Cursor } from "../ids/Cursor.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { WebsiteId } from "../websites/Website.ts"
import { CannotRetry, LetterKind, LetterNotFound, LetterState } from "./Delivery.ts"

const site = { websiteId: WebsiteId }
const one = { ...site, letterId: Schema.String.check(Schema.isMaxLength(64)) }

/** A letter about an account that didn't arrive: whom it was for and why, never what it says, since its link is a secret. */
export const AccountLetter = Schema.Struct({
  id: Schema.String,
  kind: LetterKind,
  recipient: Schema.String,
  state: LetterState,
  reason: Schema.NullOr(Schema.String),
  attempts: Schema.Int,
  /** Whether it is kept and its link still opens something. */
  canRetry: Schema.Boolean,
  createdAt: Timestamp,
  /** When it was given up, or came back. */
  settledAt: Schema.NullOr(Timestamp)
})
export type AccountLetter = typeof AccountLetter.Type

/** Confirmations, password resets and invitations that failed, for owners: those to people of this site's team, and its invitations. */
export class AccountLetterRpcs extends RpcGroup.make(
  /** Newest first, 20 at a time unless `limit` says otherwise. */
  Rpc.make("mail.accountLetters", {
    payload: { ...site, cursor: Schema.optionalKey(Cursor), limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 }))) },
    success: Schema.Struct({ letters: Schema.Array(AccountLetter), nextCursor: Schema.NullOr(Cursor) })
  }).annotate(NeedsRole, "owner"),
  /** Sends it again, with all its tries before it. */
  Rpc.make("mail.retryAccountLetter", { payload: one, error: Schema.Union([LetterNotFound, CannotRetry]) }).annotate(NeedsRole, "owner"),
  /** Takes it off the list for good. */
  Rpc.make("mail.dropAccountLetter", { payload: one, error: LetterNotFound }).annotate(NeedsRole, "owner")
).middleware(MemberAuth) {}
