import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import { until } from "./until.ts"

/** Done once another connection waits for what the transaction at hand holds: to be asked within one of `admin`'s. */
export const somebodyWaits = (admin: PgClient.PgClient) =>
  until(Effect.map(admin`select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`, (waiting) => waiting.length > 0))
