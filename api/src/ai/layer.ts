import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { oneOf } from "../settings/values.ts"
import { Ai } from "./Ai.ts"

/** `AI_PROVIDER`: `none` unless set. */
export const choice = oneOf("AI_PROVIDER", ["none"], "none")

/** The only place that knows there is more than one. */
export const layer = Layer.effect(Ai, Effect.map(choice, (provider) => Ai.of({ provider })))
