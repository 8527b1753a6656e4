import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Attachment } from "nodemailer/lib/mailer/index.js"
import type { Resend } from "resend"
import { resendClient } from "../mail/resend.ts"
import { settingOf } from "../settings/values.ts"
import { type Arrival, letterAtMost } from "./Arrival.ts"
import { composeMail } from "./composeMail.ts"
import { headAtMost, headOf, tooLargeText } from "./letterHead.ts"

const answerWithin = 30_000
/** More than parts of a letter are read. */
const attachmentsAtMost = 100

/** What was read of a file; `bytes` is its beginning when it is larger than it may be. */
interface Downloaded {
  readonly bytes: Uint8Array
  readonly isWhole: boolean
  /** In bytes; null where nobody said it. */
  readonly size: number | null
}

/** Downloads what Resend gave the address of, and no more of it than `atMost` bytes. */
const download = async (url: string, atMost: number): Promise<Downloaded> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(answerWithin) })
  if (!response.ok) throw new Error(`Resend did not give what it promised: ${response.status}`)
  const size = Number(response.headers.get("content-length")) || null
  const enough = size !== null && size > atMost ? headAtMost : atMost
  const pieces: Array<Uint8Array> = []
  let read = 0
  for await (const piece of response.body ?? []) {
    pieces.push(piece)
    read += piece.length
    // Leaving the loop ends the download.
    if (read > enough) return { bytes: Buffer.concat(pieces), isWhole: false, size }
  }
  return { bytes: Buffer.concat(pieces), isWhole: size === null || size <= atMost, size }
}

/**
 * The files of a letter whose source Resend doesn't offer (https://resend.com/docs/api-reference/emails/list-received-email-attachments);
 * a number, their size in bytes, when they are more than a letter may have.
 */
const attachmentsOf = async (resend: Resend, emailId: string): Promise<ReadonlyArray<Attachment> | number> => {
  const { data, error } = await resend.emails.receiving.attachments.list({ emailId, limit: attachmentsAtMost })
  if (data === null) throw new Error(`Resend did not give the letter's attachments: ${error.statusCode} ${error.name}`)
  const size = data.data.reduce((sum, one) => sum + one.size, 0)
  if (size > letterAtMost) return size
  const files: Array<Attachment> = []
  let left = letterAtMost
  for (const { content_disposition, content_id, content_type, download_url, filename } of data.data) {
    const { bytes, isWhole } = await download(download_url, left)
    if (!isWhole) return letterAtMost + 1
    left -= bytes.length
    files.push({
      filename: filename ?? false, contentType: content_type, content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      contentDisposition: content_disposition, ...(content_id ? { cid: content_id.replace(/^<|>$/g, "") } : {})
    })
  }
  return files
}

/**
 * Gets a received letter from Resend (https://resend.com/docs/api-reference/emails/retrieve-received-email): whole, as it came,
 * where Resend offers that, else put together from its parts. Of one that is larger than a letter may be, its head. Wants
 * `RESEND_API_KEY`; whatever goes wrong is a defect, so that Resend calls again.
 */
export const fetchReceived = Effect.gen(function*() {
  const key = yield* settingOf("RESEND_API_KEY")
  const baseUrl = yield* settingOf("RESEND_BASE_URL")
  return Effect.fn("fetchReceived")(function*(id: string) {
    if (key === undefined) return yield* Effect.die(new Error("RESEND_API_KEY is missing: received letters are fetched with it."))
    const resend = yield* resendClient(Redacted.make(key), baseUrl)
    return yield* Effect.promise(async (): Promise<Arrival> => {
      const { data, error } = await resend.emails.receiving.get(id, { html_format: "cid" })
      if (data === null) throw new Error(`Resend did not give the letter: ${error.statusCode} ${error.name}`)
      const { received_for = [], to } = data
      const tooLarge = (bytes: number | null) => ({ tooLarge: tooLargeText(bytes, `${id} at Resend`) })
      const arrival = (raw: Uint8Array, more: ReadonlyArray<string>): Arrival =>
        ({ door: "resend", raw, envelope: { from: null, to: [...received_for, ...more] }, verdicts: {}, peer: null })
      if (data.raw?.download_url !== undefined) {
        const { bytes, isWhole, size } = await download(data.raw.download_url, letterAtMost)
        return isWhole ? arrival(bytes, []) : { ...arrival(headOf(bytes), []), ...tooLarge(size) }
      }
      const attachments = data.attachments.length === 0 ? [] : await attachmentsOf(resend, id)
      if (typeof attachments === "number") return { ...arrival(await partsOf({ ...data, html: null, text: null }, []), to), ...tooLarge(attachments) }
      return arrival(await partsOf(data, attachments), to)
    })
  })
})

/** What `emails.receiving.get` gives, as far as a letter is put together from it. */
interface Parts {
  readonly from: string
  readonly to: ReadonlyArray<string>
  readonly cc: ReadonlyArray<string> | null
  readonly subject: string
  readonly message_id: string
  readonly created_at: string
  readonly text: string | null
  readonly html: string | null
  readonly headers: Readonly<Record<string, string>> | null
}

const partsOf = ({ cc, created_at, from, headers, html, message_id, subject, text, to }: Parts, attachments: ReadonlyArray<Attachment>) => {
  const named = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]))
  const [first = "unknown@invalid", ...others] = to
  return composeMail({
    from, to: [first, ...others], cc: cc ?? [], subject, messageId: message_id, receivedAt: created_at, text, html, headers: named, attachments,
    inReplyTo: named["in-reply-to"] ?? null, references: named["references"] ?? null
  })
}
