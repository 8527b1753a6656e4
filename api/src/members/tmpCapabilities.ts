import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Capabilities as C } from "@cossistant/core/capabilities/Capabilities"
export class Capabilities extends Context.Service<Capabilities, { readonly get: Effect.Effect<C> }>()("api/tmp") {}
