import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { inboundDomains } from "../inbound/inboundSettings.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import { together } from "../settings/together.ts"
import { settingOf } from "../settings/values.ts"
import type { Variable } from "../settings/variables.ts"

/** A sender, as `support@example.com` or `Acme <support@example.com>`. */
export interface Sender {
  readonly name: string | undefined
  readonly address: string
}

/** Reads a sender's address with or without a name; undefined when it is neither. */
export const readSender = (text: string): Sender | undefined => {
  const [, name = "", address = ""] = /^\s*(?:"?([^"<]*?)"?\s*<)?([^\s<>@",]+@[^\s<>@",]+)>?\s*$/.exec(text) ?? []
  return address === "" || /[\r\n]/.test(text) ? undefined : { name: name.trim() || undefined, address }
}

const senderOf = Effect.fnUntraced(function*(variable: Variable) {
  const text = yield* settingOf(variable)
  if (text === undefined) return undefined
  const sender = readSender(text)
  if (sender !== undefined) return sender
  return yield* new SettingsError({ problems: [`${variable} wants an address, as support@example.com or Acme <support@example.com>, not ${text}.`] })
})

const notificationSender = Effect.fnUntraced(function*(provider: string) {
  const sender = yield* senderOf("EMAIL_NOTIFICATION_FROM")
  if (sender !== undefined) return sender
  return yield* new SettingsError({
    problems: [`EMAIL_NOTIFICATION_FROM is missing: ${provider} wants the address letters come from, as EMAIL_NOTIFICATION_FROM=support@example.com.`]
  })
})

/** Who letters are from, whatever sends them: `EMAIL_NOTIFICATION_FROM` is needed, `EMAIL_MARKETING_FROM` only for marketing. */
export const senders = (provider: string) => together({ notifications: notificationSender(provider), marketing: senderOf("EMAIL_MARKETING_FROM") })

/**
 * Where letters by `smtp` come back to (RFC 5321 §4.4): `SMTP_BOUNCE_ADDRESS`, or `bounces@` the domain our own mail server takes
 * letters for. Undefined with `off`, and without either: then reports go to the sender's own mailbox.
 */
export const bounceAddress = Effect.gen(function*() {
  const { smtp: domain } = yield* inboundDomains
  const text = yield* settingOf("SMTP_BOUNCE_ADDRESS")
  if (text === "off") return undefined
  if (text === undefined) return domain === undefined ? undefined : `bounces@${domain}`
  const sender = readSender(text)
  if (sender !== undefined) return sender.address
  return yield* new SettingsError({ problems: [`SMTP_BOUNCE_ADDRESS wants an address, as bounces@inbound.example.com, or off, not ${text}.`] })
})

/** A variable that must be set; the sentence says what for and what it looks like. */
export const needed = Effect.fnUntraced(function*(variable: Variable, sentence: string) {
  const text = yield* settingOf(variable)
  if (text !== undefined) return text
  return yield* new SettingsError({ problems: [`${variable} is missing: ${sentence}`] })
})

export const neededSecret = (variable: Variable, sentence: string) => Effect.map(needed(variable, sentence), (text) => Redacted.make(text))

/** How to do without sending letters. */
export const orKeepThem = "Set EMAIL_TRANSPORT_PROVIDER=outbox to keep letters in the database instead."
