import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { tinybirdSettings } from "../analytics/tinybirdSettings.ts"
import { fine, problem } from "./Finding.ts"

/** A site there is none of: what is read for it is nobody's. */
const nobody = "00000000000000000000000000"
const span = { date_from: "2026-01-01 00:00:00", date_to: "2026-01-02 00:00:00", prev_date_from: "2026-01-01 00:00:00", prev_date_to: "2026-01-02 00:00:00" }

/**
 * Reads an endpoint with a token signed as for a screen, and knocks where rows are appended without sending one: 403 is
 * Tinybird's answer to a token it doesn't know (https://www.tinybird.co/docs/api-reference/events-api). Never fails.
 */
export const tinybirdCheck = Effect.gen(function*() {
  const settings = yield* Effect.orDie(tinybirdSettings)
  const now = yield* Clock.currentTimeMillis
  const status = (ask: (signal: AbortSignal) => Promise<Response>) => Effect.tryPromise({
    try: async (signal) => (await ask(signal)).status,
    catch: () => "nobody answers"
  }).pipe(Effect.timeoutOrElse({ duration: "10 seconds", orElse: () => Effect.fail("no answer within 10 s") }))
  const { mintToken } = yield* Effect.promise(() => import("../analytics/tinybirdToken.ts"))
  const { token } = yield* Effect.promise(async () => mintToken(settings, nobody, now))
  const read = yield* status((signal) => fetch(`${settings.host}/v0/pipes/inbox_analytics.json?${new URLSearchParams(span)}`, { headers: { authorization: `Bearer ${token}` }, signal }))
  if (read === 404) return problem("analytics", "Tinybird has no endpoint inbox_analytics.", "Deploy infra/tinybird to the workspace.")
  if (read === 401 || read === 403) {
    return problem("analytics", `Tinybird refuses what TINYBIRD_SIGNING_KEY signs (${read}).`, "It wants the workspace's admin token; TINYBIRD_WORKSPACE its id and TINYBIRD_HOST its region.")
  }
  if (read >= 400) return problem("analytics", `Tinybird answers ${read} to a question.`, "Deploy infra/tinybird as it stands in this version.")
  const append = yield* status((signal) => fetch(`${settings.host}/v0/events?name=inbox_analytics`, { method: "POST", body: "", headers: { authorization: `Bearer ${settings.token}` }, signal }))
  return append === 401 || append === 403
    ? problem("analytics", `Tinybird refuses TINYBIRD_TOKEN (${append}).`, "Make a token that may append to the data sources of infra/tinybird.")
    : fine("analytics", "Tinybird is reached and knows both tokens.")
}).pipe(Effect.catch((why) => Effect.succeed(
  problem("analytics", `Tinybird can't be asked: ${why}.`, "Let this machine reach TINYBIRD_HOST by https. Until then rows wait and figures are missing.")
)))
