import * as Effect from "effect/Effect"
import { readFileSync } from "node:fs"
import { isIP } from "node:net"
import { createSecureContext } from "node:tls"
import { SettingsError } from "../settings/SettingsError.ts"
import { inboundDomains } from "./inboundSettings.ts"
import { together } from "../settings/together.ts"
import { inDigits, oneOf, settingOf, wholeNumber } from "../settings/values.ts"
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

const portOf = (variable: Variable, text: string): Effect.Effect<number, SettingsError> => {
  const port = inDigits(text, { least: 0, most: 65_535 })
  return port !== undefined
    ? Effect.succeed(port)
    : new SettingsError({ problems: [`${variable} wants the port letters arrive at, as 25, not ${text}.`] })
}

/** The addresses the two doors bind: one port can't be both. */
const place = Effect.fnUntraced(function*(text: string) {
  const port = yield* portOf("SMTP_INBOUND_PORT", text)
  const pages = (yield* settingOf("HOST")) ?? "127.0.0.1"
  const host = (yield* settingOf("SMTP_INBOUND_HOST")) ?? pages
  if (isIP(host) === 0 && !/^\w[\w-]*(\.\w[\w-]*)*$/.test(host)) {
    return yield* new SettingsError({ problems: [`SMTP_INBOUND_HOST wants an address of this machine, as 0.0.0.0, not ${host}.`] })
  }
  const isSame = port !== 0 && Number((yield* settingOf("PORT")) ?? 3000) === port && (host === pages || [host, pages].some((one) => every.has(one)))
  if (isSame) return yield* new SettingsError({ problems: [`SMTP_INBOUND_PORT and PORT are both ${port}: letters and pages want a port each.`] })
  return { host, port }
})
const every: ReadonlySet<string> = new Set(["0.0.0.0", "::"])

const tls = Effect.gen(function*() {
  const { cert, key } = yield* together({ cert: fileOf("SMTP_INBOUND_TLS_CERT"), key: fileOf("SMTP_INBOUND_TLS_KEY") })
  if (cert === undefined && key === undefined) return null
  if (cert === undefined || key === undefined) {
    return yield* new SettingsError({ problems: ["SMTP_INBOUND_TLS_CERT and SMTP_INBOUND_TLS_KEY go together: set both, or neither."] })
  }
  yield* Effect.try({
    try: () => createSecureContext({ cert, key }),
    catch: () => new SettingsError({ problems: ["SMTP_INBOUND_TLS_CERT and SMTP_INBOUND_TLS_KEY want a certificate and its key as PEM, each in its file: these two can't be used together."] })
  })
  return { cert, key }
})

/** Somebody must be written to at this server. */
const domains = Effect.flatMap(inboundDomains, (found) => Object.values(found).some((domain) => domain !== undefined)
  ? Effect.void
  : new SettingsError({ problems: ["SMTP_INBOUND_PORT opens a mail server, which must know whose letters it takes: set SMTP_INBOUND_DOMAIN, as inbound.example.com."] }))

/**
 * `SMTP_INBOUND_PORT` opens a listener for letters (there is none without it), on `SMTP_INBOUND_HOST` (the host of the program
 * unless set), speaking `SMTP_INBOUND_PROTOCOL` (`smtp`, or `lmtp` for a mail server beside us), for addresses at the inbound
 * domains; `SMTP_INBOUND_TLS_CERT` and `SMTP_INBOUND_TLS_KEY` are PEM files for STARTTLS, `SMTP_INBOUND_CLIENTS` how many may be connected.
 */
export const smtpSettings: Effect.Effect<SmtpSettings | null, SettingsError> = Effect.gen(function*() {
  const text = yield* settingOf("SMTP_INBOUND_PORT")
  if (text === undefined) return null
  const { clients, place: { host, port }, protocol, tls: certificate } = yield* together({
    place: place(text),
    domains,
    protocol: oneOf("SMTP_INBOUND_PROTOCOL", ["smtp", "lmtp"], "smtp"),
    clients: wholeNumber("SMTP_INBOUND_CLIENTS", 50, 100_000),
    tls
  })
  return { host, port, protocol, tls: certificate, clients }
})
