import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import { isOn, settingOf } from "../settings/values.ts"
import * as selfHosted from "./selfHosted.ts"

/** `POLAR_ENABLED`: missing or exactly `true` is Polar, anything else sells nothing. */
export const choice = Effect.gen(function*() {
  if (!(yield* isOn("POLAR_ENABLED"))) return "self_hosted" as const
  const cause = (yield* settingOf("POLAR_ENABLED")) === undefined ? "POLAR_ENABLED is not set, which means Polar" : "POLAR_ENABLED=true asks for Polar"
  return yield* new SettingsError({
    problems: [`${cause}. Available here: self_hosted, where every site has everything. Set POLAR_ENABLED=false.`]
  })
})

const providers = { self_hosted: selfHosted.layer }

/** The only place that knows there is more than one way to bill. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
