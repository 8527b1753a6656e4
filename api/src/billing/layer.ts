import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { isOn } from "../settings/values.ts"
import * as polar from "./polar.ts"
import { polarSettings } from "./polarSettings.ts"
import * as selfHosted from "./selfHosted.ts"

/** `POLAR_ENABLED`: missing or exactly `true` is Polar, anything else sells nothing. */
export const choice = Effect.gen(function*() {
  if (!(yield* isOn("POLAR_ENABLED"))) return "self_hosted" as const
  yield* polarSettings
  return "polar" as const
})

const providers = { polar: polar.layer, self_hosted: selfHosted.layer }

/** The only place that knows there is more than one way to bill. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
