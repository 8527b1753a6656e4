import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { randomUUID } from "node:crypto"
import { TestDatabase } from "../testing/TestDatabase.ts"
import * as Database from "./Database.ts"
import { migrate } from "./migrate.ts"
import { migrations } from "./migrations.ts"

const applied = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  return (yield* admin<{ migration_id: number }>`select migration_id from migration order by 1`).map((row) => row.migration_id)
})

/** A login that may do nothing but log in, for as long as the scope. */
const plainLogin = Effect.fnUntraced(function*(admin: TestDatabase["Service"]["admin"], url: Redacted.Redacted) {
  const login = `plain_${randomUUID().replaceAll("-", "")}`
  yield* Effect.acquireRelease(
    admin.unsafe(`create role ${login} login password 'secret'`),
    () => Effect.orDie(Effect.andThen(admin.unsafe(`drop owned by ${login}`), admin.unsafe(`drop role ${login}`)))
  )
  const address = new URL(Redacted.value(url))
  address.username = login
  address.password = "secret"
  return { login, url: Redacted.make(address.href) }
})

const numbers = migrations.map(({ id }) => id)

describe("Migrations", () => {
  it("are numbered upwards, each number once", () => {
    assert.deepStrictEqual(numbers, [...new Set(numbers)].sort((a, b) => a - b))
  })

  it.live("run once on an empty database, however many programs start at the same time and again", () =>
    Effect.gen(function*() {
      const { url } = yield* TestDatabase
      yield* Effect.all([Database.prepare(url), Database.prepare(url), Database.prepare(url)], { concurrency: "unbounded" })
      yield* Database.prepare(url)
      assert.deepStrictEqual(yield* applied, numbers)
    }).pipe(Effect.provide(TestDatabase.layerEmpty)))

  it.live("refuse a database that a newer program migrated, and leave it as it is", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      yield* admin`insert into migration (migration_id, name) values (9001, 'from_the_future')`
      const refused = yield* Effect.flip(Database.prepare(url))
      assert.strictEqual(refused._tag, "DatabaseTooNew")
      assert.include(refused.message, "9001_from_the_future")
      assert.deepStrictEqual(yield* applied, [...numbers, 9001])
    }).pipe(Effect.provide(TestDatabase.layerDatabase)))

  it.live("leave nothing of a failed one behind and say what the server said", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      const client = yield* Database.ownerClient(url)
      const broken = [...migrations,
        { id: 9001, name: "good", sql: "create table good (id text)" },
        { id: 9002, name: "bad", sql: "create table half (id text); select nonsense" }]
      const failed = yield* Effect.flip(client.withTransaction(migrate(broken)).pipe(Effect.provideService(SqlClient, client)))
      assert.strictEqual(failed._tag, "MigrationFailed")
      assert.include(failed.message, `column "nonsense" does not exist`)
      assert.deepStrictEqual(yield* applied, numbers)
      assert.deepStrictEqual(yield* admin`select to_regclass('good') as good, to_regclass('half') as half`, [{ good: null, half: null }])
    }).pipe(Effect.scoped, Effect.provide(TestDatabase.layerDatabase)))
})

describe("A new migration", () => {
  it.live("with a number below one the database has is refused, not skipped", () =>
    Effect.gen(function*() {
      const { url } = yield* TestDatabase
      const client = yield* Database.ownerClient(url)
      const late = [{ id: 0, name: "late", sql: "create table late (id text)" }, ...migrations]
      const failed = yield* Effect.flip(client.withTransaction(migrate(late)).pipe(Effect.provideService(SqlClient, client)))
      assert.strictEqual(failed._tag, "MigrationFailed")
      assert.include(failed.message, "0000_late")
    }).pipe(Effect.scoped, Effect.provide(TestDatabase.layerDatabase)))
})

describe("A database that can't be used", () => {
  it.live("is named without its password", () =>
    Effect.gen(function*() {
      const refused = yield* Effect.flip(Database.prepare(Redacted.make("postgres://someone:hunter2@127.0.0.1:1/support")))
      assert.strictEqual(refused._tag, "DatabaseUnreachable")
      assert.include(refused.message, "127.0.0.1:1/support")
      assert.notInclude(refused.message, "hunter2")
    }))

  it.live("that belongs to somebody else is named with the SQL that gives it to the login", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      const { login, url: theirs } = yield* plainLogin(admin, url)
      yield* admin.unsafe(`grant cossistant_app, cossistant_system, cossistant_auth to ${login}`)
      const refused = yield* Effect.flip(Database.prepare(theirs))
      assert.strictEqual(refused._tag, "DatabaseRefused")
      assert.include(refused.message, "permission denied for schema public")
      assert.include(refused.message, `owner to ${login};`)
      yield* admin.unsafe(/alter database .*;/.exec(refused.message)?.[0] ?? "")
      yield* Database.prepare(theirs)
      yield* admin.unsafe(`reassign owned by ${login} to current_user`)
    }).pipe(Effect.scoped, Effect.provide(TestDatabase.layerEmpty)))

  it.live("that takes no writes is told so", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      yield* admin.unsafe(`alter database ${new URL(Redacted.value(url)).pathname.slice(1)} set default_transaction_read_only = on`)
      const refused = yield* Effect.flip(Database.prepare(url))
      assert.strictEqual(refused._tag, "DatabaseRefused")
      assert.include(refused.message, "read-only transaction")
      assert.include(refused.message, "DATABASE_URL")
    }).pipe(Effect.provide(TestDatabase.layerEmpty)))

  it.live("tells an administrator how to make the roles the login may not make", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      const { login, url: theirs } = yield* plainLogin(admin, url)
      const refused = yield* Effect.flip(Database.prepare(theirs))
      assert.strictEqual(refused._tag, "RolesMissing")
      assert.include(refused.message, `grant cossistant_app to ${login};`)
    }).pipe(Effect.scoped, Effect.provide(TestDatabase.layerEmpty)))
})
