import { assert, layer } from "@effect/vitest"
import { getMigrations } from "better-auth/db/migration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { Pool } from "pg"
import { betterAuthTables } from "../sql/migrations/0005_members.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { tableOptions } from "./betterAuth.ts"

/** The SQL better-auth would run in a schema of the test's database to have what it needs. */
const compile = Effect.fnUntraced(function*(schema: string) {
  const { url } = yield* TestDatabase
  const pool = yield* Effect.acquireRelease(
    Effect.sync(() => new Pool({ connectionString: Redacted.value(url), max: 1, options: `-c search_path=${schema}` }).on("error", () => {})),
    (pool) => Effect.promise(() => pool.end())
  )
  return yield* Effect.promise(async () => (await getMigrations({
    ...tableOptions,
    database: pool,
    baseURL: "http://localhost",
    secret: "a secret of at least thirty-two characters",
    emailAndPassword: { enabled: true },
    logger: { disabled: true }
  })).compileMigrations())
}, Effect.scoped)

layer(TestDatabase.layerDatabase, { excludeTestServices: true })("The tables of better-auth", (it) => {
  it.effect("are word for word those its installed version wants", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* admin`create schema empty authorization cossistant`
      assert.strictEqual(yield* compile("empty"), betterAuthTables.trim())
    }))

  it.effect("lack nothing after our migrations", () =>
    Effect.gen(function*() {
      assert.strictEqual((yield* compile("auth")).replace(";", "").trim(), "")
    }))
})
