import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Queue from "effect/Queue"
import * as SubscriptionRef from "effect/SubscriptionRef"
import * as TestClock from "effect/testing/TestClock"
import { memoryRelay } from "./memory.ts"
import { type Relay, relayBus } from "./relayBus.ts"

const deadline = Effect.timeout("20 seconds")
const greetingOf = (node: string) => JSON.stringify({ node, messages: [] })

/** A relay whose other side is the test: what was sent stands in `sent`, `hear` says something. */
const script = (maxBytes = Infinity) => Effect.gen(function*() {
  const sent = yield* Queue.unbounded<string>()
  const up = yield* Deferred.make<(text: string) => Effect.Effect<void>>()
  const relay: Relay = {
    maxBytes,
    send: (text) => Effect.asVoid(Queue.offer(sent, text)),
    receive: (onUp, take) => Effect.andThen(Effect.andThen(onUp, Deferred.succeed(up, take)), Effect.never)
  }
  const hear = (text: string) => Effect.flatMap(Deferred.await(up), (take) => take(text))
  /** The next text that holds a message. */
  const next = Effect.repeat(Queue.take(sent), { until: (text) => !text.endsWith(`"messages":[]}`) })
  return { relay, sent, hear, next }
})
const messagesOf = (text: string) => (JSON.parse(text) as { readonly messages: ReadonlyArray<unknown> }).messages

describe("a bus over a relay", () => {
  it.live("hands on to a listener whose work failed, and to the others", () => Effect.gen(function*() {
    const { hear, relay } = yield* script()
    const bus = yield* relayBus(relay)
    const heard = yield* Queue.unbounded<string>()
    yield* bus.listen("typing", (message) => message === "first" ? Effect.die("no") : Effect.asVoid(Queue.offer(heard, `same ${message}`)))
    yield* hear(JSON.stringify({ node: "other", messages: [["typing", "first"], ["typing", "second"]] }))
    assert.strictEqual(yield* Queue.take(heard), "same second")
  }).pipe(deadline, Effect.scoped))

  it.live("greets whoever comes at once, so that it is known to be there", () => Effect.gen(function*() {
    const { hear, relay, sent } = yield* script()
    yield* relayBus(relay)
    yield* hear(greetingOf("other"))
    // By itself it greets when it begins and when it hears; then every ten seconds.
    const greetings = [yield* Queue.take(sent), yield* Queue.take(sent), yield* Effect.timeout(Queue.take(sent), "5 seconds")]
    assert.strictEqual(new Set(greetings).size, 1)
  }).pipe(deadline, Effect.scoped))

  it.live("packs messages into texts of the relay's size to the byte, and leaves out what fits in none", () => Effect.gen(function*() {
    const node = "00000000-0000-0000-0000-000000000000"
    const around = greetingOf(node).length
    const [short, long] = [["a", "x".repeat(20)], ["a", "x".repeat(200)]]
    const bytes = JSON.stringify(short).length
    const { hear, next, relay } = yield* script(around + 2 * bytes + 1)
    const bus = yield* relayBus(relay)
    yield* hear(greetingOf("other"))
    for (const [channel, text] of [short, long, short, short]) yield* bus.publish(channel ?? "", () => text ?? "")
    const texts = [yield* next]
    while (texts.flatMap(messagesOf).length < 3) texts.push(yield* next)
    assert.deepStrictEqual(texts.flatMap(messagesOf), [short, short, short])
    for (const text of texts) assert.isAtMost(Buffer.byteLength(text), around + 2 * bytes + 1)
    assert.isTrue(texts.some((text) => messagesOf(text).length === 2), "two that fit to the byte go together")
  }).pipe(deadline, Effect.scoped))

  it.live("goes on after a message that can't be made", () => Effect.gen(function*() {
    const { hear, next, relay } = yield* script()
    const bus = yield* relayBus(relay)
    yield* hear(greetingOf("other"))
    yield* bus.publish("typing", () => { throw new Error("no words") })
    yield* Effect.yieldNow
    yield* bus.publish("typing", () => "fine")
    const texts = [yield* next]
    assert.deepStrictEqual(messagesOf(texts[0] ?? ""), [["typing", "fine"]])
  }).pipe(deadline, Effect.scoped))

  it.effect("says nothing but greetings while it is alone, and no message is made for nobody", () => Effect.gen(function*() {
    const relay = yield* memoryRelay
    let made = 0
    const bus = yield* relayBus(relay)
    yield* bus.publish("typing", () => ++made)
    yield* TestClock.adjust("3 seconds")
    assert.strictEqual(made, 0)
  }).pipe(Effect.scoped))

  it.effect("gives up a text that the relay doesn't take within five seconds, and sends the next", () => Effect.gen(function*() {
    const sent: Array<string> = []
    const stuck = yield* Deferred.make<void>()
    const { hear, relay } = yield* script()
    const bus = yield* relayBus({
      ...relay,
      send: (text) => messagesOf(text).length === 0 ? Effect.void
        : sent.push(text) === 1 ? Effect.andThen(Deferred.succeed(stuck, undefined), Effect.never) : Effect.void
    })
    yield* hear(greetingOf("other"))
    yield* bus.publish("typing", () => "first")
    yield* Deferred.await(stuck)
    yield* bus.publish("typing", () => "second")
    yield* TestClock.adjust("5 seconds")
    assert.deepStrictEqual(sent.flatMap(messagesOf), [["typing", "first"], ["typing", "second"]])
  }).pipe(Effect.scoped))

  it.effect("tries a lost relay again within a fraction of a second, however often it was lost before", () => Effect.gen(function*() {
    const cuts = yield* Queue.unbounded<Deferred.Deferred<never, string>>()
    let isAway = true
    const bus = yield* relayBus({
      maxBytes: Infinity,
      send: () => Effect.void,
      receive: (onUp) => Effect.suspend(() => isAway ? Effect.fail("away") : Effect.gen(function*() {
        const cut = yield* Deferred.make<never, string>()
        yield* onUp
        yield* Queue.offer(cuts, cut)
        return yield* Deferred.await(cut)
      }))
    })
    // Long enough for the pauses to have grown to their most.
    yield* TestClock.adjust("1 minute")
    isAway = false
    yield* TestClock.adjust("5 seconds")
    yield* Deferred.fail(yield* Queue.take(cuts), "cut")
    const again = yield* Effect.forkChild(Queue.take(cuts))
    yield* TestClock.adjust("100 millis")
    assert.isDefined(again.pollUnsafe())
    yield* Fiber.join(again)
    assert.isTrue(yield* SubscriptionRef.get(bus.isUp))
  }).pipe(Effect.scoped))
})
