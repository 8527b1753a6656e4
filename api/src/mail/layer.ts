import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { oneOf, settingOf } from "../settings/values.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import * as outbox from "./outbox.ts"
import * as resend from "./resend.ts"
import * as ses from "./ses.ts"
import * as smtp from "./smtp.ts"

const wanted = oneOf("EMAIL_TRANSPORT_PROVIDER", ["resend", "ses", "smtp", "outbox"], "resend")
const settings = { resend: resend.settings, ses: ses.settings, smtp: smtp.settings, outbox: Effect.void }

/** `EMAIL_TRANSPORT_PROVIDER`: `resend` unless set. The chosen one's settings must be whole; all that is missing is said at once. */
export const choice = Effect.gen(function*() {
  const name = yield* wanted
  const check: Effect.Effect<unknown, SettingsError> = settings[name]
  const isAsked = (yield* settingOf("EMAIL_TRANSPORT_PROVIDER")) !== undefined
  yield* Effect.mapError(check, ({ problems }) => new SettingsError({
    problems: isAsked ? problems : [`EMAIL_TRANSPORT_PROVIDER is not set, which asks for letters to be sent by resend. ${problems.join(" ")}`]
  }))
  return name
})

const providers = { resend: resend.layer, ses: ses.layer, smtp: smtp.layer, outbox: outbox.layer }

/** The only place that knows there is more than one way for a letter to leave. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
