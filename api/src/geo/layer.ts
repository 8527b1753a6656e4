import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { SettingsError } from "../settings/SettingsError.ts"
import { oneOf } from "../settings/values.ts"
import * as header from "./header.ts"
import * as maxmind from "./maxmind.ts"
import * as none from "./none.ts"

/** `GEO_PROVIDER`: `none` unless set; `maxmind` wants its file, `header` names of headers. */
export const choice = Effect.tap(
  oneOf("GEO_PROVIDER", ["none", "header", "maxmind"], "none"),
  (name): Effect.Effect<unknown, SettingsError> => name === "maxmind" ? maxmind.fileSetting : name === "header" ? header.headerSettings : Effect.void
)

const providers = { none: none.layer, header: header.layer, maxmind: maxmind.layer }

/** The only place that knows there is more than one way to find visitors. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
