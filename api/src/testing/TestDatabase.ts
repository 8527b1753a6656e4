import type * as PgClient from "@effect/sql-pg/PgClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { randomBytes } from "node:crypto"
import { pid } from "node:process"
import type { EmbeddedPostgres } from "../embedded/EmbeddedPostgres.ts"
import * as Database from "../sql/Database.ts"
import { DatabaseAddress } from "../sql/DatabaseAddress.ts"
import { ensureTemplate } from "./template.ts"
import { databaseUrl, superuserClient, testServer } from "./testServer.ts"

const make = Effect.fnUntraced(function*(server: EmbeddedPostgres, template: string) {
  const name = `test_${pid}_${randomBytes(6).toString("hex")}`
  // A client for each: one that was idle for minutes has no connection, and can't make one while its scope closes.
  const run = (statement: string) =>
    Effect.scoped(Effect.flatMap(superuserClient(server.superuserUrl), (maintenance) => maintenance.unsafe(statement).unprepared))
  yield* Effect.acquireRelease(
    run(`create database ${name} template ${template} owner cossistant`),
    () => Effect.orDie(run(`drop database if exists ${name} with (force)`))
  )
  return { url: databaseUrl(server.url, name), admin: yield* superuserClient(databaseUrl(server.superuserUrl, name)) }
})

/** A database of the test's own, dropped with the layer. */
export class TestDatabase extends Context.Service<TestDatabase, {
  /** The owner's address, as an operator would set `DATABASE_URL`: for servers started as a child. */
  readonly url: Redacted.Redacted
  /** A superuser's client on the same database: sees every tenant's rows, for assertions; names as written in SQL. */
  readonly admin: PgClient.PgClient
}>()("api/testing/TestDatabase") {
  /** The database alone, migrated, with nothing of the program connected to it. */
  static readonly layerDatabase = Layer.effect(TestDatabase, Effect.flatMap(testServer, (server) =>
    Effect.flatMap(ensureTemplate(server), (template) => make(server, template)))).pipe(Layer.orDie)

  /** A database that was never migrated. */
  static readonly layerEmpty = Layer.effect(TestDatabase, Effect.flatMap(testServer, (server) => make(server, "template0"))).pipe(Layer.orDie)

  /** Exactly what the server gets from its database (SqlClient and PgClient as the application's role, Epoch), on a database of the test's own. */
  static readonly layer = Database.layer.pipe(
    Layer.provideMerge(Layer.unwrap(Effect.map(TestDatabase, ({ url }) => DatabaseAddress.layerUrl(url)))),
    Layer.provideMerge(TestDatabase.layerDatabase),
    Layer.orDie
  )
}
