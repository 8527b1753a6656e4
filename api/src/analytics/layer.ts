import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { isOn, oneOf } from "../settings/values.ts"
import * as none from "./none.ts"
import * as postgres from "./postgres.ts"
import * as tinybird from "./tinybird.ts"
import { tinybirdSettings } from "./tinybirdSettings.ts"

/** `TINYBIRD_ENABLED`: missing or exactly `true` is Tinybird, with its settings; anything else is `none`, or `ANALYTICS_PROVIDER`. */
export const choice = Effect.gen(function*() {
  if (!(yield* isOn("TINYBIRD_ENABLED"))) return yield* oneOf("ANALYTICS_PROVIDER", ["none", "postgres"], "none")
  yield* tinybirdSettings
  return "tinybird" as const
})

const providers = { none: none.layer, postgres: postgres.layer, tinybird: tinybird.layer }

/** The only place that knows there is more than one source of figures. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
