import * as Schema from "effect/Schema"

/** Why an identity claim was refused; each has one sentence with a way out in the widget and in the console. */
export const IdentityRefusalReason = Schema.Literals([
  "token_required",
  "token_malformed",
  "token_expired",
  "token_too_long",
  "wrong_audience",
  "wrong_signature",
  "logged_out_since",
  "contact_is_known",
  "contacts_full"
])
export type IdentityRefusalReason = typeof IdentityRefusalReason.Type

export class IdentityRefused extends Schema.TaggedError<IdentityRefused>()("IdentityRefused", {
  reason: IdentityRefusalReason
}, { httpApiStatus: 403 }) {}

/** `identify()` needs an `externalId` or an `email`; metadata needs an identified visitor. */
export class NotIdentified extends Schema.TaggedError<NotIdentified>()("NotIdentified", {}, { httpApiStatus: 400 }) {}
