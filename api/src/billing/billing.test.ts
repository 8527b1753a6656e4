import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { choice } from "./layer.ts"
import { products } from "../../../e2e/src/peers/PolarPeer.ts"
import { PolarPeer } from "./testing/PolarPeer.ts"
import { begun, changed, selling, tagOf } from "./testing/SoldSite.ts"
import { Billing } from "./Billing.ts"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"

describe("Billing with Polar", () => {
  it.live("makes the organisation a customer and begins a free subscription with its site", () => Effect.gen(function*() {
    const { customer, peer, plan, shows, subscription } = yield* begun
    assert.deepStrictEqual([...peer.customers.keys()], [customer])
    assert.match(peer.customers.get(customer)?.email ?? "", /@/)
    assert.strictEqual(subscription()?.product_id, products.free)
    yield* shows("free")
    const { plan: told, usage } = yield* plan
    assert.deepInclude(told, { price: 0, canManageSubscription: true, enforcement: { isEnforced: true } })
    assert.deepStrictEqual(usage, { conversations: 0, messages: 0, contacts: 0, teamMembers: 1, aiCredit: 0 })
    assert.deepStrictEqual(peer.refused, [])
  }).pipe(Effect.provide(selling), Effect.scoped))

  it.live("makes the second organisation of one owner a customer too, whose letters reach the same mailbox", () => Effect.gen(function*() {
    const peer = yield* PolarPeer
    // Polar tells addresses apart whatever their case.
    peer.customers.set("01J0000000000000000000000A", { email: "Olga@acme.test", name: "Olga Owner" })
    const { customer, shows, subscription } = yield* begun
    yield* shows("free")
    assert.strictEqual(peer.customers.get(customer)?.email, `olga+${customer.slice(-8).toLowerCase()}@acme.test`)
    assert.strictEqual(subscription()?.product_id, products.free)
    assert.deepStrictEqual(peer.refused, [])
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("sends to a checkout for a paid plan, and opens it when Polar says that it was paid", () => Effect.gen(function*() {
    const { customer, owner, peer, shows, subscription, url, websiteId } = yield* begun
    const answer = yield* Effect.promise(() => owner.client.call("billing.checkout", { websiteId, plan: "pro" }))
    assert.deepStrictEqual(answer, { mode: "checkout", checkoutUrl: `${peer.settings["POLAR_API_URL"]}/checkout/0` })
    assert.deepInclude(peer.checkouts[0], { external_customer_id: customer, subscription_id: subscription()?.id ?? "", metadata: { websiteId } })
    assert.match(peer.checkouts[0]?.success_url ?? "", /\/settings\/plan\?checkout_success=true$/)

    // Paid, with the free one left over: the dearer counts, the other is ended.
    peer.buy(customer, products.pro, { websiteId })
    assert.strictEqual(yield* Effect.promise(() => peer.post(url, changed(customer))), 202)
    yield* shows("pro")
    yield* until(Effect.sync(() => peer.subscriptions.size === 1))
    assert.strictEqual(subscription()?.product_id, products.pro)

    // Between paid plans Polar settles the difference; to free it ends with the period.
    assert.deepStrictEqual(yield* Effect.promise(() => owner.client.call("billing.checkout", { websiteId, plan: "hobby" })), { mode: "updated" })
    assert.strictEqual(subscription()?.product_id, products.hobby)
    assert.deepStrictEqual(yield* Effect.promise(() => owner.client.call("billing.checkout", { websiteId, plan: "free" })), { mode: "updated" })
    assert.strictEqual(subscription()?.cancel_at_period_end, true)
    const { url: portal } = yield* Effect.promise(() => owner.client.call("billing.portal", { websiteId }))
    assert.isTrue(portal.startsWith(`${peer.settings["POLAR_API_URL"]}/portal/`))
    assert.strictEqual(peer.portals.get(portal.split("/").at(-1) ?? "")?.external_customer_id, customer)
    assert.deepStrictEqual(peer.refused, [])
  }).pipe(Effect.provide(selling), Effect.scoped))

  it.live("believes no webhook that isn't signed now, and none what it says", () => Effect.gen(function*() {
    const { customer, peer, shows, url, websiteId } = yield* begun
    const post = (event: unknown, options?: { readonly ageSeconds?: number; readonly secret?: string }) => Effect.promise(() => peer.post(url, event, options))
    assert.strictEqual(yield* post(changed(customer), { secret: "guessed" }), 403)
    assert.strictEqual(yield* post(changed(customer), { ageSeconds: 600 }), 403)
    assert.strictEqual(yield* post({ type: "something.new", data: {} }), 202)
    assert.strictEqual(yield* post(changed("nobody")), 202)
    // It claims a paid plan; Polar knows of none.
    const forged = { type: "subscription.active", data: { product_id: products.pro, status: "active", metadata: { websiteId }, customer: { external_id: customer } } }
    assert.strictEqual(yield* post(forged), 202)
    yield* shows("free")
    // The same in any order, twice.
    const id = peer.buy(customer, products.hobby, { websiteId })
    for (const event of [changed(customer), changed(customer), forged]) assert.strictEqual(yield* post(event), 202)
    yield* shows("hobby")
    peer.subscriptions.delete(id)
    yield* post(changed(customer))
    yield* shows("free")
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("keeps what was asked last, should an earlier question be answered later", () => Effect.gen(function*() {
    const { customer, peer, plan, shows, url, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* shows("free")
    const slow = Promise.withResolvers<void>()
    peer.held = slow.promise
    yield* Effect.promise(() => peer.post(url, changed(customer)))
    yield* until(Effect.sync(() => peer.waiting === 1))
    peer.held = undefined
    peer.buy(customer, products.pro, { websiteId })
    yield* Effect.promise(() => peer.post(url, changed(customer)))
    yield* shows("pro")
    slow.resolve()
    yield* until(Effect.map(admin`select from job where kind = 'billing.look'`, (rows) => rows.length === 0))
    assert.strictEqual((yield* plan).plan.name, "pro")
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("keeps the last known plan while Polar is down, and stops nobody of whom nothing was known", () => Effect.gen(function*() {
    const { customer, owner, peer, shows, url, websiteId } = yield* begun
    peer.buy(customer, products.pro, { websiteId })
    yield* Effect.promise(() => peer.post(url, changed(customer)))
    yield* shows("pro")
    peer.isDown = true
    const { website } = yield* Effect.promise(() => owner.client.call("websites.create", { name: "Second", domain: "second.test", installationTarget: "react" }))
    const { plan } = yield* Effect.promise(() => owner.client.call("billing.plan", { websiteId: website.id }))
    assert.deepStrictEqual(plan.enforcement, { isEnforced: false, reason: "billing_provider_unavailable" })
    assert.strictEqual((yield* Effect.promise(() => owner.client.call("billing.plan", { websiteId }))).plan.name, "pro")
    assert.strictEqual(yield* Effect.promise(() => tagOf(owner.client.call("billing.checkout", { websiteId, plan: "hobby" }))), "BillingUnavailable")
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("deletes no site that is being paid for, and ends a free subscription with its site", () => Effect.gen(function*() {
    const { customer, owner, peer, websiteId } = yield* begun
    const id = peer.buy(customer, products.hobby, { websiteId })
    const remove = () => tagOf(owner.client.call("websites.delete", { websiteId, confirmName: "Acme" }))
    assert.strictEqual(yield* Effect.promise(remove), "SubscriptionActive")
    peer.subscriptions.delete(id)
    assert.strictEqual(yield* Effect.promise(remove), "done")
    assert.strictEqual(peer.subscriptions.size, 0)
  }).pipe(Effect.provide(selling), Effect.scoped))

  it.live("says until when a cancelled subscription is paid for, lets it go on when the plan is chosen again, and lets its site go", () => Effect.gen(function*() {
    const { customer, owner, peer, shows, url, websiteId } = yield* begun
    const bought = peer.subscriptions.get(peer.buy(customer, products.hobby, { websiteId }))
    if (bought !== undefined) bought.cancel_at_period_end = true
    yield* Effect.promise(() => peer.post(url, changed(customer)))
    yield* shows("hobby")
    const { plan } = yield* Effect.promise(() => owner.client.call("billing.plan", { websiteId }))
    assert.isAbove(Date.parse(plan.endsAt ?? ""), Date.now())
    // Chosen again before its end it goes on; cancelled again it ends.
    assert.strictEqual((yield* Effect.promise(() => owner.client.call("billing.checkout", { websiteId, plan: "hobby" }))).mode, "updated")
    assert.isFalse(bought?.cancel_at_period_end)
    assert.strictEqual((yield* Effect.promise(() => owner.client.call("billing.plan", { websiteId }))).plan.endsAt, null)
    yield* Effect.promise(() => owner.client.call("billing.checkout", { websiteId, plan: "free" }))
    assert.isTrue(bought?.cancel_at_period_end)
    assert.strictEqual(yield* Effect.promise(() => tagOf(owner.client.call("websites.delete", { websiteId, confirmName: "Acme" }))), "done")
  }).pipe(Effect.provide(selling), Effect.scoped))

  it.live("books credits once for each use", () => Effect.gen(function*() {
    const { customer, peer, websiteId } = yield* begun
    const billing = yield* Billing
    const site = { websiteId: WebsiteId.make(websiteId), organizationId: OrganizationId.make(customer) }
    for (const event of ["run-1", "run-2", "run-1"]) yield* billing.meter(site, { event, credits: 1.5 })
    yield* until(Effect.sync(() => peer.booked.size === 2))
    assert.sameDeepMembers([...peer.booked], [["run-1", 1.5], ["run-2", 1.5]])
    assert.deepStrictEqual(peer.refused, [])
  }).pipe(Effect.provide(selling), Effect.scoped))
})

describe("Billing turned off", () => {
  it.live("mounts no webhook, sells nothing and keeps no limit", () => Effect.gen(function*() {
    const program = yield* TestProgram
    const { client, websiteId } = yield* program.firstOwner
    const { status } = yield* Effect.promise(() => fetch(`${program.url}/polar/webhooks`, { method: "POST", body: "{}" }))
    assert.strictEqual(status, 404)
    for (const call of [() => client.call("billing.checkout", { websiteId, plan: "pro" }), () => client.call("billing.portal", { websiteId })]) {
      assert.strictEqual(yield* Effect.promise(() => tagOf(call())), "BillingDisabled")
    }
    const { plan, usage } = yield* Effect.promise(() => client.call("billing.plan", { websiteId }))
    assert.deepInclude(plan, { name: "self_hosted", displayName: "Self-Hosted", canManageSubscription: false })
    assert.deepStrictEqual(plan.enforcement, { isEnforced: false, reason: "billing_disabled" })
    assert.strictEqual(usage.aiCredit, null)
  }).pipe(Effect.provide(TestProgram.layer()), Effect.scoped))

  it.effect("Polar without its settings stops the start, names them all and offers the way without", () => Effect.gen(function*() {
    const { problems } = yield* Effect.flip(choice)
    assert.strictEqual(problems.length, 1)
    for (const name of ["POLAR_ENABLED is not set", "POLAR_ACCESS_TOKEN", "POLAR_WEBHOOK_SECRET", "POLAR_PRODUCT_ID_PRO_SANDBOX", "POLAR_ENABLED=false"]) {
      assert.include(problems[0], name)
    }
  }).pipe(Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ POLAR_PRODUCT_ID_HOBBY_SANDBOX: "x" })))))
})
