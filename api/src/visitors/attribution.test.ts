import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { overHttp } from "../proofs/calls.ts"
import { asMember, must, TwoTenants } from "../proofs/TwoTenants.ts"

const utm = { source: "news", medium: "email", campaign: "spring", content: null, term: null }
const first = {
  channel: "email", referrerDomain: "mail.test", landingPath: "/prices", utm, clickIds: { gclid: "g1" }, at: "2026-01-01T00:00:00.000Z"
}

interface Detail {
  readonly attribution: unknown
  readonly relatedVisitorIds: ReadonlyArray<string>
}

const world = Effect.map(TwoTenants, ({ acme: { liveKey, owner, testKey, things: { websiteId } }, other, url }) => {
  const team = asMember(url, owner)
  const start = (profile: object, key = testKey, origin = "http://localhost:5173") =>
    must(overHttp(url, { door: "widget", key, origin }), "visitors.start", { profile }) as Promise<{ secret: string; visitor: { id: string } }>
  return {
    websiteId, url, testKey, liveKey, other, team, start,
    detail: async (visitorId: string) => (await must(team, "visitors.get", { websiteId, visitorId }) as { readonly visitor: Detail }).visitor,
    as: (secret: string) => overHttp(url, { door: "widget", key: testKey, origin: "http://localhost:5173", secret })
  }
})

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("What is known of a visitor's way here", (it) => {
  it.effect("is the first touch, which no later one changes, and is shown to the team", () => Effect.gen(function*() {
    const { as, detail, start } = yield* world
    yield* Effect.promise(async () => {
      const { secret, visitor } = await start({ attribution: first })
      await must(as(secret), "visitors.update", { profile: { attribution: { ...first, channel: "paid" } } })
      assert.deepStrictEqual((await detail(visitor.id)).attribution, first)
      const late = await start({})
      assert.isNull((await detail(late.visitor.id)).attribution)
      await must(as(late.secret), "visitors.update", { profile: { attribution: first } })
      assert.deepStrictEqual((await detail(late.visitor.id)).attribution, first)
    })
  }))

  it.effect("relates visitors of one device only while the owner wants that, within one kind of data, and opens nothing", () => Effect.gen(function*() {
    const { as, detail, liveKey, start, team, websiteId } = yield* world
    yield* Effect.promise(async () => {
      const profile = { deviceHash: "0123456789abcdef" }
      const before = await start(profile)
      await must(team, "websites.update", { websiteId, fingerprinting: true })
      const [one, two, other] = [await start(profile), await start(profile), await start({ deviceHash: "fedcba9876543210" })]
      const live = await start(profile, liveKey, "https://acme.test")
      assert.deepStrictEqual((await detail(one.visitor.id)).relatedVisitorIds, [two.visitor.id])
      for (const { visitor } of [before, other, live]) assert.deepStrictEqual((await detail(visitor.id)).relatedVisitorIds, [])
      const face = await must(as(two.secret), "websites.get", null) as { readonly fingerprinting: boolean }
      assert.isTrue(face.fingerprinting)
      assert.notInclude(JSON.stringify([face, await must(as(two.secret), "conversations.list", {})]), one.visitor.id)
      await must(team, "websites.update", { websiteId, fingerprinting: false })
      assert.deepStrictEqual((await detail(one.visitor.id)).relatedVisitorIds, [])
    })
  }))
})
