import * as Effect from "effect/Effect"
import * as Migrator from "effect/sql/Migrator"
import { SqlClient } from "effect/sql/SqlClient"
import { SqlError } from "effect/sql/SqlError"
import { DatabaseTooNew, MigrationFailed, serverWords } from "./DatabaseError.ts"
import { migrations as ours } from "./migrations.ts"

// One arbitrary number that every version of the program agrees on.
const startLock = 4_271_889_001

/** Holds off every other start of the program on this database until the transaction ends. */
export const holdStartLock = Effect.gen(function*() {
  const sql = yield* SqlClient
  yield* sql`select pg_advisory_xact_lock(${startLock}::bigint)`
})

/**
 * Runs the migrations this database has not seen, all in the current transaction, as the current login.
 * A database with a migration this program doesn't know is refused untouched.
 */
export const migrate = Effect.fn("sql.migrate")(function*(migrations: typeof ours = ours) {
  const sql = yield* SqlClient
  const [table] = yield* sql<{ exists: boolean }>`select to_regclass('public.migration') is not null as exists`
  if (table?.exists === true) {
    const applied = yield* sql<{ id: number; name: string }>`select migration_id as id, name from migration order by migration_id`
    const unknown = applied.find(({ id, name }) => migrations.find((migration) => migration.id === id)?.name !== name)
    if (unknown !== undefined) {
      return yield* new DatabaseTooNew({ database: title(unknown), program: title(migrations[migrations.length - 1]) })
    }
    if (applied.length === migrations.length) return
    const last = applied[applied.length - 1]
    const skipped = migrations.find(({ id }) => id < (last?.id ?? 0) && !applied.some((row) => row.id === id))
    if (skipped !== undefined) {
      return yield* new MigrationFailed({
        migration: title(skipped),
        reason: `its number is below ${title(last)}, which this database already has; a new migration's number is the highest`
      })
    }
  } else {
    // As the migrator would; when the server refuses that, the migrator asks on in a broken transaction and loses the server's words.
    yield* sql`create table migration (migration_id integer primary key, created_at timestamptz not null default now(), name text not null)`
  }
  const run = Migrator.make({})({
    table: "migration",
    loader: Effect.succeed(migrations.map(({ id, name, sql }) => [id, name, Effect.succeed(runScript(sql))] as const))
  })
  yield* run.pipe(
    Effect.catchTag("MigrationError", ({ cause, message }) =>
      // What the login may not do is the database's matter, whichever migration meets it first.
      Effect.fail(cause instanceof SqlError && cause.reason._tag === "AuthorizationError"
        ? cause
        : new MigrationFailed({ migration: message.replace(/ failed$/, ""), reason: cause instanceof Error ? serverWords(cause) : "no reason given" })))
  )
})

/** Runs several statements at once: the wire's prepared form takes one, EXECUTE takes any number. */
export const runScript = Effect.fnUntraced(function*(script: string) {
  const sql = yield* SqlClient
  yield* sql`select set_config('app.script', ${script}, true)`
  yield* sql`do $$ begin execute current_setting('app.script'); end $$`
})

const title = (migration: { readonly id: number; readonly name: string } | undefined) =>
  migration === undefined ? "none" : `${String(migration.id).padStart(4, "0")}_${migration.name}`
