import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import * as outbox from "./outbox.ts"

const providers = { outbox: outbox.layer }
const names = ["resend", "ses", "smtp", "outbox"] as const

/**
 * The way letters leave, by `EMAIL_TRANSPORT_PROVIDER` (`resend` when nothing is set). The only place that knows there is
 * more than one; a name that can't be served stops the start with the line to set.
 */
export const layer = Layer.unwrap(Effect.gen(function*() {
  const chosen = yield* Config.option(Config.String("EMAIL_TRANSPORT_PROVIDER"))
  const name = chosen._tag === "Some" ? chosen.value.trim().toLowerCase() : "resend"
  if (name in providers) return providers[name as keyof typeof providers] // `in` just proved it.
  const available = Object.keys(providers).join(", ")
  const cause = chosen._tag === "None"
    ? "EMAIL_TRANSPORT_PROVIDER is not set, which means resend, and this version can't deliver through it yet"
    : names.some((known) => known === name)
    ? `EMAIL_TRANSPORT_PROVIDER=${name}: this version can't deliver through it yet`
    : `EMAIL_TRANSPORT_PROVIDER=${name} is none of ${names.join(", ")}`
  return yield* new SettingsError({
    problems: [`${cause}. Available: ${available}. EMAIL_TRANSPORT_PROVIDER=outbox keeps letters in the database instead of sending them.`]
  })
}))
