import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { createClient } from "redis"
import { Bus } from "./Bus.ts"
import { relayBus } from "./relayBus.ts"

/** The channel nodes speak on, and the name of their connections. */
export const busChannel = "cossistant_bus"

/** A connection that ends for good when it is lost: trying again is the bus's business, which also tells of it. */
const connect = (create: typeof createClient, url: string) => {
  const client = create({
    url,
    name: busChannel,
    disableOfflineQueue: true,
    pingInterval: 10_000,
    socket: { reconnectStrategy: false, connectTimeout: 5000 }
  })
  const lost = new Promise<Error>((resolve) => {
    client.on("error", resolve)
    client.on("end", () => resolve(new Error("the connection to Redis has ended")))
  })
  return Effect.acquireRelease(
    Effect.tryPromise({ try: () => client.connect(), catch: (error) => error }),
    () => Effect.sync(() => client.isOpen && client.destroy())
  ).pipe(Effect.as({ client, lost: Effect.flatMap(Effect.promise(() => lost), Effect.fail) }))
}

/** `REALTIME_BUS=redis`: publish and subscribe at `REDIS_URL`. */
export const layer = Layer.effect(Bus, Effect.gen(function*() {
  const url = Redacted.value(yield* Config.Redacted("REDIS_URL"))
  // Loaded when it is chosen: every start would pay for it otherwise.
  const redis = yield* Effect.promise(() => import("redis"))
  let publish: (text: string) => Promise<unknown> = () => Promise.reject(new Error("no connection to Redis yet"))
  return yield* relayBus({
    maxBytes: 64 * 1024,
    send: (text) => Effect.asVoid(Effect.tryPromise(() => publish(text))),
    receive: (onUp, take) => Effect.gen(function*() {
      const run = Effect.runForkWith(yield* Effect.context<never>())
      const speaking = yield* connect(redis.createClient, url)
      const hearing = yield* connect(redis.createClient, url)
      yield* Effect.tryPromise(() => hearing.client.subscribe(busChannel, (text) => void run(take(text))))
      publish = (text) => speaking.client.publish(busChannel, text)
      yield* onUp
      return yield* Effect.raceFirst(speaking.lost, hearing.lost)
    })
  })
}))
