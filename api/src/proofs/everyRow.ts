import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"

/** All that the database holds, row by row with its table's name: binary columns as hex, as Postgres writes them. */
export const everyRow = (admin: PgClient.PgClient): Effect.Effect<ReadonlyArray<string>> => Effect.orDie(Effect.gen(function*() {
  const tables = yield* admin<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`
  const rows = yield* Effect.forEach(tables, ({ name }) =>
    Effect.map(admin.unsafe<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`), (rows) => rows.map(({ row }) => `${name} ${row}`)))
  return rows.flat()
}))
