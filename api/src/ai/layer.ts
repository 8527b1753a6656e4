import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SettingsError } from "../settings/SettingsError.ts"
import { oneOf } from "../settings/values.ts"
import { Ai } from "./Ai.ts"

/** `AI_PROVIDER`: `none` unless set. */
export const choice = Effect.gen(function*() {
  const name = yield* oneOf("AI_PROVIDER", ["none", "openai-compatible"], "none")
  if (name === "none") return name
  return yield* new SettingsError({
    problems: ["AI_PROVIDER=openai-compatible asks for a language model. Available here: none. Set AI_PROVIDER=none, or leave it out."]
  })
})

/** The only place that knows there is more than one. */
export const layer = Layer.effect(Ai, Effect.map(choice, (provider) => Ai.of({ provider })))
