import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { systemRole } from "./roles.ts"

/**
 * Which history this database is on (design: a sync token is epoch and transaction id). A token of another epoch must be
 * answered with Reload: its transaction ids count in another history.
 */
export class Epoch extends Context.Service<Epoch, { readonly id: string }>()("api/sql/Epoch") {}

/**
 * Reads the epoch and, when the stored one differs (a logical restore, a copied database, a promoted standby), stamps the
 * rows whose transaction ids lie ahead of this history anew, before any token is given out: they would otherwise come with
 * every sync until this history has caught up, and hide changes from tokens in between.
 */
export const settleEpoch = Effect.fn("sql.settleEpoch")(function*() {
  const sql = yield* SqlClient
  const [now] = yield* sql<{ id: string; stored: string | null }>`
    select current_epoch() as id, (select id from epoch) as stored`
  if (now === undefined) return yield* Effect.die(new Error("The epoch can't be read."))
  if (now.stored === now.id) return { id: now.id }
  if (now.stored !== null) yield* stampAhead
  yield* sql`insert into epoch (id) values (${now.id}) on conflict (singleton) do update set id = excluded.id, since = now()`
  return { id: now.id }
})

/** Every column that holds a transaction id; as the system role, since the policies bind the login too. */
const stampAhead = Effect.gen(function*() {
  const sql = yield* SqlClient
  const columns = yield* sql<{ table: string; name: string }>`
    select format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.atttypid = 'xid8'::regtype and not a.attisdropped and c.relkind in ('r', 'p') and n.nspname = 'public'`
  yield* sql`set local role ${sql.literal(systemRole)}`
  for (const { name, table } of columns) {
    const [target, column] = [sql.literal(table), sql.literal(name)]
    yield* sql`update ${target} set ${column} = pg_current_xact_id() where ${column} > pg_current_xact_id()`
  }
  yield* sql`set local role none`
})
