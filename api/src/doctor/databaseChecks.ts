import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { appClient } from "../sql/Database.ts"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { serverWords, whereWritesGo } from "../sql/DatabaseError.ts"
import { proveIsolation } from "../sql/isolation.ts"
import { migrations } from "../sql/migrations.ts"
import { appRole } from "../sql/roles.ts"
import { takesWrites } from "../sql/takesWrites.ts"
import { fine, type Finding, problem, warning } from "./Finding.ts"

/** Whether the database stands where this program expects it. */
export const migrationsApplied = Effect.gen(function*() {
  const sql = yield* SqlClient
  const [table] = yield* sql<{ exists: boolean }>`select to_regclass('public.migration') is not null as exists`
  const applied = table?.exists === true ? yield* sql<{ id: number; name: string }>`select migration_id as id, name from migration` : []
  const newer = applied.filter(({ id, name }) => migrations.find((known) => known.id === id)?.name !== name)
  const pending = migrations.filter(({ id }) => !applied.some((row) => row.id === id))
  if (newer.length > 0) {
    return [problem(
      "migrations",
      `The database has migrations this program doesn't know: ${list(newer)}.`,
      "Start the newer version of the program, or restore a backup made before it."
    )]
  }
  if (pending.length > 0) {
    const [own] = yield* sql<{ database: string; login: string; may: boolean | null }>`
      select quote_ident(current_database()) as database, quote_ident(current_user) as login,
        has_database_privilege(current_database(), 'create') and has_schema_privilege(to_regnamespace('public')::oid, 'create') as may`
    const open = `${pending.length} of ${migrations.length} migrations are still to run`
    return [own?.may === false
      ? problem("migrations", `${open}, and the login ${own.login} may not make their tables.`, `alter database ${own.database} owner to ${own.login};`)
      : problem("migrations", `${open}: ${list(pending)}.`, "Start the program; it runs them.")]
  }
  return [fine("migrations", `All ${migrations.length} have run.`)]
})

const list = (rows: ReadonlyArray<{ readonly name: string }>) => rows.map(({ name }) => name).join(", ")

/** Whether it can be written to. */
export const writable = takesWrites.pipe(
  Effect.as<ReadonlyArray<Finding>>([]),
  Effect.catchTag("TakesNoWrites", ({ message }) => Effect.succeed<ReadonlyArray<Finding>>([problem("database", message, whereWritesGo)]))
)

/** The same proof the program makes at start, over a connection like the server's own. */
export const tenantsApart = Effect.gen(function*() {
  const client = yield* Effect.flatMap(DatabaseAddress, appClient)
  yield* proveIsolation().pipe(Effect.provideService(SqlClient, client))
  return [fine("tenants", `Queries run as ${appRole}, and a read without a tenant finds nothing.`)]
}).pipe(
  Effect.catchTags({
    IsolationBroken: ({ findings }) => Effect.succeed<ReadonlyArray<Finding>>(findings.map(({ sql, what }) => problem("tenants", what, sql))),
    SqlError: (error) =>
      Effect.succeed([problem(
        "tenants",
        `A connection as ${appRole} was refused: ${serverWords(error)}.`,
        "Start the program once: it makes the role, or prints the SQL an administrator runs."
      )])
  }),
  Effect.scoped
)

/**
 * The oldest writing transaction of the whole cluster holds every sync token back, so clients read the same rows again and
 * again. Ours are short; each one open for longer is a finding.
 */
export const oldestWriter = Effect.fnUntraced(function*(longerThanSeconds: number) {
  const sql = yield* SqlClient
  const [login] = yield* sql<{ name: string; sees: boolean }>`
    select quote_ident(current_user) as name, pg_has_role(current_user, 'pg_read_all_stats', 'usage') as sees`
  const writers = yield* sql<{ what: string; seconds: number; fix: string }>`
    select coalesce(nullif(application_name, ''), 'a client') || ' (process ' || pid || ', database ' || datname || ', ' || state || ')' as what,
      extract(epoch from clock_timestamp() - xact_start)::int as seconds, 'select pg_terminate_backend(' || pid || ');' as fix
    from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid()
    union all
    select 'the prepared transaction ' || quote_literal(gid), extract(epoch from clock_timestamp() - prepared)::int, 'rollback prepared ' || quote_literal(gid) || ';'
    from pg_prepared_xacts order by seconds desc`
  const found: Array<Finding> = writers.filter(({ seconds }) => seconds > longerThanSeconds)
    .map(({ fix, seconds, what }) => problem(
      "oldest writer",
      `${what} has kept a writing transaction open for ${seconds} s.`,
      `End it there, or run: ${fix}`
    ))
  if (login?.sees !== true) {
    found.push(warning("oldest writer", "Other logins' transactions can't be seen.", `grant pg_read_all_stats to ${login?.name ?? "the_login"};`))
  }
  if (found.length > 0) return found
  return [fine("oldest writer", writers[0] === undefined ? "No other transaction is writing." : `The oldest has been writing for ${writers[0].seconds} s.`)]
})

/** Work of all sites and of accounts that waits for a provider, or was given up. */
export const backlog = Effect.fnUntraced(function*(longerThanSeconds: number) {
  const sql = yield* SqlClient
  const [row] = yield* sql<{ oldest: number; dead: number; letters: number; why: string | null }>`
    select oldest_seconds as oldest, dead, mail.letters, mail.why from job_backlog(),
      jsonb_to_record(mail_backlog()) as mail (letters integer, why text)`
  const found: Array<Finding> = []
  if (row !== undefined && row.dead > 0) {
    found.push(warning("work", `${row.dead} jobs were given up.`, "See why under Settings → System of the site, and try them again there."))
  }
  if (row !== undefined && row.letters > 0) {
    found.push(warning("work", `${row.letters} letters failed and wait for their next try: ${row.why}`, "Put that right; they leave by themselves."))
  }
  if (row !== undefined && row.oldest > longerThanSeconds) {
    found.push(warning("work", `The oldest job has been due for ${Math.round(row.oldest)} s.`, "Start the server, or another process; the log says what fails."))
  }
  return found.length > 0 ? found : [fine("work", "Nothing waits for long and nothing was given up.")]
})

/** Sites whose unsigned identities are believed: the documented behaviour, which the owner chose. */
export const identityOff = Effect.gen(function*() {
  const sql = yield* SqlClient
  const sites = yield* sql<{ name: string }>`select name from website where identity_verification = 'off' order by name`
  return sites.length === 0
    ? [fine("identity", "Every site wants proof before a known contact is shown.")]
    : [warning(
      "identity",
      `Anybody can claim to be a contact of ${list(sites)}: identity verification is off.`,
      "Settings → Developers: choose optional or required, and sign identities on your server."
    )]
})
