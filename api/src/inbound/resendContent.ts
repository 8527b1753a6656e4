import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { resendClient } from "../mail/resend.ts"
import { settingOf } from "../settings/values.ts"
import { type Arrival, letterAtMost } from "./Arrival.ts"
import { composeMail } from "./composeMail.ts"

const answerWithin = 30_000

/** Reads an answer's body, no more than a letter may have. */
const readBody = async (response: Response): Promise<Uint8Array> => {
  const pieces: Array<Uint8Array> = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.length
    if (size > letterAtMost) throw new Error(`The letter is larger than ${letterAtMost} bytes.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/**
 * Gets a received letter from Resend (https://resend.com/docs/api-reference/emails/retrieve-received-email): whole, as it came,
 * where Resend offers that, else put together from its parts. Wants `RESEND_API_KEY`; whatever goes wrong is a defect, so
 * that Resend calls again.
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
      const { cc, from, headers, html, message_id, raw, received_for = [], subject, text, to } = data
      const whole = raw?.download_url === undefined ? null : await fetch(raw.download_url, { signal: AbortSignal.timeout(answerWithin) })
      if (whole !== null && !whole.ok) throw new Error(`Resend did not give the letter's source: ${whole.status}`)
      const named = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]))
      const [first = "unknown@invalid", ...others] = to
      const bytes = whole !== null ? await readBody(whole) : await composeMail({
        from, to: [first, ...others], cc: cc ?? [], subject, messageId: message_id, receivedAt: data.created_at, text, html, headers: named,
        inReplyTo: named["in-reply-to"] ?? null, references: named["references"] ?? null
      })
      return { door: "resend", raw: bytes, envelope: { from: null, to: [...received_for, ...whole === null ? to : []] }, verdicts: {}, peer: null }
    })
  })
})
