import type { InboundMail } from "@cossistant/core/inbound/InboundMail"
import { createHash } from "node:crypto"
import type { Attachment } from "nodemailer/lib/mailer/index.js"

type Fields = Pick<InboundMail, "from" | "to" | "cc" | "subject" | "messageId" | "inReplyTo" | "references" | "receivedAt" | "text" | "html"> & {
  /** Headers that say more of the letter, by name. */
  readonly headers?: Readonly<Record<string, string>>
  /** As Nodemailer takes them. */
  readonly attachments?: ReadonlyArray<Attachment>
}

const bare = (id: string) => id.trim().replace(/^<+|>+$/g, "")

/** Of what a door hands over in headers, those that decide something. */
const kept = /^(auto-submitted|precedence|return-path|list-id|list-unsubscribe|x-auto.*|x-ms-exchange.*|x-failed-recipients|x-cossistant-letter|delivered-to|x-original-to|x-mail-autoreply)$/i

/**
 * A letter of which only the parts came along, put together again, so that everything is read in one way. The same parts give
 * the same Message-ID.
 */
export const composeMail = async (fields: Fields): Promise<Uint8Array> => {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer/index.js")
  const { attachments = [], cc = [], from, headers = {}, html, inReplyTo, messageId, receivedAt, references, subject, text, to } = fields
  const at = new Date(receivedAt)
  const unnamed = () => `${createHash("sha256").update(JSON.stringify([from, to, subject, receivedAt, text, html])).digest("hex").slice(0, 40)}@unnamed`
  return new MailComposer({
    from, to: [...to], cc: [...cc],
    subject: subject ?? "",
    messageId: `<${bare(messageId ?? "") || unnamed()}>`,
    ...(inReplyTo ? { inReplyTo: `<${bare(inReplyTo)}>` } : {}),
    ...(references ? { references } : {}),
    ...(Number.isNaN(at.getTime()) ? {} : { date: at }),
    ...(text ? { text } : {}),
    ...(html ? { html } : {}),
    attachments: [...attachments],
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => kept.test(name)).map(([name, value]) => [name, value.replace(/[\r\n]+/g, " ")]))
  }).compile().build()
}
