import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Option from "effect/Option"
import * as Queue from "effect/Queue"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import * as SubscriptionRef from "effect/SubscriptionRef"
import { Bus, waiting } from "./Bus.ts"

/** What a provider brings: a way to send text to every node and to hear what was sent. */
export interface Relay {
  /** The most UTF-8 bytes of one text. */
  readonly maxBytes: number
  readonly send: (text: string) => Effect.Effect<void, unknown>
  /** Runs while it can hear: tells once that it does, hands over texts (also our own), fails when it no longer can. */
  readonly receive: (
    onUp: Effect.Effect<void>,
    take: (text: string) => Effect.Effect<void>
  ) => Effect.Effect<never, unknown, Scope.Scope>
}

const Message = Schema.Tuple([Schema.String, Schema.Json])
/** The messages of one text, and who sent them. */
const Packet = Schema.fromJsonString(Schema.Struct({ node: Schema.String, messages: Schema.Array(Message) }))

/** Each node says this often that it is there, and counts as there for three times as long (milliseconds). */
const greetEvery = "10 seconds"
const presentFor = 30_000

/**
 * A bus over a relay. What is published while a text is on its way gathers and leaves together; after a loss the relay
 * is tried again with growing, jittered pauses of at most five seconds. A node that is alone sends nothing but greetings:
 * what it has to say waits two seconds for somebody to come.
 */
export const relayBus = Effect.fnUntraced(function*(relay: Relay) {
  const node = crypto.randomUUID()
  const isUp = yield* SubscriptionRef.make(false)
  const outgoing = yield* waiting<readonly [channel: string, message: () => Schema.Json]>()
  const listeners = new Map<string, Set<Queue.Queue<unknown>>>()
  const around = `{"node":"${node}","messages":[]}`.length
  const send = (messages: string) => relay.send(`{"node":"${node}","messages":[${messages}]}`).pipe(
    Effect.timeout("5 seconds"),
    Effect.catchCause((cause) => Effect.logDebug("the bus lost messages", cause))
  )
  const greet = send("")

  const company = yield* Latch.make()
  const heardAt = new Map<string, number>()
  const isThere = (other: string) => Date.now() - (heardAt.get(other) ?? -presentFor) < presentFor
  const isAlone = () => {
    for (const other of heardAt.keys()) if (!isThere(other)) heardAt.delete(other)
    return heardAt.size === 0
  }
  const take = (text: string) => Effect.suspend(() => {
    const packet = Schema.decodeOption(Packet)(text)
    if (Option.isNone(packet) || packet.value.node === node) return Effect.void
    const isNew = !isThere(packet.value.node)
    heardAt.set(packet.value.node, Date.now())
    for (const [channel, message] of packet.value.messages) {
      for (const listener of listeners.get(channel) ?? []) Queue.offerUnsafe(listener, message)
    }
    return isNew ? Effect.andThen(company.open, Effect.forkDetach(greet)) : Effect.void
  })

  const sendGathered = Effect.gen(function*() {
    const messages = yield* Queue.takeAll(outgoing)
    if (isAlone()) {
      yield* company.close
      yield* Effect.timeoutOption(company.await, "2 seconds")
      if (isAlone()) return
    }
    const texts: Array<string> = []
    for (const [channel, message] of messages) {
      const text = JSON.stringify([channel, message()] satisfies typeof Message.Type)
      if (byteLength(text) <= relay.maxBytes - around) texts.push(text)
      else yield* Effect.logError("a message is too large for the bus").pipe(Effect.annotateLogs({ channel, bytes: byteLength(text) }))
    }
    for (const packed of pack(texts, relay.maxBytes - around)) yield* send(packed)
  })

  let attempts = 0
  const up = Effect.suspend(() => {
    attempts = 0
    return Effect.andThen(greet, SubscriptionRef.set(isUp, true))
  })
  const hear = Effect.suspend(() => relay.receive(up, take)).pipe(
    Effect.scoped,
    Effect.catchCause((cause) => Effect.logWarning("the bus is down, trying again", cause)),
    Effect.andThen(SubscriptionRef.set(isUp, false)),
    Effect.andThen(Random.next),
    Effect.flatMap((random) => Effect.sleep(Duration.millis((0.5 + random / 2) * Math.min(5000, 100 * 2 ** attempts++))))
  )
  yield* Effect.forkScoped(Effect.forever(Effect.catchCause(sendGathered, (cause) => Effect.logError("the bus lost messages", cause))))
  yield* Effect.forkScoped(Effect.repeat(greet, Schedule.spaced(greetEvery)))
  yield* Effect.forkScoped(Effect.forever(hear))

  return Bus.of({
    isUp,
    // Made when it leaves: who is alone says nothing.
    publish: (channel, message) => Effect.sync(() => void Queue.offerUnsafe(outgoing, [channel, message])),
    listen: Effect.fnUntraced(function*(channel, take) {
      const queue = yield* waiting<unknown>()
      yield* Effect.acquireRelease(
        Effect.sync(() => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(queue))),
        () => Effect.sync(() => listeners.get(channel)?.delete(queue))
      )
      const next = Effect.flatMap(Queue.take(queue), take).pipe(
        Effect.catchCause((cause) => Effect.logError("a listener of the bus failed", cause))
      )
      yield* Effect.forkScoped(Effect.forever(next))
    })
  })
})

const byteLength = (text: string) => Buffer.byteLength(text)

/** Joins texts with commas into as few as fit. */
const pack = (texts: ReadonlyArray<string>, maxBytes: number): ReadonlyArray<string> => {
  const packed: Array<string> = []
  let bytes = 0
  for (const text of texts) {
    bytes += byteLength(text) + 1
    if (packed.length > 0 && bytes <= maxBytes) packed[packed.length - 1] += `,${text}`
    else {
      packed.push(text)
      bytes = byteLength(text)
    }
  }
  return packed
}
