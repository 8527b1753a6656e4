import type { AddressObject, Attachment, ParsedMail } from "mailparser"
import { createHash } from "node:crypto"
import type { Mail, MailFile } from "./Mail.ts"

/** No letter has more parts of use than this; the rest of them is left aside. */
const filesAtMost = 50
/** Longer texts are cut: a message of ours holds 8,000 characters, its history is cut anyway, and the original is kept. */
const textAtMost = 400_000
const addressesAtMost = 200

/** Headers that tell whom a letter is for, beside To and Cc. */
const addresseeHeaders = [
  "to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "x-received-for", "resent-to", "resent-cc", "apparently-to"
]

const address = /[^\s<>",;:()[\]\\]{1,128}@[a-z0-9.-]{1,253}/gi

const listOf = (from: AddressObject | ReadonlyArray<AddressObject> | undefined) =>
  [from ?? []].flat().flatMap(({ value = [] }) => value).flatMap((one) => one.group ?? [one])

const addressesOf = (from: AddressObject | ReadonlyArray<AddressObject> | undefined): ReadonlyArray<string> =>
  listOf(from).slice(0, addressesAtMost).flatMap(({ address }) => address ? [address.toLowerCase()] : [])

const fileOf = (file: Attachment): MailFile => ({
  filename: (file.filename ?? "").replace(/[\p{Cc}\p{Cf}/\\]+/gu, " ").trim().slice(-200) || "file",
  mediaType: file.contentType.toLowerCase(),
  bytes: file.content,
  cid: file.cid ?? null,
  isInline: file.contentDisposition !== "attachment" && file.cid !== undefined
})

const bare = (id: string) => id.trim().replace(/^<+|>+$/g, "")

/** What a letter without Message-ID is known by: the same words from the same hand at the same time. */
const ownId = ({ date, from, html, subject, text }: ParsedMail): string =>
  createHash("sha256").update(JSON.stringify([from?.text, date?.getTime(), subject, text, html])).digest("hex").slice(0, 40) + "@unnamed"

/**
 * Reads a letter as it came over the wire (RFC 5322, MIME), of any charset, however broken: what can't be read is left out.
 * It never fails.
 */
export const parseMail = async (raw: Uint8Array): Promise<Mail> => {
  const { simpleParser } = await import("mailparser")
  const options = {
    skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true, keepDeliveryStatus: true
  }
  const parsed = await simpleParser(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), options)
    // Nothing could be made of it: it is treated as a letter without anything.
    .catch(() => ({ attachments: [], headers: new Map(), headerLines: [], html: false }) as ParsedMail)
  const header = headerOf(parsed)
  const [sender, ...others] = listOf(parsed.from).filter(({ address }) => address)
  const attachments = parsed.attachments.slice(0, filesAtMost)
  const isReport = (file: Attachment) => /^message\/(delivery-status|global-delivery-status)$/i.test(file.contentType)
  return {
    messageId: bare(header("message-id")[0] ?? "").slice(0, 500) || ownId(parsed),
    references: [...header("in-reply-to"), ...header("references")].flatMap((line) => line.match(/<[^<>\s]{1,500}>/g) ?? []).map(bare),
    from: sender?.address && others.length === 0 && header("from").length === 1
      ? { address: sender.address.toLowerCase(), name: sender.name.slice(0, 200) }
      : null,
    to: addressesOf(parsed.to),
    cc: addressesOf(parsed.cc),
    addressees: [...new Set(addresseeHeaders.flatMap(header).flatMap((line) => line.slice(0, 20_000).match(address) ?? []).map((one) => one.toLowerCase()))]
      .slice(0, addressesAtMost),
    subject: (parsed.subject ?? "").replace(/[\p{Cc}]+/gu, " ").trim().slice(0, 500),
    date: parsed.date !== undefined && Number.isFinite(parsed.date.getTime()) ? parsed.date : null,
    text: parsed.text?.slice(0, textAtMost) || null,
    html: parsed.html ? parsed.html.slice(0, textAtMost) : null,
    files: attachments.filter((file) => !isReport(file)).map(fileOf),
    header,
    deliveryStatus: attachments.filter(isReport).map(({ content }) => content.toString("utf8").slice(0, 20_000)).join("\n\n") || null
  }
}

const headerOf = ({ headerLines }: ParsedMail) => {
  const values = new Map<string, Array<string>>()
  for (const { key, line } of headerLines) {
    const value = line.slice(line.indexOf(":") + 1).replace(/\r?\n[ \t]+/g, " ").trim()
    values.set(key, [...values.get(key) ?? [], value])
  }
  return (name: string): ReadonlyArray<string> => values.get(name) ?? []
}
