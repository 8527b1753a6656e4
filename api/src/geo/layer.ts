import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import { oneOf } from "../settings/values.ts"
import * as header from "./header.ts"
import * as none from "./none.ts"

/** `GEO_PROVIDER`: `none` unless set. */
export const choice = Effect.gen(function*() {
  const name = yield* oneOf("GEO_PROVIDER", ["none", "header", "maxmind"], "none")
  if (name !== "maxmind") return name
  return yield* new SettingsError({
    problems: ["GEO_PROVIDER=maxmind asks for MaxMind. Available here: none, header. Set GEO_PROVIDER=none, or leave it out."]
  })
})

const providers = { none: none.layer, header: header.layer }

/** The only place that knows there is more than one way to find visitors. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
