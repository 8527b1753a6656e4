import type { MailLifecycle } from "@cossistant/core/inbound/InboundMail"
import * as Schema from "effect/Schema"
import { createHash } from "node:crypto"

type Lifecycle = typeof MailLifecycle.Encoded

const text = Schema.optionalKey(Schema.String)
const Recipient = Schema.Struct({ emailAddress: Schema.String, diagnosticCode: text })

/** SES's events of a sent letter. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const Sent = Schema.Struct({
  eventType: Schema.String,
  mail: Schema.Struct({ messageId: Schema.String, timestamp: Schema.String, destination: Schema.Array(Schema.String) }),
  delivery: Schema.optionalKey(Schema.Struct({ timestamp: Schema.String, recipients: Schema.optionalKey(Schema.Array(Schema.String)) })),
  bounce: Schema.optionalKey(Schema.Struct({
    bounceType: Schema.String, bounceSubType: text, reportingMTA: text, timestamp: Schema.String, bouncedRecipients: Schema.Array(Recipient)
  })),
  complaint: Schema.optionalKey(Schema.Struct({ timestamp: Schema.String, complainedRecipients: Schema.Array(Recipient) })),
  reject: Schema.optionalKey(Schema.Struct({ reason: Schema.String })),
  failure: Schema.optionalKey(Schema.Struct({ errorMessage: text })),
  deliveryDelay: Schema.optionalKey(Schema.Struct({ timestamp: Schema.String, delayType: text, delayedRecipients: Schema.Array(Recipient) }))
})

/** Told twice, it has the same id. */
const eventIdOf = (messageId: string, recipient: string, kind: string) =>
  createHash("sha1").update(`${messageId}:${recipient}:${kind}`).digest("hex")

/** What happened to a letter, an entry for each recipient it concerns; nothing for events nobody acts on. */
export const lifecycleEntries = (message: unknown): ReadonlyArray<Lifecycle> => {
  if (typeof message !== "object" || message === null || !("eventType" in message)) return [] // such as SNS's own test
  const { bounce, complaint, delivery, deliveryDelay, eventType, failure, mail, reject } = Schema.decodeUnknownSync(Sent)(message)
  const entry = (kind: Lifecycle["eventType"], recipientEmail: string, occurredAt: string, more: Partial<Lifecycle> = {}): Lifecycle => ({
    eventType: kind, provider: "ses", eventId: eventIdOf(mail.messageId, recipientEmail, kind), occurredAt, recipientEmail, messageId: mail.messageId, ...more
  })
  switch (eventType) {
    case "Delivery": return (delivery?.recipients ?? mail.destination).map((to) => entry("email.delivered", to, delivery?.timestamp ?? mail.timestamp))
    case "Bounce": return (bounce?.bouncedRecipients ?? []).map(({ diagnosticCode, emailAddress }) =>
      entry("email.bounced", emailAddress, bounce?.timestamp ?? mail.timestamp, {
        bounce: { type: bounce?.bounceType ?? null, subType: bounce?.bounceSubType ?? null, message: diagnosticCode ?? bounce?.reportingMTA ?? null }
      }))
    case "Complaint": return (complaint?.complainedRecipients ?? []).map(({ emailAddress }) =>
      entry("email.complained", emailAddress, complaint?.timestamp ?? mail.timestamp))
    case "Reject": return mail.destination.map((to) => entry("email.failed", to, mail.timestamp, { failure: { reason: reject?.reason ?? "rejected" } }))
    case "Rendering Failure": return mail.destination.map((to) =>
      entry("email.failed", to, mail.timestamp, { failure: { reason: failure?.errorMessage ?? "the template could not be rendered" } }))
    case "DeliveryDelay": return (deliveryDelay?.delayedRecipients ?? []).map(({ diagnosticCode, emailAddress }) =>
      entry("email.delayed", emailAddress, deliveryDelay?.timestamp ?? mail.timestamp, { failure: { reason: diagnosticCode ?? deliveryDelay?.delayType ?? null } }))
    default: return []
  }
}
