import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import { SettingsError } from "../settings/SettingsError.ts"
import { inboundDomains } from "./inboundSettings.ts"
import { oneOf, settingOf, wholeNumber } from "../settings/values.ts"
import type { Variable } from "../settings/variables.ts"

/** How the listener for letters is set up. */
export interface SmtpSettings {
  readonly host: string
  readonly port: number
  readonly protocol: "smtp" | "lmtp"
  /** Offered by STARTTLS when it is set. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  /** Connections at once. */
  readonly clients: number
}

const fileOf = Effect.fnUntraced(function*(variable: Variable) {
  const path = yield* settingOf(variable)
  if (path === undefined) return undefined
  return yield* Effect.try({
    try: () => readFileSync(path, "utf8"),
    catch: () => new SettingsError({ problems: [`${variable} names a file that can't be read: ${path}.`] })
  })
})

/**
 * `SMTP_INBOUND_PORT` opens a listener for letters (there is none without it), on `SMTP_INBOUND_HOST` (the host of the program
 * unless set), speaking `SMTP_INBOUND_PROTOCOL` (`smtp`, or `lmtp` for a mail server beside us), for addresses at the inbound
 * domains; `SMTP_INBOUND_TLS_CERT` and `SMTP_INBOUND_TLS_KEY` are PEM files for STARTTLS, `SMTP_INBOUND_CLIENTS` how many may be connected.
 */
export const smtpSettings: Effect.Effect<SmtpSettings | null, SettingsError> = Effect.gen(function*() {
  const text = yield* settingOf("SMTP_INBOUND_PORT")
  if (text === undefined) return null
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return yield* new SettingsError({ problems: [`SMTP_INBOUND_PORT wants the port letters arrive at, as 25, not ${text}.`] })
  }
  const domains = yield* inboundDomains
  if (Object.values(domains).every((domain) => domain === undefined)) {
    return yield* new SettingsError({ problems: ["SMTP_INBOUND_PORT opens a mail server, which must know whose letters it takes: set SMTP_INBOUND_DOMAIN, as inbound.example.com."] })
  }
  const cert = yield* fileOf("SMTP_INBOUND_TLS_CERT")
  const key = yield* fileOf("SMTP_INBOUND_TLS_KEY")
  if ((cert === undefined) !== (key === undefined)) {
    return yield* new SettingsError({ problems: ["SMTP_INBOUND_TLS_CERT and SMTP_INBOUND_TLS_KEY go together: set both, or neither."] })
  }
  return {
    host: (yield* settingOf("SMTP_INBOUND_HOST")) ?? (yield* settingOf("HOST")) ?? "127.0.0.1",
    port,
    protocol: yield* oneOf("SMTP_INBOUND_PROTOCOL", ["smtp", "lmtp"], "smtp"),
    tls: cert === undefined || key === undefined ? null : { cert, key },
    clients: yield* wholeNumber("SMTP_INBOUND_CLIENTS", 50)
  }
})
