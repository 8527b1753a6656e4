import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { serverWords } from "./DatabaseError.ts"
import { holdStartLock } from "./migrate.ts"

/** How long the server's own statements, waits for locks and idle transactions may take: all it does is short, and the oldest writer holds others back. */
export const timeLimits = { statement_timeout: "30s", lock_timeout: "10s", idle_in_transaction_session_timeout: "15s" } as const

/** For migrations, backups and repairs, which take as long as they take whatever the login's defaults are. */
export const noTimeLimits = { statement_timeout: "0", lock_timeout: "0", idle_in_transaction_session_timeout: "0" } as const

/**
 * Gives the login of a transaction pooler these limits as its defaults in this database, where it has none of its own: a
 * pooler passes no startup parameter on, and setting them in each transaction would cost a round trip. Asked through the
 * pooler, which alone knows the login; connections that the pooler had before get them when it replaces them.
 * Where the login may not, the log has the statements. (https://www.postgresql.org/docs/current/sql-alterrole.html)
 */
export const limitPooledLogin = Effect.gen(function*() {
  const sql = yield* SqlClient
  const missing = sql<{ statement: string }>`
    select format('alter role %I in database %I set %I = %L', session_user, current_database(), wanted.key, wanted.value) as statement
    from jsonb_each_text(${JSON.stringify(timeLimits)}::jsonb) wanted
    where not exists (select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) known
      where r.rolname = session_user and s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and known like wanted.key || '=%')
    order by wanted.key`
  const found = yield* missing
  if (found.length === 0) return
  yield* sql.withTransaction(Effect.gen(function*() {
    yield* holdStartLock
    // A login may change its own defaults, the application's role may change nobody's.
    yield* sql`set local role none`
    for (const { statement } of yield* missing) yield* sql.unsafe(statement)
  })).pipe(Effect.catch((error) => Effect.logWarning(
    `Nothing limits how long the server's statements may take behind this pooler (${serverWords(error)}). An administrator runs:\n${
      found.map(({ statement }) => `${statement};`).join("\n")}`
  )))
})
