import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { TestDatabase } from "../testing/TestDatabase.ts"
import * as Database from "./Database.ts"
import { DatabaseAddress } from "./DatabaseAddress.ts"

/** A login that is no more than that, with the role a pooler's login wants, and its server as seen through a pooler: no startup parameter arrives. */
const behindPooler = Effect.gen(function*() {
  const { admin, url } = yield* TestDatabase
  const login = `pooled_${new URL(Redacted.value(url)).pathname.slice(1)}`
  const through = new URL(Redacted.value(url))
  const database = through.pathname.slice(1)
  yield* Effect.acquireRelease(
    Effect.andThen(
      admin.unsafe(`create role ${login} login password 'pooled' in role cossistant_app`),
      admin.unsafe(`alter role ${login} in database ${database} set role = 'cossistant_app'`)
    ),
    () => Effect.orDie(Effect.andThen(admin.unsafe(`alter role ${login} in database ${database} reset all`), admin.unsafe(`drop role ${login}`)))
  )
  through.username = login
  through.password = "pooled"
  const address = { ...(yield* Effect.provide(DatabaseAddress, DatabaseAddress.layerUrl(url))), url: Redacted.make(through.href), pooled: true }
  return { admin, address, login, database, directUrl: url }
})

const limits = Effect.gen(function*() {
  const sql = yield* SqlClient
  const [row] = yield* sql<{ role: string; statement: string; lock: string; idle: string }>`
    select current_user as role, current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle`
  return row
})

/** What the next connection of the server has, once it was started on this address. */
const afterStart = (address: DatabaseAddress["Service"]) => Effect.gen(function*() {
  yield* Effect.scoped(Layer.build(Layer.fresh(Database.layer).pipe(Layer.provide(Layer.succeed(DatabaseAddress, address)))))
  return yield* Effect.scoped(Effect.flatMap(Database.appClient(address), (client) => Effect.provideService(limits, SqlClient, client)))
})

describe("Behind a transaction pooler", () => {
  it.live("statements, locks and idle transactions are limited as on a direct connection", () =>
    Effect.gen(function*() {
      const { address, directUrl } = yield* behindPooler
      const direct = { ...address, url: directUrl, pooled: false }
      const wanted = yield* Effect.scoped(Effect.flatMap(Database.appClient(direct), (client) => Effect.provideService(limits, SqlClient, client)))
      assert.deepStrictEqual(wanted, { role: "cossistant_app", statement: "30s", lock: "10s", idle: "15s" })
      assert.deepStrictEqual(yield* afterStart(address), wanted)
      // Once more: nothing is left to do.
      assert.deepStrictEqual(yield* afterStart(address), wanted)
    }).pipe(Effect.scoped, Effect.provide(TestDatabase.layerDatabase)))

  it.live("a limit that an operator chose for the login stays", () =>
    Effect.gen(function*() {
      const { address, admin, database, login } = yield* behindPooler
      yield* admin.unsafe(`alter role ${login} in database ${database} set statement_timeout = '5s'`)
      yield* admin.unsafe(`alter role ${login} set lock_timeout = '3s'`)
      assert.deepStrictEqual(yield* afterStart(address), { role: "cossistant_app", statement: "5s", lock: "3s", idle: "15s" })
    }).pipe(Effect.scoped, Effect.provide(TestDatabase.layerDatabase)))

  it.live("migrations and backups, which take as long as they take, have none, whatever the login's defaults are", () =>
    Effect.gen(function*() {
      const { admin, database, directUrl } = yield* behindPooler
      const owner = new URL(Redacted.value(directUrl)).username
      yield* admin.unsafe(`alter role ${owner} in database ${database} set statement_timeout = '30s'`)
      yield* Effect.addFinalizer(() => Effect.orDie(admin.unsafe(`alter role ${owner} in database ${database} reset all`)))
      const found = yield* Effect.scoped(Effect.flatMap(Database.ownerClient(directUrl), (client) => Effect.provideService(limits, SqlClient, client)))
      assert.deepStrictEqual(found, { role: owner, statement: "0", lock: "0", idle: "0" })
    }).pipe(Effect.scoped, Effect.provide(TestDatabase.layerDatabase)))
})
