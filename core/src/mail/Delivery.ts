import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/** What a letter is for. */
export const LetterKind = Schema.Literals([
  "new-message", "escalation", "mention", "digest", "invitation", "password-reset", "confirm-email", "other"
])
export type LetterKind = typeof LetterKind.Type

/**
 * Where a letter stands. `queued` waits (for its first try or the next one), `sent` was taken by the provider, `delivered` and
 * `bounced` are the provider's word on what the mailbox said, `suppressed` went to an address that gets no letters,
 * `cancelled` was read in the chat before it left, `failed` was not taken.
 */
export const LetterState = Schema.Literals([
  "queued", "sending", "sent", "delivered", "bounced", "complained", "suppressed", "cancelled", "failed"
])
export type LetterState = typeof LetterState.Type

/** A letter and what became of it. Times are the server's. */
export const Delivery = Schema.Struct({
  id: Schema.String,
  kind: LetterKind,
  conversationId: Schema.NullOr(Schema.String),
  recipient: Schema.String,
  /** Who it is for: the visitor of its conversation, or someone of the team. */
  reader: Schema.Literals(["visitor", "member"]),
  /** The messages it speaks of, by their place in the conversation. */
  firstSeq: Schema.NullOr(Schema.Int),
  lastSeq: Schema.NullOr(Schema.Int),
  state: LetterState,
  /** Why it isn't delivered, for people to read. */
  reason: Schema.NullOr(Schema.String),
  attempts: Schema.Int,
  /** Rises with every change: of two of the same letter, the higher one is how it stands. */
  version: Schema.Int,
  /** Whether it is still there to be tried again. */
  canRetry: Schema.Boolean,
  createdAt: Timestamp,
  settledAt: Schema.NullOr(Timestamp)
})
export type Delivery = typeof Delivery.Type

/** No such letter of this site. */
export class LetterNotFound extends Schema.TaggedError<LetterNotFound>()("LetterNotFound", { id: Schema.String }, {
  httpApiStatus: 404
}) {}

/** It has left, was called off, or its words are no longer kept. */
export class CannotRetry extends Schema.TaggedError<CannotRetry>()("CannotRetry", { id: Schema.String, state: LetterState }, {
  httpApiStatus: 409
}) {}
