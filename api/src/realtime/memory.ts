import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as PubSub from "effect/PubSub"
import { Bus } from "./Bus.ts"
import { type Relay, relayBus } from "./relayBus.ts"

/** A relay between buses of one process: tests start several nodes on it. */
export const memoryRelay: Effect.Effect<Relay> = Effect.map(PubSub.unbounded<string>(), (texts) => ({
  maxBytes: Infinity,
  send: (text) => Effect.asVoid(PubSub.publish(texts, text)),
  receive: (onUp, take) => Effect.gen(function*() {
    const subscription = yield* PubSub.subscribe(texts)
    yield* onUp
    return yield* Effect.forever(Effect.flatMap(PubSub.take(subscription), take))
  })
}))

/** `REALTIME_BUS=memory`: for an installation of one node. */
export const layer = Layer.effect(Bus, Effect.flatMap(memoryRelay, relayBus))
