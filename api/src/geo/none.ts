import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Geo } from "./Geo.ts"

/** Nobody's place is looked up. */
export const layer = Layer.succeed(Geo, Geo.of({ provider: "none", locate: () => Effect.succeed(null) }))
