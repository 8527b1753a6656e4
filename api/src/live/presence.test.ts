import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, describe, it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Scope from "effect/Scope"
import { Bus } from "../realtime/Bus.ts"
import { memoryRelay } from "../realtime/memory.ts"
import * as postgres from "../realtime/postgres.ts"
import { relayBus } from "../realtime/relayBus.ts"
import { Topics } from "../realtime/Topics.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { Presence, PresenceLease } from "./Presence.ts"
import { teamTopic } from "./topicNames.ts"

const site = WebsiteId.make("01JZ0000000000000000000000")
const visitors = (howMany: number) => Array.from({ length: howMany }, (_, n) => `01JZVISITOR${String(n).padStart(15, "0")}`)

/** One node: its presence, all that it tells the team of `site`, and its end without a word. */
const nodeOn = Effect.fnUntraced(function*<E>(bus: Layer.Layer<Bus, E>, lease = 30_000) {
  const told: Array<InboxEvent> = []
  const topics = Layer.mock(Topics, {
    anyone: () => true,
    publish: (to, json) => Effect.sync(() => {
      if (to.includes(teamTopic(site))) told.push(...JSON.parse(`[${json}]`) as ReadonlyArray<InboxEvent>) // written by the service at test
    })
  })
  const scope = yield* Scope.make()
  yield* Effect.addFinalizer(() => Scope.close(scope, Exit.void))
  const context = yield* Layer.buildWithMemoMap(
    Presence.layer.pipe(Layer.provide([topics, bus, Layer.succeed(PresenceLease, lease)])), Layer.makeMemoMapUnsafe(), scope
  )
  return { presence: Context.get(context, Presence), told, die: Scope.close(scope, Exit.void) }
})
type Node = Effect.Success<ReturnType<typeof nodeOn>>

const sees = ({ presence }: Node, fits: (online: ReadonlyArray<string>) => boolean) =>
  until(Effect.map(presence.visitors(site), fits))
const hears = ({ told }: Node, expected: object) =>
  until(Effect.sync(() => told.some((event) => JSON.stringify(event) === JSON.stringify(expected))))
const presenceOf = (visitorId: string, online: boolean) => ({ _tag: "VisitorPresence", visitorId, online })

/** Buses of several nodes in this process. */
const memory = Effect.map(memoryRelay, (relay) => Layer.effect(Bus, Effect.suspend(() => relayBus(relay))))

describe("who is there, on several nodes", () => {
  it.live("is known and told on all of them at once, the first tab as well as the last, whichever nodes they are on", () => Effect.gen(function*() {
    const bus = yield* memory
    const [a, b] = [yield* nodeOn(bus), yield* nodeOn(bus)]
    const [older, newer] = [yield* Scope.make(), yield* Scope.make()]
    yield* Scope.provide(a.presence.online(site, "ann"), older)
    yield* hears(b, presenceOf("ann", true))
    yield* Scope.provide(b.presence.online(site, "ann"), newer)
    yield* b.presence.startViewing(site, "CO1", "maya")
    yield* hears(a, { _tag: "ViewersChanged", conversationId: "CO1", userIds: ["maya"] })
    yield* Scope.close(older, Exit.void)
    yield* b.presence.stopViewing(site, "CO1", "maya")
    yield* hears(a, { _tag: "ViewersChanged", conversationId: "CO1", userIds: [] })
    for (const { presence, told } of [a, b]) {
      assert.isTrue(yield* presence.isOnline(site, "ann"))
      assert.deepStrictEqual(told.filter(({ _tag }) => _tag === "VisitorPresence").map((event) => JSON.stringify(event)), [JSON.stringify(presenceOf("ann", true))])
    }
    yield* Scope.close(newer, Exit.void)
    yield* hears(a, presenceOf("ann", false))
    yield* hears(b, presenceOf("ann", false))
  }).pipe(Effect.scoped))

  it.live("is forgotten with the lease of a node that died, and told", () => Effect.gen(function*() {
    const bus = yield* memory
    const [a, b] = [yield* nodeOn(bus, 300), yield* nodeOn(bus, 300)]
    yield* Effect.forEach(visitors(30), (visitorId) => a.presence.online(site, visitorId))
    yield* a.presence.startViewing(site, "CO1", "maya")
    yield* until(Effect.map(b.presence.whoIsThere(site), (there) => JSON.stringify(there) === JSON.stringify(
      { _tag: "Presence", online: visitors(30), viewers: [{ conversationId: "CO1", userIds: ["maya"] }] })))
    yield* a.die
    yield* hears(b, { _tag: "Presence", online: [], viewers: [] })
    assert.deepStrictEqual(yield* b.presence.visitors(site), [])
  }).pipe(Effect.scoped))

  it.live("is told to a node that comes later", () => Effect.gen(function*() {
    const bus = yield* memory
    const a = yield* nodeOn(bus)
    yield* a.presence.online(site, "ann")
    const late = yield* nodeOn(bus)
    yield* hears(late, presenceOf("ann", true))
  }).pipe(Effect.scoped))

  it.live("is known of a thousand visitors over the bus of Postgres, and of those who leave, and goes on by words in parts", () => {
    const errors: Array<unknown> = []
    const log = Logger.layer([Logger.make(({ logLevel, message }) => void (logLevel === "Error" && errors.push(message)))])
    return Effect.gen(function*() {
      const database = yield* Layer.build(TestDatabase.layer)
      const bus = postgres.layer.pipe(Layer.provide(Layer.succeedContext(database)))
      const a = yield* nodeOn(bus, 1500)
      const everyone = visitors(1000)
      const half = yield* Scope.make()
      yield* Effect.forEach(everyone.slice(0, 500), (visitorId) => a.presence.online(site, visitorId))
      yield* Scope.provide(Effect.forEach(everyone.slice(500), (visitorId) => a.presence.online(site, visitorId)), half)
      // Knows of them by words alone.
      const b = yield* nodeOn(bus, 1500)
      yield* sees(b, (online) => online.length === 1000)
      yield* Scope.close(half, Exit.void)
      yield* sees(b, (online) => online.length === 500)
      // A node that falls silent now is forgotten with its lease; whoever goes on speaking isn't.
      const silent = yield* nodeOn(bus, 1500)
      yield* silent.presence.online(site, "bob")
      yield* hears(b, presenceOf("bob", true))
      yield* silent.die
      yield* hears(b, presenceOf("bob", false))
      assert.sameMembers([...yield* b.presence.visitors(site)], everyone.slice(0, 500))
      assert.deepStrictEqual(errors, [])
    }).pipe(Effect.scoped, Effect.provide(log))
  }, 30_000)
})
