import type { InboundMail } from "@cossistant/core/inbound/InboundMail"
import * as Schema from "effect/Schema"

const verdict = Schema.optionalKey(Schema.Struct({ status: Schema.String }))

/** SES's notification of a received letter. https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html */
const Received = Schema.Struct({
  notificationType: Schema.optionalKey(Schema.String),
  mail: Schema.Struct({
    timestamp: Schema.String,
    source: Schema.String,
    messageId: Schema.String,
    destination: Schema.Array(Schema.String),
    headers: Schema.optionalKey(Schema.Array(Schema.Struct({ name: Schema.String, value: Schema.String }))),
    commonHeaders: Schema.optionalKey(Schema.Struct({
      from: Schema.optionalKey(Schema.Array(Schema.String)),
      subject: Schema.optionalKey(Schema.String),
      messageId: Schema.optionalKey(Schema.String)
    }))
  }),
  receipt: Schema.Struct({
    timestamp: Schema.String,
    recipients: Schema.Array(Schema.String),
    spfVerdict: verdict,
    dkimVerdict: verdict,
    dmarcVerdict: verdict,
    spamVerdict: verdict,
    virusVerdict: verdict,
    action: Schema.Struct({ type: Schema.String, bucketName: Schema.optionalKey(Schema.String), objectKey: Schema.optionalKey(Schema.String) })
  })
})

/** What the server takes of one letter. */
export const letterAtMost = 20 * 1024 * 1024

/** Reads an object whole; `bytes` is its size when it is larger than `atMost` and was not read. */
export type ReadObject = (bucket: string, key: string, atMost: number) => Promise<Uint8Array | { readonly bytes: number }>

/**
 * A received letter as the server wants it: whole, as it came, with the verdicts of the service that received it. A letter that
 * is larger than the server takes goes by its headers, its size and where it lies. Nothing for other notifications.
 */
export const inboundEntry = async (message: unknown, readObject: ReadObject): Promise<typeof InboundMail.Encoded | undefined> => {
  if (typeof message === "object" && message !== null && !("receipt" in message)) return undefined // such as SNS's own test
  const { mail, receipt } = Schema.decodeUnknownSync(Received)(message)
  const { bucketName, objectKey } = receipt.action
  if (bucketName === undefined || objectKey === undefined) throw new Error("The receipt rule names no object; its action must be S3.")
  const [first = mail.destination[0], ...others] = receipt.recipients
  if (first === undefined) throw new Error("The letter has no recipient.")
  const read = await readObject(bucketName, objectKey, letterAtMost)
  const { dkimVerdict, dmarcVerdict, spamVerdict, spfVerdict, virusVerdict } = receipt
  const found = Object.entries({ spf: spfVerdict, dkim: dkimVerdict, dmarc: dmarcVerdict, spam: spamVerdict, virus: virusVerdict })
  return {
    eventType: "email.received",
    provider: "ses",
    ...(read instanceof Uint8Array
      ? { raw: Buffer.from(read).toString("base64") }
      : { tooLarge: { bytes: read.bytes }, headers: mail.headers ?? [] }),
    envelope: { from: mail.source, to: [first, ...others] },
    verdicts: Object.fromEntries(found.flatMap(([name, verdict]) => verdict === undefined ? [] : [[name, verdict.status]])),
    from: mail.commonHeaders?.from?.[0] ?? mail.source,
    to: [first, ...others],
    subject: mail.commonHeaders?.subject ?? null,
    messageId: mail.commonHeaders?.messageId ?? mail.messageId,
    receivedAt: receipt.timestamp,
    s3Bucket: bucketName,
    s3Key: objectKey
  }
}
