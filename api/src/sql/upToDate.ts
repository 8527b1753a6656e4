import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { migrations } from "./migrations.ts"
import { roles } from "./roles.ts"

/**
 * The epoch of a database that is exactly as this program would leave it: nothing to lock, to make or to migrate. Undefined
 * for any other, an empty one too, which is asked for nothing it hasn't: its log is the operator's.
 */
export const upToDate = Effect.gen(function*() {
  const sql = yield* SqlClient
  const [there] = yield* sql<{ isMade: boolean }>`
    select to_regclass('public.epoch') is not null and to_regclass('public.migration') is not null as is_made`
  if (there?.isMade !== true) return undefined
  const [row] = yield* sql<{ id: string }>`
    select id from epoch where id = current_epoch()
      and (select array_agg(migration_id || '_' || name order by migration_id) from migration) = ${migrations.map(({ id, name }) => `${id}_${name}`)}::text[]
      and (select count(*) from pg_roles where rolname = any (${roles}) and pg_has_role(current_user, oid, 'usage')) = ${roles.length}`
  return row
}).pipe(Effect.orElseSucceed(() => undefined))
