import { assert, it, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { addressPrefix } from "./addressPrefix.ts"
import { Limiter } from "./Limiter.ts"

layer(Limiter.layer)("A limit", (it) => {
  it.effect("lets a burst through, then as much as comes back, and says how long to wait", () => Effect.gen(function*() {
    const { take } = yield* Limiter
    const limit = { key: "burst", limit: 6, window: "1 minute" } as const
    for (let n = 0; n < 6; n++) yield* take(limit)
    const refused = yield* Effect.flip(take(limit))
    assert.strictEqual(refused.retryAfterMs, 10_000)
    yield* TestClock.adjust("4 seconds")
    assert.strictEqual((yield* Effect.flip(take(limit))).retryAfterMs, 6_000)
    yield* TestClock.adjust("6 seconds")
    yield* take(limit)
    yield* Effect.flip(take(limit))
    yield* TestClock.adjust("1 hour")
    for (let n = 0; n < 6; n++) yield* take(limit)
    yield* Effect.flip(take(limit))
    yield* take({ ...limit, key: "another" })
  }))

  it.effect("counts what one takes", () => Effect.gen(function*() {
    const { take } = yield* Limiter
    const limit = { key: "bytes", limit: 1_000, window: "1 hour" } as const
    yield* take({ ...limit, tokens: 900 })
    yield* Effect.flip(take({ ...limit, tokens: 101 }))
    yield* take({ ...limit, tokens: 100 })
    assert.isAbove((yield* Effect.flip(take({ ...limit, tokens: 2_000 }))).retryAfterMs, 0)
  }))

  it.effect("of too many callers forgets the one that was longest not heard of", () => Effect.gen(function*() {
    const { take } = yield* Limiter
    const once = (key: string) => take({ key, limit: 1, window: "1 hour" })
    const others = (from: number, to: number) => Effect.forEach(Array.from({ length: to - from }, (_, n) => `other ${from + n}`), once, { discard: true })
    yield* once("loud")
    yield* others(0, 99_999)
    yield* Effect.flip(once("loud"))
    yield* others(99_999, 100_002)
    yield* Effect.flip(once("loud"))
    yield* once("other 0")
    yield* Effect.flip(once("other 50000"))
  }))
})

it("P29: counts a network as one: /24 of IPv4, /48 of IPv6", () => {
  const cases = [
    ["192.0.2.77", "192.0.2.0/24"],
    ["::ffff:192.0.2.77", "192.0.2.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
    ["", ""],
    ["unknown", "unknown"]
  ] as const
  for (const [address, prefix] of cases) assert.strictEqual(addressPrefix(address), prefix)
})
