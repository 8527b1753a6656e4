import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { createHash } from "node:crypto"
import { kill } from "node:process"
import type { EmbeddedPostgres } from "../embedded/EmbeddedPostgres.ts"
import { prepare } from "../sql/Database.ts"
import { migrations } from "../sql/migrations.ts"
import { databaseUrl, superuserClient } from "./testServer.ts"

const templateName = `template_${
  createHash("sha256").update(migrations.map(({ id, name, sql }) => `${id} ${name}\n${sql}`).join("\n")).digest("hex").slice(0, 16)
}`
const building = "template_being_built"
const kept = 6

/** The name of a migrated, empty database to copy from: built by whoever comes first, once per set of migrations. */
export const ensureTemplate = Effect.fn("testing.ensureTemplate")(function*(server: EmbeddedPostgres) {
  const admin = yield* superuserClient(server.superuserUrl)
  yield* admin.reserve.pipe(Effect.flatMap((connection) => Effect.gen(function*() {
    const run = (statement: string) => connection.executeUnprepared(statement, [], undefined)
    yield* run("select pg_advisory_lock(815)")
    const templates = yield* admin<{ datname: string }>`
      select datname from pg_database where datname like 'template\\_%' order by oid desc`
    yield* dropLeftovers(run)
    if (templates.some(({ datname }) => datname === templateName)) return
    yield* run(`drop database if exists ${building} with (force)`)
    yield* run(`create database ${building} owner cossistant`)
    yield* prepareTemplate(databaseUrl(server.url, building))
    yield* run(`alter database ${building} rename to ${templateName}`)
    for (const { datname } of templates.slice(kept)) yield* run(`drop database if exists ${datname}`)
  })), Effect.scoped)
  return templateName
}, Effect.scoped)

/** Databases whose test process was killed before it could drop them; their name tells the process. */
const dropLeftovers = Effect.fnUntraced(function*<E>(run: (statement: string) => Effect.Effect<ReadonlyArray<object>, E>) {
  for (const { datname } of decodeNames(yield* run("select datname from pg_database where datname like 'test\\_%'"))) {
    if (!isAlive(Number(datname.split("_")[1]))) yield* run(`drop database if exists ${datname} with (force)`)
  }
})

const decodeNames = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ datname: Schema.String })))

const isAlive = (process: number) => {
  try {
    return kill(process, 0)
  } catch {
    return false
  }
}

/** A template has no history of its own, else every copy would find itself in another epoch than its own. */
const prepareTemplate = Effect.fnUntraced(function*(url: Redacted.Redacted) {
  yield* prepare(url)
  const client = yield* superuserClient(url)
  yield* client`delete from epoch`
}, Effect.scoped)
