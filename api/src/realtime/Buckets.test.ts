import { assert, describe, it } from "vitest"
import { Buckets } from "./Buckets.ts"

const taken = (buckets: Buckets, key: string, now: number, tries: number) =>
  Array.from({ length: tries }, () => buckets.of(key, now).take(now)).filter((wait) => wait === 0).length

describe("Buckets", () => {
  it("allow each key its burst and then its rate, however long ago others were asked for", () => {
    const buckets = new Buckets(10, 20)
    assert.strictEqual(taken(buckets, "ann", 0, 30), 20)
    assert.strictEqual(taken(buckets, "bob", 0, 30), 20)
    for (const second of [1, 2, 3, 4, 5, 6, 7]) assert.strictEqual(taken(buckets, "ann", second * 1000, 30), 10, `second ${second}`)
    assert.strictEqual(taken(buckets, "bob", 7000, 30), 20)
  })

  it("never give anyone more for being forgotten", () => {
    const buckets = new Buckets(10, 20)
    for (let now = 0; now < 60_000; now += 1700) {
      const before = taken(buckets, "ann", now, 30)
      assert.isAtMost(before, now === 0 ? 20 : 17, String(now))
    }
  })

  it("forget whoever has been away for long", () => {
    const buckets = new Buckets(10, 20)
    buckets.of("ann", 0)
    assert.isDefined(buckets.known("ann", 2000))
    assert.isDefined(buckets.known("ann", 3900))
    assert.isUndefined(buckets.known("ann", 9000))
  })

  it("take back what was spent beyond what was there before anything is given again", () => {
    const bucket = new Buckets(100, 1000, 60_000).of("ann", 0)
    bucket.spend(1500, 0)
    assert.strictEqual(bucket.wait(0), 5000)
    assert.isAbove(bucket.wait(4999), 0)
    assert.strictEqual(bucket.wait(5001), 0)
  })
})
