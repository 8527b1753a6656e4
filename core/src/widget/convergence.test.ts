import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { live, Story } from "./testing/story.ts"

it.effect.prop(
  "whatever is cut, lost, doubled or loaded anew: one order, nothing lost, nothing twice",
  [Story],
  ([story]) => Effect.promise(() => live(story)),
  { timeout: 60_000, arbitrary: { runs: 120, size: 40 } }
)
