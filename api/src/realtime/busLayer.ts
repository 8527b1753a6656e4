import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { SqlError } from "effect/sql/SqlError"
import type { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import type { Bus } from "./Bus.ts"
import * as memory from "./memory.ts"
import * as postgres from "./postgres.ts"
import * as redis from "./redis.ts"

const buses = { memory: memory.layer, postgres: postgres.layer, redis: redis.layer }

/** The bus named by `REALTIME_BUS` (default `postgres`): the only place that knows there is more than one. */
export const layer = Layer.unwrap(Effect.gen(function*() {
  const name = yield* Config.Literals(["postgres", "memory", "redis"], "REALTIME_BUS").pipe(Config.withDefault("postgres" as const))
  const chosen: Layer.Layer<Bus, Config.ConfigError | SqlError, DatabaseAddress> = buses[name]
  return chosen
}))
