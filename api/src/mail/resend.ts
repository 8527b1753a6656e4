import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { ErrorResponse } from "resend"
import { together } from "../settings/together.ts"
import { addressOf } from "../settings/values.ts"
import { extraHeaders, fromOf, inBrackets, mailbox, oneLine, threadHeaders } from "./letterHeaders.ts"
import { type Letter, Mailer, MailRejected } from "./Mailer.ts"
import { neededSecret, orKeepThem, senders } from "./mailSettings.ts"

/** `RESEND_BASE_URL` stands for the API of a compatible service. */
export const settings = together({
  apiKey: neededSecret("RESEND_API_KEY", `resend wants the API key of its account, as RESEND_API_KEY=re_… (https://resend.com/api-keys). ${orKeepThem}`),
  senders: senders("resend"),
  baseUrl: addressOf("RESEND_BASE_URL", "https://api.resend.com")
})

/** Opens Resend's client, loaded when it is chosen. */
export const resendClient = Effect.fnUntraced(function*(apiKey: Redacted.Redacted, baseUrl: string | undefined) {
  const { Resend } = yield* Effect.promise(() => import("resend"))
  return new Resend(Redacted.value(apiKey), baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/$/, "") })
})

/**
 * What an error of Resend's means (https://resend.com/docs/api-reference/errors). Its idempotency key makes every try the
 * same one for 24 hours, so what was unanswered may be asked again.
 */
const rejection = ({ message, name, statusCode }: ErrorResponse): MailRejected => new MailRejected({
  reason: statusCode === null ? "Resend could not be reached." : oneLine(`Resend said ${statusCode} ${name}: ${message}`).slice(0, 400),
  retryable: statusCode === null || statusCode === 429 || statusCode >= 500 || name === "concurrent_idempotent_requests",
  isUnsure: statusCode === null || statusCode >= 500
})

const payload = (letter: Letter, sendersOf: Parameters<typeof fromOf>[1]) => ({
  from: mailbox(fromOf(letter, sendersOf)),
  to: letter.to,
  subject: oneLine(letter.subject),
  html: letter.html,
  text: letter.text,
  headers: { ...threadHeaders(letter), ...extraHeaders(letter) },
  ...(letter.replyTo === undefined ? {} : { replyTo: letter.replyTo }),
  ...(letter.scheduledAt === undefined ? {} : { scheduledAt: letter.scheduledAt.toISOString() }),
  tags: Object.entries({ kind: letter.kind, ...letter.tags }).map(([name, value]) => ({ name: tagText(name), value: tagText(value) }))
})

// Resend takes letters, digits, dashes and underscores.
const tagText = (text: string) => text.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 256)

/** Sends through Resend (https://resend.com/docs/api-reference/emails/send-email). */
export const layer = Layer.effect(Mailer, Effect.gen(function*() {
  const { apiKey, baseUrl, senders } = yield* settings
  const resend = yield* resendClient(apiKey, baseUrl)
  return Mailer.of({
    provider: "resend",
    offers: { scheduledAt: true, tags: true, marketing: senders.marketing !== undefined, repeats: true },
    send: Effect.fn("resend.send")(function*(letter, key) {
      const { data, error } = yield* Effect.promise(() => resend.emails.send(payload(letter, senders), { idempotencyKey: `letter/${key}` }))
      if (error !== null) return yield* rejection(error)
      // Resend puts a Message-ID of its own in the place of ours: where its answer doesn't say it, its events do.
      const own = (data as { readonly message_id?: string }).message_id // Not in the library's types.
      return { providerMessageId: data.id, messageId: own === undefined ? letter.messageId ?? null : inBrackets(own) }
    })
  })
}))
