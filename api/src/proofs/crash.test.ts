import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Nodes } from "./Nodes.ts"
import { talkThrough } from "./talkThrough.ts"

layer(Nodes.layer, { excludeTestServices: true, timeout: "60 seconds" })("Three processes on one database", (it) => {
  it.effect("one is killed while everybody talks: every acknowledged message is there once, in one order, for all (P1)", () => Effect.gen(function*() {
    const { cluster, owner } = yield* Nodes
    const { admin } = yield* TestDatabase
    const wrong = yield* Effect.promise(() => talkThrough({ cluster, admin, owner, visitors: 9, messages: 40, disaster: () => cluster.kill(0) }))
    assert.deepStrictEqual(wrong, [])
    yield* Effect.promise(() => cluster.restart(0))
  }), 60_000)

  it.effect("one is asked to stop: it ends by itself within ten seconds, its people move on and miss nothing (P7)", () => Effect.gen(function*() {
    const { cluster, owner } = yield* Nodes
    const { admin } = yield* TestDatabase
    const ended: Array<readonly [code: number | null, ms: number]> = []
    const disaster = async () => {
      const asked = performance.now()
      ended.push([await cluster.stop(1), performance.now() - asked])
    }
    assert.deepStrictEqual(yield* Effect.promise(() => talkThrough({ cluster, admin, owner, visitors: 9, messages: 40, disaster })), [])
    assert.strictEqual(ended[0]?.[0], 0)
    assert.isBelow(ended[0]?.[1] ?? Infinity, 10_000)
  }), 60_000)
})
