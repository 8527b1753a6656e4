import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { ulid } from "ulid"
import { vi } from "vitest"
import { products } from "../../../e2e/src/peers/PolarPeer.ts"
import { startNode } from "../proofs/startNode.ts"
import { type News, news } from "../testing/news.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import type { Owner, TestWidget } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { PolarPeer } from "./testing/PolarPeer.ts"
import { begun, selling } from "./testing/SoldSite.ts"
import type { Limits } from "./horizon.ts"
import { PlanLocks } from "./PlanLocks.ts"
import { SiteLocks } from "./SiteLocks.ts"

type Told = typeof InboxEvent.Encoded
const listen = ({ client, websiteId }: Owner, token: string | null = null): News<Told> & { readonly stop: () => void } => {
  const told = news<Told>()
  const stop = client.stream("sync.subscribe", {
    payload: () => ({ websiteId, token }),
    poll: async () => [...(await client.call("sync.pull", { websiteId, token })).events],
    onValue: told.push
  })
  return { ...told, stop }
}
const isTag = <T extends Told["_tag"]>(tag: T) => (event: Told): event is Extract<Told, { readonly _tag: T }> => event._tag === tag
const about = (id: string) => (event: Told): event is Extract<Told, { readonly _tag: "ConversationChanged" }> =>
  event._tag === "ConversationChanged" && event.conversation.id === id

const say = async (widget: TestWidget, text: string, conversationId = newConversationId()) => {
  await widget.call("conversations.send", { conversationId, messageId: ulid(), text })
  return conversationId
}

