import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { readFileSync } from "node:fs"
import { isIP } from "node:net"
import { SettingsError } from "../settings/SettingsError.ts"
import { together } from "../settings/together.ts"
import { oneOf, settingOf, wholeNumber } from "../settings/values.ts"
import { oneLine } from "./letterHeaders.ts"
import { Mailer, MailRejected } from "./Mailer.ts"
import { bounceAddress, needed, senders } from "./mailSettings.ts"
import { nodemail } from "./nodemail.ts"

/** `starttls` begins in clear and insists on TLS (RFC 3207), `implicit` speaks TLS from the first byte (RFC 8314), `none` never. */
const modes = ["starttls", "implicit", "none"] as const

const host = Effect.flatMap(needed("SMTP_HOST", "smtp wants the name of the mail server, as SMTP_HOST=smtp.example.com."), (name) =>
  isIP(name) > 0 || /^\w[\w-]*(\.\w[\w-]*)*\.?$/.test(name)
    ? Effect.succeed(name)
    : new SettingsError({ problems: [`SMTP_HOST wants the mail server's name alone, as smtp.example.com, not ${name}. Its port is SMTP_PORT.`] }))

const certificate = Effect.gen(function*() {
  const file = yield* settingOf("SMTP_CA_FILE")
  if (file === undefined) return undefined
  return yield* Effect.try({
    try: () => readFileSync(file, "utf8"),
    catch: () => new SettingsError({ problems: [`SMTP_CA_FILE=${file} can't be read: it wants the file of the certificate that signed the mail server's, as PEM.`] })
  })
})

const account = Effect.gen(function*() {
  const user = yield* settingOf("SMTP_USERNAME")
  const password = yield* settingOf("SMTP_PASSWORD")
  if (user === undefined && password === undefined) return undefined
  if (user !== undefined && password !== undefined) return { user, password: Redacted.make(password) }
  return yield* new SettingsError({
    problems: [`${user === undefined ? "SMTP_USERNAME" : "SMTP_PASSWORD"} is missing: set both SMTP_USERNAME and SMTP_PASSWORD, or neither for a server that wants no account.`]
  })
})

export const settings = together({
  host,
  port: wholeNumber("SMTP_PORT", 587, 65_535),
  tls: Effect.flatMap(settingOf("SMTP_PORT"), (port) => oneOf("SMTP_TLS", modes, port === "465" ? "implicit" : "starttls")),
  account,
  certificate,
  bounceAddress,
  senders: senders("smtp")
})

/**
 * What an error of nodemailer's means. SMTP says 4xx for "later" and 5xx for "never" (RFC 5321 §4.2.1); a connection that
 * ends without an answer leaves it open whether the letter was taken.
 */
const rejection = (error: unknown): MailRejected => {
  const { code = "", message = "", responseCode, syscall } = Object(error) as {
    // nodemailer's own error: https://nodemailer.com/usage/#error-codes
    readonly code?: string
    readonly syscall?: string
    readonly message?: string
    readonly responseCode?: number
  }
  if (responseCode !== undefined && code !== "EAUTH") {
    return new MailRejected({ reason: oneLine(`The mail server said: ${message}`).slice(0, 400), retryable: responseCode < 500, isUnsure: false })
  }
  if (code === "EAUTH" || code === "ENOAUTH") {
    return new MailRejected({
      reason: "The mail server doesn't know SMTP_USERNAME with SMTP_PASSWORD.",
      retryable: responseCode !== undefined && responseCode < 500,
      isUnsure: false
    })
  }
  if (code === "ETLS" || code === "ESOCKET" && /certificate|self[- ]signed|tls|ssl/i.test(message)) {
    return new MailRejected({ reason: oneLine(`The mail server's TLS can't be trusted: ${message}`).slice(0, 400), retryable: false, isUnsure: false })
  }
  if (code === "EENVELOPE" || code === "ECONFIG") {
    return new MailRejected({ reason: oneLine(message).slice(0, 400), retryable: false, isUnsure: false })
  }
  // A connection that ends while it is used is told alike at every stage: only one that was never made is known to have said nothing.
  const isUnsure = !(code === "EDNS" || syscall === "connect" || code === "ETIMEDOUT" && /^(Connection timeout|Greeting never received)/.test(message))
  return new MailRejected({
    reason: isUnsure ? "The mail server ended the connection without saying whether it took the letter." : "The mail server could not be reached.",
    retryable: true,
    isUnsure
  })
}

/** Sends through any mail server (RFC 5321), over a few connections that are kept open while there is work. */
export const layer = Layer.effect(Mailer, Effect.gen(function*() {
  const { account, bounceAddress, certificate, host, port, senders, tls } = yield* settings
  const { createTransport } = yield* Effect.promise(() => import("nodemailer"))
  const transport = yield* Effect.acquireRelease(
    Effect.sync(() => createTransport({
      host,
      port,
      pool: true,
      maxConnections: 3,
      secure: tls === "implicit",
      requireTLS: tls === "starttls",
      ignoreTLS: tls === "none",
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
      ...(certificate === undefined ? {} : { tls: { ca: certificate } }),
      ...(account === undefined ? {} : { auth: { user: account.user, pass: Redacted.value(account.password) } })
    })),
    (transport) => Effect.sync(() => transport.close())
  )
  return Mailer.of({
    provider: "smtp",
    offers: { scheduledAt: false, tags: false, marketing: senders.marketing !== undefined, repeats: false },
    send: Effect.fn("smtp.send")(function*(letter) {
      const info = yield* Effect.tryPromise({
        try: () => transport.sendMail({
          ...nodemail(letter, senders),
          ...(bounceAddress === undefined ? {} : { envelope: { from: bounceAddress, to: letter.to } })
        }),
        catch: rejection
      })
      return { providerMessageId: info.messageId, messageId: info.messageId }
    })
  })
}))
