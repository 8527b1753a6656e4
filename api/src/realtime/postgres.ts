import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Reactivity from "effect/reactivity/Reactivity"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { connectTo } from "../sql/databaseTls.ts"
import { appRole } from "../sql/roles.ts"
import { Bus } from "./Bus.ts"
import { relayBus } from "./relayBus.ts"

const name = "cossistant_bus"

/**
 * `REALTIME_BUS=postgres`, the default: LISTEN and NOTIFY, over two connections of its own past any transaction pooler.
 * NOTIFY is sent outside of the transactions it is about: inside, Postgres would let them commit only one by one.
 */
export const layer = Layer.effect(Bus, Effect.gen(function*() {
  const { directUrl } = yield* DatabaseAddress
  const pg = yield* PgClient.make({
    ...connectTo(directUrl),
    applicationName: name,
    maxConnections: 2,
    keepAlive: "10 seconds",
    // A wake-up may be lost: it needn't wait for the disk, where it would queue among the messages.
    startupParameters: { role: appRole, synchronous_commit: "off" }
  })
  return yield* relayBus({
    // Postgres takes 7,999 bytes. (https://www.postgresql.org/docs/current/sql-notify.html)
    maxBytes: 7999,
    send: (text) => pg.notify(name, text),
    receive: (onUp, take) => Effect.gen(function*() {
      const notifications = yield* pg.listen(name)
      yield* onUp
      return yield* Effect.forever(Effect.flatMap(Queue.take(notifications), ({ payload }) => take(payload)))
    })
  })
})).pipe(Layer.provide(Reactivity.layer))
