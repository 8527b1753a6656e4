import * as Schema from "effect/Schema"

const text = Schema.optionalKey(Schema.NullOr(Schema.String))
const address = Schema.String.check(Schema.isMaxLength(1000))

/** What the receiving service found: `PASS`, `FAIL`, `GRAY` … as it says them (SES) or as RFC 8601 does. */
export const InboundVerdicts = Schema.Struct({
  spf: Schema.optionalKey(Schema.String),
  dkim: Schema.optionalKey(Schema.String),
  dmarc: Schema.optionalKey(Schema.String),
  spam: Schema.optionalKey(Schema.String),
  virus: Schema.optionalKey(Schema.String)
})

/**
 * A received letter as a bridge posts it to `/ses/webhooks/inbound`: one, or an array of them. `raw` is the whole letter as it
 * came (RFC 5322), in base64: with it nothing is lost, and the other fields are not read. A bridge that can't send it gives
 * sender, recipients, subject and text. One whose letter is larger than the server takes says so by `tooLarge` and gives the
 * `headers`: the team sees that it came, and it becomes no message.
 */
export const InboundMail = Schema.Struct({
  eventType: Schema.Literal("email.received"),
  provider: Schema.optionalKey(Schema.String),
  raw: Schema.optionalKey(Schema.String),
  /** SMTP's MAIL FROM (empty for a report) and every RCPT TO, which is more than the headers may say. */
  envelope: Schema.optionalKey(Schema.Struct({ from: Schema.NullOr(Schema.String), to: Schema.Array(address) })),
  verdicts: Schema.optionalKey(InboundVerdicts),
  /** The size of a letter that is too large to be sent as `raw`. */
  tooLarge: Schema.optionalKey(Schema.NullOr(Schema.Struct({ bytes: Schema.Number }))),
  /** Read where there is no `raw`. */
  headers: Schema.optionalKey(Schema.NullOr(Schema.Array(Schema.Struct({ name: Schema.String, value: Schema.String })))),
  from: address,
  to: Schema.NonEmptyArray(address),
  cc: Schema.optionalKey(Schema.Array(address)),
  subject: text,
  messageId: text,
  inReplyTo: text,
  references: text,
  receivedAt: Schema.NonEmptyString,
  text,
  html: text,
  textWithoutSignature: text,
  inboundAddress: text,
  s3Bucket: text,
  s3Key: text
})
export type InboundMail = typeof InboundMail.Type

/** Something that happened to a letter of ours, as a bridge posts it to `/ses/webhooks/events`: one, or an array of them. */
export const MailLifecycle = Schema.Struct({
  eventType: Schema.Literals(["email.delivered", "email.delayed", "email.bounced", "email.complained", "email.failed"]),
  provider: Schema.optionalKey(Schema.String),
  eventId: Schema.NonEmptyString,
  /** When it happened, not when the letter was sent (ISO 8601). */
  occurredAt: Schema.NonEmptyString,
  recipientEmail: Schema.NonEmptyString,
  /** The service's own name for the letter. */
  messageId: text,
  bounce: Schema.optionalKey(Schema.NullOr(Schema.Struct({
    /** `Permanent`, `Transient` or `Undetermined`. */
    type: text,
    subType: text,
    message: text
  }))),
  failure: Schema.optionalKey(Schema.NullOr(Schema.Struct({ reason: text })))
})
export type MailLifecycle = typeof MailLifecycle.Type
