import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as analytics from "../analytics/layer.ts"
import { tinybirdSettings } from "../analytics/tinybirdSettings.ts"
import * as billing from "../billing/layer.ts"
import { polarSettings } from "../billing/polarSettings.ts"
import * as mail from "../mail/layer.ts"
import * as resend from "../mail/resend.ts"
import * as ses from "../mail/ses.ts"
import { s3Settings } from "../storage/s3Settings.ts"
import * as storage from "../storage/layer.ts"
import { fine, type Finding, note, problem } from "./Finding.ts"

const check = "clock"
const tolerated = Duration.seconds(5)

/** Where the chosen providers answer, whoever signs what it sends with the time first; then the public address. */
const peers = (publicUrl: string) => Effect.orDie(Effect.gen(function*() {
  const found: Array<string> = []
  if ((yield* storage.choice) === "s3") {
    const { endpoint, region } = yield* s3Settings
    found.push(endpoint ?? `https://s3.${region}.amazonaws.com`)
  }
  const mailer = yield* mail.choice
  if (mailer === "ses") {
    const { endpoint, region } = yield* ses.settings
    found.push(endpoint ?? `https://email.${region}.amazonaws.com`)
  }
  if (mailer === "resend") found.push((yield* resend.settings).baseUrl ?? "https://api.resend.com")
  if ((yield* billing.choice) === "polar") {
    const { apiUrl, environment } = yield* polarSettings
    found.push(apiUrl ?? (environment === "production" ? "https://api.polar.sh" : "https://sandbox-api.polar.sh"))
  }
  if ((yield* analytics.choice) === "tinybird") found.push((yield* tinybirdSettings).host)
  return isHere(publicUrl) ? found : [...found, publicUrl]
}))

/** Whether the address leads to this machine, whose clock is this machine's. */
const isHere = (url: string) => /^(localhost|.+\.localhost|127\..+|\[::1\]|0\.0\.0\.0)$/.test(URL.parse(url)?.hostname ?? "localhost")

/** How far a server is ahead of this machine, by the `Date` of an answer (RFC 9110 §6.6.1, whole seconds), whatever it answers. */
const ahead = (url: string) => Effect.gen(function*() {
  const before = DateTime.toEpochMillis(yield* DateTime.now)
  const headers = yield* Effect.tryPromise(async (signal) =>
    (await fetch(url, { method: "HEAD", redirect: "manual", headers: { "cache-control": "no-cache" }, signal })).headers)
  const after = DateTime.toEpochMillis(yield* DateTime.now)
  // What a cache answers with is as old as it says (RFC 9111 §5.1).
  const theirs = Date.parse(headers.get("date") ?? "") + 500 + (Number(headers.get("age")) || 0) * 1000
  return theirs - (before + after) / 2
}).pipe(Effect.timeout("5 seconds"), Effect.orElseSucceed(() => Number.NaN))

/**
 * Compares this machine's clock with a server's elsewhere: that of a chosen provider, or the one at the public address.
 * A database on this machine tells the same wrong time as the machine. Never fails.
 */
export const outsideClock = (publicUrl: string): Effect.Effect<Finding> => Effect.gen(function*() {
  for (const url of yield* peers(publicUrl)) {
    const apart = yield* ahead(url)
    if (Number.isNaN(apart)) continue
    const { host } = new URL(url)
    if (Math.abs(apart) > Duration.toMillis(tolerated)) {
      return problem(
        check,
        `${host} says another time than this machine: ${Duration.format(Duration.seconds(Math.round(Math.abs(apart) / 1000)))} ${apart > 0 ? "later" : "earlier"}.`,
        "Let this machine follow a time server (NTP): providers refuse what is signed with another time."
      )
    }
    if (!isHere(url)) return fine(check, `${host}'s clock and this machine's agree.`)
  }
  return note(check, "Nobody outside this machine was asked what time it is: no provider elsewhere is chosen, or none answered.")
})
