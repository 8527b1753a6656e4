import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"

/** A table to carry over. Its names are quoted where they must be. */
export interface BackupTable {
  readonly name: string
  readonly columns: ReadonlyArray<string>
  readonly types: ReadonlyArray<string>
}

/** Every table with rows of ours, from the catalogue; without what a restore makes anew: its own migrations and epoch. */
export const backupTables = Effect.gen(function*() {
  const sql = yield* SqlClient
  return yield* sql<BackupTable>`
    select format('%I.%I', n.nspname, c.relname) as name,
      array_agg(quote_ident(a.attname) order by a.attnum) as columns, array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and not (n.nspname = 'public' and c.relname in ('migration', 'epoch', 'database_start'))
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    group by 1 order by 1`
})

/** How values are written as text, so that every server reads them alike (as a COPY between servers would). */
export const plainText = Effect.gen(function*() {
  const sql = yield* SqlClient
  yield* sql`select set_config('datestyle', 'ISO', true), set_config('intervalstyle', 'postgres', true),
    set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)`
})

/** Where a table's rows stand in the backup's folder. */
export const rowsFile = (table: string) => `tables/${table.replaceAll("\"", "")}.jsonl.gz`
