import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { createClient } from "redis"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingOf } from "../settings/values.ts"
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

/** `REDIS_URL`. What is wrong with it is said without it: it may hold a password. */
export const address = Effect.gen(function*() {
  const url = yield* settingOf("REDIS_URL")
  if (url !== undefined && /^rediss?:\/\//.test(url) && URL.parse(url)?.hostname) return url
  const what = url === undefined ? "REALTIME_BUS=redis wants REDIS_URL" : "REDIS_URL wants an address"
  return yield* new SettingsError({ problems: [`${what}, as redis://:password@host:6379. Or set REALTIME_BUS=postgres, which needs nothing more.`] })
})

/** `REALTIME_BUS=redis`: publish and subscribe at `REDIS_URL`. */
export const layer = Layer.effect(Bus, Effect.gen(function*() {
  const url = yield* address
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
