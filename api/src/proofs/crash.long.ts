import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Nodes } from "./Nodes.ts"
import { talkThrough } from "./talkThrough.ts"

/** A thousand messages under way at any time: as many as are sent in a second where each takes a second, far more where it doesn't. */
const load = { visitors: 125, atOnce: 8, messages: 80, haste: 2, patience: 480 }

layer(Nodes.layer, { excludeTestServices: true, timeout: "60 seconds" })("Three processes with a thousand messages under way", (it) => {
  it.effect("are killed one after another and start again: every acknowledged message is there once, in one order, for all (P1)", () => Effect.gen(function*() {
    const { cluster, owner } = yield* Nodes
    const { admin } = yield* TestDatabase
    const disaster = async () => {
      for (const node of [0, 1, 2, 0]) {
        await cluster.kill(node)
        await cluster.restart(node)
      }
    }
    assert.deepStrictEqual(yield* Effect.promise(() => talkThrough({ cluster, admin, owner, ...load, disaster })), [])
  }), 900_000)
})
