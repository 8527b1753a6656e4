import { assert, describe, it } from "@effect/vitest"
import { type Attempt, type History, type Item, problems, team } from "./history.ts"

const attempt = (n: number, more: Partial<Attempt> = {}): Attempt => ({
  id: `m${n}`, conversationId: "c", author: "ann", text: `words ${n}`, visibility: "public", startedAt: n * 10,
  acknowledged: [{ seq: n, at: n * 10 + 5 }], isRefused: false, ...more
})
const item = (n: number, more: Partial<Item> = {}): Item => ({ id: `m${n}`, seq: n, text: `words ${n}`, visibility: "public", ...more })
const good: History = {
  attempts: [attempt(1), attempt(2), attempt(3, { author: team, visibility: "private" }), attempt(4, { acknowledged: [] })],
  kept: { c: [item(1), item(2), item(3, { visibility: "private" })] },
  views: { ann: { c: [item(1), item(2)] }, [team]: { c: [item(1), item(2), item(3, { visibility: "private" })] } },
  told: [{ viewer: "ann", conversationId: "c", itemId: "m1" }, { viewer: "bob", conversationId: "c", itemId: "m1" }],
  rights: [{ viewer: "ann", conversationId: "c", until: Infinity }, { viewer: "bob", conversationId: "c", until: 15 }]
}
const three = good.kept["c"] ?? []

/** The history with one thing planted in it. */
const planted = (change: Partial<History>) => problems({ ...good, ...change })

describe("The history checker", () => {
  it("has nothing to say of a good history, nor of a message whose fate nobody learned", () => {
    assert.deepStrictEqual(problems(good), [])
    assert.deepStrictEqual(planted({
      kept: { c: [...three, item(4)] }, views: {}
    }), [])
  })

  it("finds a message that was acknowledged and is not there", () => {
    assert.deepStrictEqual(planted({ kept: { c: three.slice(0, 1) }, views: {} }), [
      "lost: m2 was acknowledged at 2 and isn't there", "lost: m3 was acknowledged at 3 and isn't there"
    ])
    assert.include(planted({ attempts: [attempt(1), attempt(2, { text: "other words" }), ...good.attempts.slice(2)] }).join(), "lost: m2")
  })

  it("finds a message that one of them was never shown", () => {
    assert.deepStrictEqual(planted({ views: { ann: { c: [item(2)] } } }), ["lost: m1 isn't shown to ann"])
    assert.deepStrictEqual(planted({ views: { ann: {} } }), ["lost: m1 isn't shown to ann", "lost: m2 isn't shown to ann"])
    assert.deepStrictEqual(planted({ views: { [team]: { c: three.slice(0, 2) } } }), ["lost: m3 isn't shown to team"])
  })

  it("finds a message that is there twice, shown twice or acknowledged at two places", () => {
    assert.include(planted({ kept: { c: three, d: [item(1)] } }).join(), "doubled: m1 in the database")
    assert.include(planted({ views: { ann: { c: [item(1), item(1), item(2)] } } }).join(), "doubled: m1 shown to ann")
    const acknowledged = [{ seq: 1, at: 15 }, { seq: 4, at: 16 }]
    assert.deepStrictEqual(planted({ attempts: [attempt(1, { acknowledged }), ...good.attempts.slice(1)] }), ["doubled: m1 was acknowledged at 1 and 4"])
  })

  it("finds what nobody sent, and what was refused and is there all the same", () => {
    assert.include(planted({ kept: { c: [...three, item(5)] } }).join(), "invented: m5")
    const refused = attempt(4, { acknowledged: [], isRefused: true })
    assert.include(planted({ attempts: [...good.attempts.slice(0, 3), refused], kept: { c: [...three, item(4)] } }).join(), "invented: m4")
  })

  it("finds every kind of disorder", () => {
    assert.deepStrictEqual(planted({ kept: { c: [item(1), item(2), item(3, { seq: 4, visibility: "private" })] }, attempts: [attempt(1), attempt(2), attempt(3, { acknowledged: [{ seq: 4, at: 35 }] })], views: {} }), [
      "reordered: c is numbered 1, 2, 4"
    ])
    assert.include(planted({ views: { ann: { c: [item(2), item(1)] } } }).join(), "reordered: ann is shown 2, 1 in c")
    assert.include(planted({ views: { ann: { c: [item(1, { seq: 2, id: "m1" }), item(2, { seq: 3 })] } } }).join(), "reordered: ann is shown m1 at 2")
    const swapped = [attempt(1, { acknowledged: [{ seq: 2, at: 15 }] }), attempt(2, { acknowledged: [{ seq: 1, at: 25 }] }), ...good.attempts.slice(2)]
    assert.include(planted({ attempts: swapped }).join(), "reordered: m2 stands before m1, which was there when it was sent")
  })

  it("finds what was shown to someone who may not see it, or no longer", () => {
    const told = (viewer: string, itemId: string) => planted({ told: [{ viewer, conversationId: "c", itemId }] })
    assert.deepStrictEqual(told("ann", "m3"), ["shown: ann was told m3"])
    assert.deepStrictEqual(told("bob", "m2"), ["shown: bob was told m2"])
    assert.deepStrictEqual(told("eve", "m1"), ["shown: eve was told m1"])
    assert.deepStrictEqual(told("bob", "m1"), [])
    assert.deepStrictEqual(planted({ views: { bob: { c: [item(1)] } } }), ["shown: bob still shows m1"])
    assert.deepStrictEqual(planted({ views: { ann: { c: three } } }), ["shown: ann still shows m3"])
  })
})
