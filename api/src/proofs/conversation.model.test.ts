import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { checkScenarios } from "./checkScenarios.ts"

layer(TestDatabase.layerDatabase, { excludeTestServices: true })("A conversation", (it) => {
  it.effect("keeps one order, loses nothing, doubles nothing and shows nothing that may no longer be seen, whatever happens", () => Effect.gen(function*() {
    assert.isUndefined(yield* checkScenarios(16))
  }), 120_000)
})