/** Live conversations of the last minutes. */
const fill = Effect.fnUntraced(function*(websiteId: string, visitorId: string, count: number) {
  const { admin } = yield* TestDatabase
  for (let n = count; n > 0; n--) {
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, created_at)
      values (${websiteId}, ${newConversationId()}, false, ${visitorId}, now() - ${n} * interval '1 minute')`
  }
})

describe("What the team is told live", () => {
  it.live("is without the words of conversations the plan locks, from the first one on, and on coming back too", () => Effect.gen(function*() {
    const { buy, owner, program, shows, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* shows("free")
    const visitor = program.widget(owner.liveKey, { origin: "https://acme.test" })
    const { visitorId } = yield* Effect.promise(() => visitor.begin())
    yield* fill(websiteId, visitorId, 49)
    yield* admin`update website set typing_preview = true where id = ${websiteId}`
    yield* Effect.promise(async () => {
      const before = listen(owner)
      const { token } = await before.until(isTag("Position"))
      const last = await say(visitor, "The fiftieth")
      assert.strictEqual((await before.until(about(last))).conversation.lastItem?.text, "The fiftieth")
      const locked = await say(visitor, "The fifty-first")
      const { conversation } = await before.until(about(locked))
      assert.deepStrictEqual([conversation.lastItem, conversation.locked, conversation.visitor.id], [null, "conversation_limit", visitorId])
      // Words being written are words, too.
      for (const id of [locked, last]) await visitor.call("conversations.typing", { conversationId: id, isTyping: true, preview: `Draft ${id}` })
      await before.until((event): event is Extract<Told, { readonly _tag: "TypingChanged" }> => event._tag === "TypingChanged" && event.preview === `Draft ${last}`)
      // The order of one line: what was said first came first.
      await say(visitor, "More of it", locked)
      await say(visitor, "And more here", last)
      await before.until((event): event is Extract<Told, { readonly _tag: "ItemChanged" }> => event._tag === "ItemChanged" && event.item.text === "And more here")
      for (const words of ["The fifty-first", "More of it", `Draft ${locked}`]) assert.notInclude(JSON.stringify(before.all), words)
      before.stop()

      const again = listen(owner, token)
      assert.strictEqual((await again.until(about(locked))).conversation.locked, "conversation_limit")
      await again.until(isTag("Position"))
      assert.include(JSON.stringify(again.all), "And more here")
      assert.notInclude(JSON.stringify(again.all), "More of it")
      again.stop()
      const { events } = await owner.client.call("sync.pull", { websiteId, token })
      assert.notInclude(JSON.stringify(events), "More of it")
      assert.include(JSON.stringify(events), "And more here")
    })
    yield* buy(products.pro, "pro")
    yield* Effect.promise(async () => {
      const paid = listen(owner)
      await paid.until(isTag("Position"))
      await say(visitor, "Now they can read me")
      await paid.until((event): event is Extract<Told, { readonly _tag: "ItemChanged" }> => event._tag === "ItemChanged" && event.item.text === "Now they can read me")
      paid.stop()
    })
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("is without them on each node, whichever one the visitor writes to", () => Effect.gen(function*() {
    const { settings } = yield* PolarPeer
    const [here, there] = [yield* startNode({ ...settings, REALTIME_BUS: "postgres" }), yield* startNode({ ...settings, REALTIME_BUS: "postgres" })]
    const owner = yield* here.program.firstOwner
    const { client, websiteId } = owner
    yield* until(Effect.map(Effect.promise(() => client.call("billing.plan", { websiteId })), ({ plan }) => plan.enforcement.isEnforced))
    const visitor = there.program.widget(owner.liveKey, { origin: "https://acme.test" })
    const { visitorId } = yield* Effect.promise(() => visitor.begin())
    yield* fill(websiteId, visitorId, 49)
    yield* Effect.promise(async () => {
      const team = listen(owner)
      await team.until(isTag("Position"))
      const last = await say(visitor, "The fiftieth")
      assert.strictEqual((await team.until(about(last))).conversation.lastItem?.text, "The fiftieth")
      const locked = await say(visitor, "The fifty-first")
      assert.strictEqual((await team.until(about(locked))).conversation.locked, "conversation_limit")
      assert.notInclude(JSON.stringify(team.all), "The fifty-first")
      team.stop()
      await Promise.all([here.close(), there.close()])
    })
  }).pipe(Effect.provide(Layer.mergeAll(PolarPeer.layer, TestDatabase.layerDatabase)), Effect.scoped), 60_000)
})

describe("What is known of a site's limits", () => {
  it.live("is what was read last, should an earlier reading end later", () => Effect.gen(function*() {
    const locks = yield* PlanLocks
    const websiteId = "site"
    const at = "2026-06-30T00:00:00.000Z"
    const conversation = { createdAt: at, lastActivityAt: at, id: "b", isTest: false } as Parameters<SiteLocks["lockOf"]>[0] // as the wire writes times
    const full = { allowed: 1, open: [{ createdAt: "2026-06-29T00:00:00.000Z", id: "a" }], retentionDays: null }
    yield* locks.hold(websiteId, Effect.succeed(full))
    assert.strictEqual(locks.lockOf(websiteId, conversation), "conversation_limit")
    const slow = yield* Deferred.make<typeof full>()
    const before = yield* Effect.forkChild(locks.learn(websiteId, Deferred.await(slow)), { startImmediately: true })
    // Meanwhile somebody paid.
    assert.isNull(yield* locks.learn(websiteId, Effect.succeed(null)))
    yield* Deferred.succeed(slow, full)
    assert.deepStrictEqual(yield* Fiber.join(before), full)
    assert.isUndefined(locks.lockOf(websiteId, conversation))
  }).pipe(Effect.provide(PlanLocks.layer), Effect.scoped))

  it.live("is there before anybody listens, also for who comes while it is read for a colleague and something happens", () => Effect.gen(function*() {
    const locks = yield* PlanLocks
    const at = "2026-06-30T00:00:00.000Z"
    const conversation = { createdAt: at, lastActivityAt: at, id: "b", isTest: false } as Parameters<SiteLocks["lockOf"]>[0] // as the wire writes times
    const full = { allowed: 1, open: [{ createdAt: "2026-06-29T00:00:00.000Z", id: "a" }], retentionDays: null }
    const slow = yield* Deferred.make<typeof full>()
    const hold = Effect.forkChild(locks.hold("site", Deferred.await(slow)), { startImmediately: true })
    const first = yield* hold
    locks.lockOf("site", conversation)
    const second = yield* hold
    yield* Effect.yieldNow
    assert.isUndefined(second.pollUnsafe())
    yield* Deferred.succeed(slow, full)
    yield* Fiber.join(second)
    assert.strictEqual(locks.lockOf("site", conversation), "conversation_limit")
    yield* Fiber.join(first)
  }).pipe(Effect.provide(PlanLocks.layer), Effect.scoped))

  it.live("is read anew behind what happens once it is half a minute old, so that who pays through another node waits no longer", () => Effect.gen(function*() {
    const locks = yield* PlanLocks
    const at = "2026-06-30T00:00:00.000Z"
    const conversation = { createdAt: at, lastActivityAt: at, id: "b", isTest: false } as Parameters<SiteLocks["lockOf"]>[0] // as the wire writes times
    let limits: Limits | null = { allowed: 1, open: [{ createdAt: "2026-06-29T00:00:00.000Z", id: "a" }], retentionDays: null }
    let readings = 0
    yield* locks.hold("site", Effect.sync(() => (readings++, limits)))
    limits = null
    assert.deepStrictEqual([locks.lockOf("site", conversation), readings], ["conversation_limit", 1])
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 31_000)
    yield* Effect.addFinalizer(() => Effect.sync(() => clock.mockRestore()))
    yield* until(Effect.sync(() => locks.lockOf("site", conversation) === undefined))
    assert.strictEqual(readings, 2)
  }).pipe(Effect.provide(PlanLocks.layer), Effect.scoped))

  it.live("is kept until the last who listens has left, and read anew for who comes then", () => Effect.gen(function*() {
    const locks = yield* PlanLocks
    const holding = (scope: Scope.Scope, allowed: number | null) =>
      Scope.provide(locks.hold("site", Effect.succeed({ allowed, open: [{ createdAt: "2026-06-29T00:00:00.000Z", id: "a" }], retentionDays: null })), scope)
    const [one, two, three] = [yield* Scope.make(), yield* Scope.make(), yield* Scope.make()]
    yield* holding(one, 1)
    yield* holding(two, 1)
    yield* Scope.close(one, Exit.void)
    assert.deepStrictEqual([locks.isHeld("site"), locks.isOpen("site", "b")], [true, false])
    yield* Scope.close(two, Exit.void)
    assert.isFalse(locks.isHeld("site"))
    yield* holding(three, null)
    assert.isTrue(locks.isOpen("site", "b"))
    yield* Scope.close(three, Exit.void)
  }).pipe(Effect.provide(PlanLocks.layer)))
})

describe("A site's locks in memory", () => {
  const now = Date.parse("2026-06-30T00:00:00.000Z")
  const at = (day: number, id: string, isTest = false) => {
    const createdAt = `2026-06-${String(day).padStart(2, "0")}T00:00:00.000Z`
    return { createdAt, lastActivityAt: createdAt, id, isTest } as Parameters<SiteLocks["lockOf"]>[0] // as the wire writes times
  }

  it("give room to what comes until the plan is full, count each once, and remember what began while they were read", () => {
    const locks = new SiteLocks({ allowed: 3, open: [at(10, "a")], retentionDays: null })
    const lock = (of = locks, ...place: Parameters<typeof at>) => of.lockOf(at(...place), now)
    assert.isUndefined(lock(locks, 12, "b"))
    assert.isUndefined(lock(locks, 12, "b"))
    assert.isUndefined(lock(locks, 13, "test", true))
    assert.isUndefined(lock(locks, 14, "c"))
    assert.strictEqual(lock(locks, 15, "d"), "conversation_limit")
    assert.isUndefined(lock(locks, 12, "b"))
    assert.deepStrictEqual(["b", "d", "long ago"].map((id) => locks.isOpen(id)), [true, false, false])
    // Read before c was there, told after: c keeps its place.
    const read = new SiteLocks({ allowed: 3, open: [at(10, "a"), at(12, "b")], retentionDays: null }, locks)
    assert.deepStrictEqual([lock(read, 15, "d"), lock(read, 14, "c")], ["conversation_limit", undefined])
  })

  it("close what lies quiet for longer than the plan shows, full or not", () => {
    const locks = new SiteLocks({ allowed: null, open: [], retentionDays: 7 })
    assert.strictEqual(locks.lockOf(at(20, "a"), now), "conversation_retention")
    assert.isUndefined(locks.lockOf(at(24, "b"), now))
  })
})
