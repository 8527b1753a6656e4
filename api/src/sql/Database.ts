import * as PgClient from "@effect/sql-pg/PgClient"
import * as PgPool from "@effect/sql-pg/PgPool"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { SqlError } from "effect/sql/SqlError"
import * as String from "effect/String"
import { DatabaseAddress } from "./DatabaseAddress.ts"
import { connectTo } from "./databaseTls.ts"
import { DatabaseRefused, DatabaseTooOld, DatabaseUnreachable, serverWords } from "./DatabaseError.ts"
import { Epoch, settleEpoch } from "./Epoch.ts"
import { Isolation, proveIsolation } from "./isolation.ts"
import { Lines } from "./Lines.ts"
import { holdStartLock, migrate } from "./migrate.ts"
import { appRole, ensureRoles } from "./roles.ts"
import { limitPooledLogin, noTimeLimits, timeLimits } from "./timeLimits.ts"
import { upToDate } from "./upToDate.ts"
import { xid8, xid8Oid } from "./xid8.ts"

PgTypes.register(xid8Oid, xid8)

const oldestServer = 15
/** So long a proof of isolation answers for the next: whoever asks whether we are ready asks often. */
const proofHolds = "5 seconds"

const names = {
  applicationName: "cossistant",
  transformQueryNames: String.camelToSnake,
  transformResultNames: String.snakeToCamel,
  // The keys inside a jsonb value are the noun's own and stay as written.
  transformJson: false
}

/**
 * Makes a client that runs as the URL's own login whatever that login's default role is: for migrations, backups and repairs.
 * `DatabaseUnreachable` says why nobody answers, without the password.
 */
export const ownerClient = Effect.fn("sql.ownerClient")(function*(url: Redacted.Redacted) {
  const client = yield* PgClient.make({ ...names, ...connectTo(url), maxConnections: 1, startupParameters: { role: "none", ...noTimeLimits } })
  const [server] = yield* client<{ version: string }>`select current_setting('server_version') as version`.pipe(
    Effect.mapError((error) => new DatabaseUnreachable({ address: withoutSecrets(url), reason: serverWords(error) }))
  )
  if (Number.parseInt(server?.version ?? "0", 10) < oldestServer) {
    return yield* new DatabaseTooOld({ found: server?.version ?? "unknown", oldest: oldestServer })
  }
  return client
}, Effect.provide(Reactivity.layer))

/** Says what the server refused as a sentence about the database at this address. */
export const orRefused = (url: Redacted.Redacted) => <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.catchIf(
  work,
  (error): error is E & SqlError => error instanceof SqlError,
  (error) => {
    const { pathname, username } = new URL(Redacted.value(url))
    const login = decodeURIComponent(username)
    return Effect.fail(new DatabaseRefused({ database: decodeURIComponent(pathname.slice(1)) || login, login, reason: serverWords(error) }))
  }
)

const withoutSecrets = (url: Redacted.Redacted) => {
  const parsed = URL.parse(Redacted.value(url))
  return parsed === null ? "an address that is no URL" : `${parsed.host}${parsed.pathname}`
}

/** Brings a database up to this program: roles, migrations, epoch; all or nothing, one start at a time. */
export const prepare = Effect.fn("sql.prepare")(function*(url: Redacted.Redacted) {
  const client = yield* ownerClient(url)
  const settle = client.withTransaction(
    holdStartLock.pipe(Effect.andThen(ensureRoles), Effect.andThen(migrate()), Effect.andThen(settleEpoch()))
  )
  return yield* Effect.flatMap(upToDate, (epoch) => epoch === undefined ? settle : Effect.succeed(epoch)).pipe(
    Effect.provideService(SqlClient, client),
    orRefused(url)
  )
}, Effect.scoped)

/** How the server connects: every connection runs as the application's role, each statement and idle transaction is limited. */
const asApp = ({ pooled, url }: DatabaseAddress["Service"], more: Readonly<Record<string, string>> = {}) => ({
  ...connectTo(url),
  applicationName: names.applicationName,
  // A transaction pooler passes none on: there the login's defaults do it (the proof below and `limitPooledLogin` say how).
  ...(pooled ? { prepare: false } : {
    startupParameters: { role: appRole, ...timeLimits, ...more }
  })
})

/** A scoped client with a pool, as the server uses it. */
export const appClient = (address: DatabaseAddress["Service"], maxConnections = 10) =>
  PgClient.make({ ...names, ...asApp(address), maxConnections }).pipe(Effect.provide(Reactivity.layer))

/**
 * Its statements are few and seek few rows by their keys: planning them anew would cost more than they do, and so does the bitmap of one
 * row, which the planner takes for as cheap as the index itself.
 */
const line = (address: DatabaseAddress["Service"]) => PgPool.make({ ...asApp(address, { plan_cache_mode: "force_generic_plan", enable_bitmapscan: "off" }), maxConnections: 1 })

/**
 * The database as the server uses it: migrated, its epoch settled, and on its way to be proven to keep tenants apart.
 * Needs the address only. Names are snake_case in SQL and camelCase in rows.
 */
export const layer = Layer.effectContext(Effect.gen(function*() {
  const address = yield* DatabaseAddress
  const epoch = yield* prepare(address.directUrl)
  const client = yield* appClient(address)
  if (address.pooled) yield* Effect.provideService(limitPooledLogin, SqlClient, client)
  const reading = yield* Latch.make()
  const proven = yield* Effect.cachedWithTTL(Effect.provideService(proveIsolation(reading.open), SqlClient, client), proofHolds)
  // Waited for before anyone is let in (`isolated`): while the database reads, the features are built.
  yield* Effect.forkScoped(Effect.ensuring(Effect.ignore(proven), reading.open))
  yield* reading.await
  return Context.make(SqlClient, client).pipe(
    Context.add(PgClient.PgClient, client),
    Context.add(Lines, [yield* line(address), yield* line(address)] as const),
    Context.add(Epoch, epoch),
    Context.add(Isolation, { proven })
  )
}))
