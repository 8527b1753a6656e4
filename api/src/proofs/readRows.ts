import * as Effect from "effect/Effect"
import type { SqlClient } from "effect/sql/SqlClient"

/**
 * Rows of a table that `effect` read from it or by its indexes, as this backend counted them; together with what it answered. To be asked
 * within a transaction, whose role decides which policies hold. (https://www.postgresql.org/docs/current/monitoring-stats.html)
 */
export const readRows = Effect.fnUntraced(function*<A, E, R>(sql: SqlClient, table: string, effect: Effect.Effect<A, E, R>) {
  const counted = Effect.map(
    sql<{ rows: number }>`select (seq_tup_read + idx_tup_fetch)::integer as rows from pg_stat_xact_user_tables where relname = ${table}`,
    ([row]) => row?.rows ?? Infinity
  )
  const before = yield* counted
  const answer = yield* effect
  return { answer, rows: (yield* counted) - before }
})
