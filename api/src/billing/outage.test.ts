import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { products } from "../../../e2e/src/peers/PolarPeer.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { Billing } from "./Billing.ts"
import { begun, changed, selling } from "./testing/SoldSite.ts"

/** A site of the free plan on which nothing is under way. */
const settled = Effect.gen(function*() {
  const site = yield* begun
  const { admin } = yield* TestDatabase
  yield* site.shows("free")
  const untried = Effect.map(admin`select from job where kind like 'billing.%' and attempts = 0`, (rows) => rows.length)
  const jobs = Effect.map(admin<{ kind: string }>`select kind from job where kind like 'billing.%'`, (rows) => rows.map(({ kind }) => kind))
  yield* until(Effect.map(jobs, (left) => left.length === 0))
  return { ...site, admin, jobs, untried }
})

const notEnforced = { isEnforced: false, reason: "billing_provider_unavailable" } as const

describe("While Polar is down", () => {
  it.live("an old answer is asked for anew once in a while, however often the plan is needed, and leaves no work behind", () => Effect.gen(function*() {
    const { admin, customer, jobs, peer, plan, shows, untried, websiteId } = yield* settled
    peer.isDown = true
    const before = peer.asked
    yield* admin`update subscription set looked_at = now() - interval '3 hours' where website_id = ${websiteId}`
    yield* plan
    yield* until(Effect.sync(() => peer.asked > before))
    for (let n = 0; n < 5; n++) {
      assert.strictEqual((yield* plan).plan.name, "free")
      yield* until(Effect.map(untried, (waiting) => waiting === 0))
    }
    assert.strictEqual(peer.asked, before + 1)
    assert.deepStrictEqual(yield* jobs, [])

    peer.isDown = false
    peer.buy(customer, products.pro, { websiteId })
    yield* admin`update subscription set asked_at = now() - interval '10 minutes' where website_id = ${websiteId}`
    yield* shows("pro")
    assert.strictEqual(peer.refused.length, 0)
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("the look that a webhook asks for is made although another one hangs", () => Effect.gen(function*() {
    const { admin, customer, peer, plan, shows, url, websiteId } = yield* settled
    const hanging = Promise.withResolvers<void>()
    peer.held = hanging.promise
    yield* admin`update subscription set looked_at = now() - interval '3 hours' where website_id = ${websiteId}`
    yield* plan
    yield* until(Effect.sync(() => peer.waiting === 1))
    peer.held = undefined
    peer.buy(customer, products.hobby, { websiteId })
    yield* Effect.promise(() => peer.post(url, changed(customer)))
    yield* shows("hobby")
    hanging.resolve()
    yield* until(Effect.sync(() => peer.waiting === 0))
    yield* shows("hobby")
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("the look that a webhook asked for may be given up: what was paid meanwhile is known to whoever needs it, and stands in no later one's way", () => Effect.gen(function*() {
    const { admin, customer, peer, plan, shows, url, websiteId } = yield* settled
    peer.isDown = true
    peer.buy(customer, products.hobby, { websiteId })
    assert.strictEqual(yield* Effect.promise(() => peer.post(url, changed(customer))), 202)
    const look = (state: string) => until(Effect.map(admin.unsafe(`select from job where kind = 'billing.look' and ${state}`), (rows) => rows.length === 1))
    yield* look("attempts = 1 and last_error is not null and locked_until is null")
    // Hours later, the last try.
    yield* admin`update job set attempts = 7, run_at = now() where kind = 'billing.look'`
    yield* look("dead_at is not null")
    assert.strictEqual((yield* plan).plan.name, "free")

    peer.isDown = false
    yield* admin`update subscription set looked_at = now() - interval '2 hours', asked_at = now() - interval '10 minutes' where website_id = ${websiteId}`
    yield* shows("hobby")
    const bought = [...peer.subscriptions.values()].find(({ product_id: product }) => product === products.hobby)
    assert.isDefined(bought)
    bought.product_id = products.pro
    assert.strictEqual(yield* Effect.promise(() => peer.post(url, changed(customer))), 202)
    yield* shows("pro")
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("a subscription that is to begin and credits that are to be booked wait for days", () => Effect.gen(function*() {
    const { admin, customer, jobs, owner, peer, websiteId } = yield* settled
    const billing = yield* Billing
    peer.isDown = true
    yield* Effect.promise(() => owner.client.call("websites.create", { name: "Second", domain: "second.test", installationTarget: "react" }))
    yield* billing.meter({ websiteId: WebsiteId.make(websiteId), organizationId: OrganizationId.make(customer) }, { event: "run-1", credits: 2 })
    const again = (tries: number) => admin`update job set attempts = ${tries}, run_at = now(), locked_until = null where kind like 'billing.%'`
    const failedAfter = (tries: number) => until(Effect.map(
      admin`select from job where attempts = ${tries} and locked_until is null and last_error is not null`, (rows) => rows.length === 2))
    yield* failedAfter(1)
    // With a pause of an hour between later tries: the third day.
    yield* again(70)
    yield* failedAfter(71)
    assert.deepStrictEqual(yield* admin`select from job where dead_at is not null`, [])
    peer.isDown = false
    yield* again(71)
    yield* until(Effect.map(jobs, (left) => left.length === 0))
    assert.deepStrictEqual([peer.subscriptions.size, peer.booked.get("run-1")], [2, 2])
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)
})

describe("A site of which nothing is known", () => {
  it.live("waits but a moment for a Polar that hangs, all its callers on one question, which goes on", () => Effect.gen(function*() {
    const { admin, peer, plan, websiteId } = yield* settled
    const hanging = Promise.withResolvers<void>()
    peer.held = hanging.promise
    const before = peer.asked
    yield* admin`delete from subscription where website_id = ${websiteId}`
    const plans = Effect.all(Array.from({ length: 10 }, () => plan), { concurrency: "unbounded" })
    for (const { plan: told } of yield* Effect.timeout(plans, "6 seconds")) assert.deepStrictEqual(told.enforcement, notEnforced)
    assert.deepStrictEqual([peer.asked - before, peer.waiting], [1, 1])
    hanging.resolve()
    yield* until(Effect.map(admin`select from subscription where website_id = ${websiteId}`, (rows) => rows.length === 1))
    assert.strictEqual(peer.asked - before, 1)
    assert.isTrue((yield* plan).plan.enforcement.isEnforced)
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("asks a Polar that is down again only after a pause", () => Effect.gen(function*() {
    const { admin, peer, plan, websiteId } = yield* settled
    peer.isDown = true
    const before = peer.asked
    yield* admin`delete from subscription where website_id = ${websiteId}`
    for (let n = 0; n < 2; n++) assert.deepStrictEqual((yield* plan).plan.enforcement, notEnforced)
    assert.strictEqual(peer.asked - before, 1)
    peer.isDown = false
    yield* until(Effect.map(plan, ({ plan: told }) => told.enforcement.isEnforced))
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)
})
