import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import { oneOf, settingOf } from "../settings/values.ts"
import * as outbox from "./outbox.ts"

/** `EMAIL_TRANSPORT_PROVIDER`: `resend` unless set. */
export const choice = Effect.gen(function*() {
  const name = yield* oneOf("EMAIL_TRANSPORT_PROVIDER", ["resend", "ses", "smtp", "outbox"], "resend")
  if (name === "outbox") return name
  const asks = (yield* settingOf("EMAIL_TRANSPORT_PROVIDER")) === undefined
    ? "EMAIL_TRANSPORT_PROVIDER is not set, which asks for letters to be sent by resend"
    : `EMAIL_TRANSPORT_PROVIDER=${name} asks for letters to be sent`
  return yield* new SettingsError({
    problems: [`${asks}. Available here: outbox. Set EMAIL_TRANSPORT_PROVIDER=outbox to keep letters in the database instead.`]
  })
})

const providers = { outbox: outbox.layer }

/** The only place that knows there is more than one way for a letter to leave. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
