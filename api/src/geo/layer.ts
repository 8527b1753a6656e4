import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { oneOf } from "../settings/values.ts"
import * as header from "./header.ts"
import * as maxmind from "./maxmind.ts"
import * as none from "./none.ts"

/** `GEO_PROVIDER`: `none` unless set; `maxmind` wants its file named. */
export const choice = Effect.tap(
  oneOf("GEO_PROVIDER", ["none", "header", "maxmind"], "none"),
  (name) => name === "maxmind" ? maxmind.fileSetting : Effect.void
)

const providers = { none: none.layer, header: header.layer, maxmind: maxmind.layer }

/** The only place that knows there is more than one way to find visitors. */
export const layer = Layer.unwrap(Effect.map(choice, (name) => providers[name]))
