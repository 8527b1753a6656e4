import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { createHash } from "node:crypto"
import type { EmbeddedPostgres } from "../embedded/EmbeddedPostgres.ts"
import { isAlive } from "../embedded/isAlive.ts"
import { prepare } from "../sql/Database.ts"
import { migrations } from "../sql/migrations.ts"
import { guards } from "./guards.ts"
import { databaseUrl, superuserClient } from "./testServer.ts"

const templateName = `template_${
  createHash("sha256").update([...migrations.map(({ id, name, sql }) => `${id} ${name}\n${sql}`), ...guards].join("\n")).digest("hex").slice(0, 16)
}`
const building = "template_being_built"
const kept = 6

/** The name of a migrated, empty database to copy from: built by whoever comes first, once per set of migrations. */
export const ensureTemplate = Effect.fn("testing.ensureTemplate")(function*(server: EmbeddedPostgres) {
  const admin = yield* superuserClient(server.superuserUrl)
  const run = (statement: string) => admin.unsafe(statement).unprepared
  // Held by this connection until the scope ends: one process at a time builds and tidies.
  const lock = yield* admin.reserve
  yield* lock.executeUnprepared("select pg_advisory_lock(815)", [], undefined)
  const databases = yield* admin<{ name: string }>`select datname as name from pg_database order by oid desc`
  for (const { name } of databases.filter(isLeftover)) yield* run(`drop database if exists ${name} with (force)`)
  if (databases.some(({ name }) => name === templateName)) return templateName
  yield* run(`drop database if exists ${building} with (force)`)
  yield* run(`create database ${building} owner cossistant`)
  yield* prepareTemplate(databaseUrl(server.url, building))
  yield* run(`alter database ${building} rename to ${templateName}`)
  for (const { name } of databases.filter(({ name }) => name.startsWith("template_")).slice(kept)) {
    yield* run(`drop database if exists ${name}`)
  }
  return templateName
}, Effect.scoped)

/** A test's database whose process was killed before it could drop it; the name tells the process. */
const isLeftover = ({ name }: { readonly name: string }) => name.startsWith("test_") && !isAlive(Number(name.split("_")[1]))

/** A template has no history of its own, else every copy would find itself in another epoch than its own. */
const prepareTemplate = Effect.fnUntraced(function*(url: Redacted.Redacted) {
  yield* prepare(url)
  const client = yield* superuserClient(url)
  yield* client`delete from epoch`
  for (const guard of guards) yield* client.unsafe(guard).unprepared
}, Effect.scoped)
