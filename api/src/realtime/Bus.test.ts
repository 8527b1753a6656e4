import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as SubscriptionRef from "effect/SubscriptionRef"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Bus, channel } from "./Bus.ts"
import * as chooser from "./busLayer.ts"
import { memoryRelay } from "./memory.ts"
import * as postgres from "./postgres.ts"
import * as redis from "./redis.ts"
import { type Relay, relayBus } from "./relayBus.ts"
import { findRedisServer, redisServer } from "./testing/redisServer.ts"

/** Where several nodes of one installation meet. */
interface Installation {
  readonly node: Effect.Effect<Bus["Service"], unknown, Scope.Scope>
  /** Breaks every node's connection once. */
  readonly cut: Effect.Effect<void, unknown, Scope.Scope>
}

const build = <E>(layer: Layer.Layer<Bus, E>) =>
  Effect.map(Layer.build(Layer.fresh(layer)), (context) => Context.get(context, Bus))

const installations: Record<string, Effect.Effect<Installation, unknown, Scope.Scope>> = {
  memory: Effect.gen(function*() {
    const relay = yield* memoryRelay
    const cuts = new Set<() => void>()
    const breakable: Relay = {
      ...relay,
      receive: (onUp, take) => Effect.raceFirst(
        relay.receive(onUp, take),
        Effect.callback<never, string>((resume) => void cuts.add(() => resume(Effect.fail("cut"))))
      )
    }
    return { node: relayBus(breakable), cut: Effect.sync(() => cuts.forEach((cut) => cut())) }
  }),
  postgres: Effect.gen(function*() {
    const database = yield* Layer.build(TestDatabase.layer)
    const { admin } = Context.get(database, TestDatabase)
    return {
      node: build(postgres.layer.pipe(Layer.provide(Layer.succeedContext(database)))),
      cut: admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'cossistant_bus'`
    }
  }),
  ...(findRedisServer() === undefined ? {} : {
    redis: Effect.gen(function*() {
      const { command, url } = yield* redisServer
      const settings = ConfigProvider.layer(ConfigProvider.fromUnknown({ REDIS_URL: url }))
      return { node: build(redis.layer.pipe(Layer.provide(settings))), cut: command("CLIENT", "KILL", "TYPE", "pubsub") }
    })
  })
}

/** A node that hears its peers, a queue of what it is told on `channel`, and a wait for the bus to become up or down. */
const nodeOn = Effect.fnUntraced(function*({ node }: Installation, name = "typing") {
  const bus = yield* node
  const heard = yield* Queue.unbounded<unknown>()
  yield* bus.listen(name, (message) => Effect.asVoid(Queue.offer(heard, message)))
  const states = yield* Queue.unbounded<boolean>()
  yield* Effect.forkScoped(Stream.runForEach(SubscriptionRef.changes(bus.isUp), (isUp) => Queue.offer(states, isUp)))
  const becomes = (wanted: boolean) => Effect.repeat(Queue.take(states), { until: (isUp) => isUp === wanted })
  yield* becomes(true)
  return { bus, heard, becomes }
})

const deadline = Effect.timeout("20 seconds")

for (const [name, installation] of Object.entries(installations)) {
  describe(`the ${name} bus`, () => {
    const test = (title: string, body: (place: Installation) => Effect.Effect<void, unknown, Scope.Scope>) =>
      it.live(title, () => Effect.flatMap(installation, body).pipe(deadline, Effect.scoped))

    test("tells the other nodes' listeners of the channel, and nobody else", (place) =>
      Effect.gen(function*() {
        const [a, b, other] = [yield* nodeOn(place), yield* nodeOn(place), yield* nodeOn(place, "presence")]
        yield* a.bus.publish("typing", () => ({ who: "Ann" }))
        yield* a.bus.publish("presence", () => "last")
        assert.deepStrictEqual(yield* Queue.take(b.heard), { who: "Ann" })
        yield* b.bus.publish("typing", () => "and back")
        assert.deepStrictEqual(yield* Queue.take(a.heard), "and back", "its own word came back to a")
        assert.deepStrictEqual(yield* Queue.take(other.heard), "last")
      }))

    test("keeps the order of a burst and loses none of it", (place) =>
      Effect.gen(function*() {
        const [a, b] = [yield* nodeOn(place), yield* nodeOn(place)]
        const sent = Array.from({ length: 3000 }, (_, n) => ({ n, text: "ünï".repeat(n % 40) }))
        for (const message of sent) yield* a.bus.publish("typing", () => message)
        const heard: Array<unknown> = []
        while (heard.length < sent.length) heard.push(yield* Queue.take(b.heard))
        assert.deepStrictEqual(heard, sent)
      }))

    test("goes on after a listener that fails and a message that is too large", (place) =>
      Effect.gen(function*() {
        const [a, b] = [yield* nodeOn(place), yield* nodeOn(place)]
        yield* b.bus.listen("typing", () => Effect.die("no"))
        yield* a.bus.publish("typing", () => "x".repeat(100_000))
        yield* a.bus.publish("typing", () => "fine")
        const heard = [yield* Queue.take(b.heard)]
        while (heard.at(-1) !== "fine") heard.push(yield* Queue.take(b.heard))
        yield* a.bus.publish("typing", () => "also fine")
        assert.deepStrictEqual(yield* Queue.take(b.heard), "also fine")
      }))

    test("says that it is cut off and comes back by itself", (place) =>
      Effect.gen(function*() {
        const [a, b] = [yield* nodeOn(place), yield* nodeOn(place)]
        yield* place.cut
        yield* b.becomes(false)
        yield* Effect.all([a.becomes(true), b.becomes(true)])
        yield* a.bus.publish("typing", () => "again")
        const heard = [yield* Queue.take(b.heard)]
        while (heard.at(-1) !== "again") heard.push(yield* Queue.take(b.heard))
      }))
  })
}

if (findRedisServer() === undefined) it.skip("the redis bus (no redis-server on this machine: install the package redis-server)", () => {})

describe("a channel", () => {
  const Typing = channel("typing", Schema.Struct({ who: Schema.String }))
  it.live("hands over what fits its schema and passes over the rest", () =>
    Effect.gen(function*() {
      const relay = yield* memoryRelay
      const [here, there] = [yield* relayBus(relay), yield* relayBus(relay)]
      const heard = yield* Queue.unbounded<string>()
      yield* Typing.listen(({ who }) => Effect.asVoid(Queue.offer(heard, who))).pipe(Effect.provideService(Bus, there))
      yield* here.publish("typing", () => ({ someone: "else" }))
      yield* Typing.publish({ who: "Ann" }).pipe(Effect.provideService(Bus, here))
      assert.strictEqual(yield* Queue.take(heard), "Ann")
    }).pipe(deadline, Effect.scoped))
})

describe("REALTIME_BUS", () => {
  it.live("stops the start with its name when it names no bus", () =>
    Effect.gen(function*() {
      const error = yield* Effect.flip(Effect.scoped(Layer.build(chooser.layer.pipe(
        Layer.provide(TestDatabase.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({ REALTIME_BUS: "rabbit" })))
      ))))
      assert.include(error.message, "REALTIME_BUS")
    }))
})
