import * as Effect from "effect/Effect"
import { createHmac } from "node:crypto"
import { connect } from "node:net"
import { inboundDomains } from "../inbound/inboundSettings.ts"
import * as billing from "../billing/layer.ts"
import { smtpSettings } from "../inbound/smtpSettings.ts"
import { settingOf } from "../settings/values.ts"
import { fine, type Finding, problem, warning } from "./Finding.ts"

const check = "webhooks"

interface Door {
  readonly path: string
  readonly variable: "RESEND_WEBHOOK_SECRET" | "SES_WEBHOOK_SECRET" | "POLAR_WEBHOOK_SECRET"
  readonly body: string
  readonly headers: (secret: string) => Promise<Record<string, string>>
  /** What the door says to somebody it doesn't believe. */
  readonly refusal: number
}

/** Nothing is told with it: an empty list proves the signature and has no entry. */
const nothing = "[]"

const bridge = async (secret: string) => {
  const timestamp = String(Date.now())
  return { "x-cossistant-timestamp": timestamp, "x-cossistant-signature": createHmac("sha256", secret).update(`${timestamp}.${nothing}`).digest("hex") }
}

const standard = (body: string, prepared: (secret: string) => string) => async (secret: string) => {
  const { Webhook } = await import("standardwebhooks")
  const at = new Date()
  const id = `doctor_${at.getTime()}`
  return { "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": new Webhook(prepared(secret)).sign(id, at, body) }
}

const unknown = `{"type":"doctor.probe","timestamp":"2026-01-01T00:00:00Z","data":{}}`

const doors: ReadonlyArray<Door> = [
  { path: "/resend/webhooks", variable: "RESEND_WEBHOOK_SECRET", body: nothing, headers: standard(nothing, (secret) => secret), refusal: 401 },
  { path: "/ses/webhooks/inbound", variable: "SES_WEBHOOK_SECRET", body: nothing, headers: bridge, refusal: 401 },
  { path: "/ses/webhooks/events", variable: "SES_WEBHOOK_SECRET", body: nothing, headers: bridge, refusal: 401 },
  // Polar's secret is the text itself (https://polar.sh/docs/integrate/webhooks/delivery), the scheme's is base64.
  { path: "/polar/webhooks", variable: "POLAR_WEBHOOK_SECRET", body: unknown, headers: standard(unknown, (secret) => Buffer.from(secret).toString("base64")), refusal: 403 }
]

const knock = (publicUrl: string, isRunning: boolean) => Effect.fnUntraced(function*({ body, headers, path, refusal, variable }: Door, secret: string) {
  const address = `${publicUrl}${path}`
  return yield* Effect.tryPromise({
    try: async (signal) => (await fetch(address, { method: "POST", redirect: "manual", signal, body, headers: { ...await headers(secret), "content-type": "application/json" } })).status,
    catch: () => "nobody answers"
  }).pipe(
    Effect.timeoutOrElse({ duration: "10 seconds", orElse: () => Effect.fail("no answer within 10 s") }),
    Effect.match({
      onFailure: (why) => isRunning
        ? problem(check, `${address} can't be reached: ${why}.`, "See to the public address first: the provider posts there.")
        : warning(check, `${path} is a door of the server, which isn't running.`, "Start it, then run the doctor again."),
      onSuccess: (status) => {
        if (status === refusal) return problem(check, `${address} doesn't believe what ${variable} signs.`, `Start the server with the same ${variable} as the doctor reads, and the same as the provider uses.`)
        return status < 300 || status === 400
          ? fine(check, `${address} is reached and believes its secret.`)
          : problem(check, `${address} answers ${status} to a signed call.`, `Let the proxy pass POST ${path} on as it is, body and headers untouched.`)
      }
    })
  )
})

/** The addresses providers post to, each knocked at through the public address with a signed call that says nothing. Never fails. */
export const webhookDoors = (publicUrl: string, isRunning: boolean): Effect.Effect<ReadonlyArray<Finding>> => Effect.gen(function*() {
  const isSold = (yield* Effect.orDie(billing.choice)) === "polar"
  const found: Array<Finding> = []
  for (const door of doors) {
    const secret = yield* settingOf(door.variable)
    if (secret !== undefined && (isSold || door.variable !== "POLAR_WEBHOOK_SECRET")) found.push(yield* knock(publicUrl, isRunning)(door, secret))
  }
  return found
})

/** Waits for the listener's greeting (RFC 5321 §4.3.1). */
const greeting = (host: string, port: number): Effect.Effect<string, string> => Effect.callback<string, string>((resume) => {
  const socket = connect({ host: host === "0.0.0.0" || host === "::" ? "localhost" : host, port, timeout: 5000 })
  const end = (said: Effect.Effect<string, string>) => {
    socket.destroy()
    resume(said)
  }
  socket.once("data", (data) => end(Effect.succeed(String(data).trim())))
  socket.once("error", (error) => end(Effect.fail(error.message)))
  socket.once("timeout", () => end(Effect.fail("no greeting within 5 s")))
  return Effect.sync(() => socket.destroy())
})

/** The listener of this machine's server greets as a mail server does. Nothing where none is set. */
export const listener = Effect.fnUntraced(function*(isRunning: boolean) {
  const settings = yield* Effect.orDie(smtpSettings)
  if (settings === null) return []
  const place = `${settings.host}:${settings.port}`
  return [yield* Effect.match(greeting(settings.host, settings.port), {
    onSuccess: (said) => said.startsWith("220")
      ? fine("mail in", `The listener at ${place} greets.`)
      : problem("mail in", `Something else than a mail server answers at ${place}.`, "Stop it, or set SMTP_INBOUND_PORT to a free port."),
    onFailure: (why) => isRunning
      ? problem("mail in", `The listener at ${place} can't be reached: ${why}.`, "Start the server with the same SMTP_INBOUND_PORT and SMTP_INBOUND_HOST as the doctor reads.")
      : warning("mail in", `The listener at ${place} is the server's, which isn't running.`, "Start it, then run the doctor again.")
  })]
})

/** Whether answers by mail have a way in: a domain, and the secret or the listener that belongs to it. */
export const mailIn = Effect.gen(function*() {
  const { resend, ses, smtp } = yield* Effect.orDie(inboundDomains)
  const open = [
    ["EMAIL_RESEND_INBOUND_DOMAIN", resend, "RESEND_WEBHOOK_SECRET", yield* settingOf("RESEND_WEBHOOK_SECRET")],
    ["EMAIL_SES_INBOUND_DOMAIN", ses, "SES_WEBHOOK_SECRET", yield* settingOf("SES_WEBHOOK_SECRET")],
    ["SMTP_INBOUND_DOMAIN", smtp, "SMTP_INBOUND_PORT", yield* settingOf("SMTP_INBOUND_PORT")]
  ] as const
  const named = open.filter(([, domain]) => domain !== undefined)
  if (named.length === 0) {
    return [warning("mail in", "Answers to letters have no way in.", "Set EMAIL_RESEND_INBOUND_DOMAIN, EMAIL_SES_INBOUND_DOMAIN or SMTP_INBOUND_DOMAIN, each with what belongs to it (docs/self-host/email-setup.md).")]
  }
  return named.map(([variable, domain, opener, value]) => value === undefined
    ? problem("mail in", `Answers to ${domain} (${variable}) find the door closed: ${opener} is not set.`, `Set ${opener}, or leave ${variable} out.`)
    : fine("mail in", `Answers to ${domain} have a way in.`))
})
