import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import { isOn, oneOf, settingOf } from "../settings/values.ts"
import * as none from "./none.ts"
import * as postgres from "./postgres.ts"

/** `TINYBIRD_ENABLED`: missing or exactly `true` is Tinybird; anything else is `none`, or `ANALYTICS_PROVIDER`. */
export const choice = Effect.gen(function*() {
  if (!(yield* isOn("TINYBIRD_ENABLED"))) return yield* oneOf("ANALYTICS_PROVIDER", ["none", "postgres"], "none")
  const cause = (yield* settingOf("TINYBIRD_ENABLED")) === undefined ? "TINYBIRD_ENABLED is not set, which means Tinybird" : "TINYBIRD_ENABLED=true asks for Tinybird"
  return yield* new SettingsError({
    problems: [`${cause}. Available here: none, postgres. Set TINYBIRD_ENABLED=false; ANALYTICS_PROVIDER=postgres computes figures in the database.`]
  })
})

const providers = { none: none.layer, postgres: postgres.layer }

/** The only place that knows there is more than one source of figures. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
