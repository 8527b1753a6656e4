import { assert, describe, it } from "@effect/vitest"
import { Delivered } from "./Delivered.ts"

const tell = (delivered: Delivered, name: string, count: number) => {
  for (let n = 0; n < count; n++) delivered.add(`${name}${n}`, 1)
}

describe("what was told lately", () => {
  it("is still known two looks later, however much was told since", () => {
    const delivered = new Delivered()
    for (let burst = 0; burst < 12; burst++) {
      tell(delivered, `burst ${burst} `, 30_000)
      delivered.looked()
      for (const known of [burst, burst - 1, burst - 2].filter((n) => n >= 0)) {
        assert.isTrue(delivered.has(`burst ${known} 0`, 1), `${known} after burst ${burst}`)
      }
    }
    assert.isFalse(delivered.has("burst 0 0", 1))
  })

  it("is held in bounds where nobody looks", () => {
    const delivered = new Delivered()
    tell(delivered, "", 300_000)
    assert.isFalse(delivered.has("0", 1))
    assert.isTrue(delivered.has("299999", 1))
  })

  it("is known of an older version, not of a newer one", () => {
    const delivered = new Delivered()
    delivered.add("item", 3)
    assert.deepStrictEqual([2, 3, 4].map((version) => delivered.has("item", version)), [true, true, false])
  })
})
