import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { products } from "../../../e2e/src/peers/PolarPeer.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { begun, selling, tagOf } from "./testing/SoldSite.ts"

describe("The seats of a plan", () => {
  it.live("are given to as many as there is room for, however many are asked at the same moment, and to nobody twice", () => Effect.gen(function*() {
    const { buy, owner, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* buy(products.pro, "pro")
    const invite = (...emails: ReadonlyArray<string>) => owner.client.call("team.invite", { websiteId, emails: [...emails], role: "member" })
    const asked = Effect.map(admin<{ email: string }>`select email from invitation where status = 'pending'`, (rows) => rows.map(({ email }) => email))
    const outcomes = yield* Effect.promise(() => Promise.all(Array.from({ length: 8 }, (_, n) => tagOf(invite(`person${n}@acme.test`)))))
    assert.deepStrictEqual(outcomes.toSorted(), [...Array<string>(5).fill("LimitReached"), "done", "done", "done"])
    const there = yield* asked
    assert.strictEqual(there.length, 3)
    const [first = ""] = there
    yield* Effect.promise(async () => {
      // Who has a seat is asked without another one being needed.
      assert.deepStrictEqual([...await invite(first, "olga@acme.test")], [
        { email: first, status: "already-invited" }, { email: "olga@acme.test", status: "already-member" }
      ])
      assert.strictEqual(await tagOf(invite(first, "late@acme.test")), "LimitReached")
    })
    assert.sameMembers([...yield* asked], [...there])
    const [letters] = yield* admin<{ n: number }>`select count(*)::int as n from letter where event like 'invitation:%'`
    assert.strictEqual(letters?.n, 3)
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)
})
