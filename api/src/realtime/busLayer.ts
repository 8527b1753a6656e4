import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { SqlError } from "effect/sql/SqlError"
import type { SettingsError } from "../settings/SettingsError.ts"
import { oneOf } from "../settings/values.ts"
import type { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import type { Bus } from "./Bus.ts"
import * as memory from "./memory.ts"
import * as postgres from "./postgres.ts"
import * as redis from "./redis.ts"

const buses = { memory: memory.layer, postgres: postgres.layer, redis: redis.layer }

/** `REALTIME_BUS`: `postgres` unless set; `redis` wants its address. */
export const choice = Effect.tap(
  oneOf("REALTIME_BUS", ["postgres", "memory", "redis"], "postgres"),
  (name) => name === "redis" ? redis.address : Effect.void
)

/** The bus named by `REALTIME_BUS` (default `postgres`): the only place that knows there is more than one. */
export const layer = Layer.unwrap(Effect.gen(function*() {
  const chosen: Layer.Layer<Bus, SettingsError | SqlError, DatabaseAddress> = buses[yield* choice]
  return chosen
}))
