import { assert, layer } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { SqlClient } from "effect/sql/SqlClient"
import { layerWithNotes } from "../testing/noteTable.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type TenantScope, withTenant } from "./Tenant.ts"

const live = (websiteId: string): TenantScope => ({ websiteId, data: "live" })

const write = (id: string, websiteId: string) =>
  Effect.flatMap(SqlClient, (sql) => sql`insert into note ${sql.insert({ id, websiteId })}`)

const ids = (prefix: string) =>
  Effect.gen(function*() {
    const sql = yield* SqlClient
    return (yield* sql<{ id: string }>`select id from note where starts_with(id, ${prefix}) order by id`).map(({ id }) => id)
  })

layer(layerWithNotes)("A tenant scope", (it) => {
  it.effect("shows a website its own rows and nothing without a website", () =>
    Effect.gen(function*() {
      yield* withTenant(live("a"), write("see-1", "a"))
      yield* withTenant(live("b"), write("see-2", "b"))
      assert.deepStrictEqual(yield* withTenant(live("a"), ids("see")), ["see-1"])
      assert.deepStrictEqual(yield* withTenant(live("b"), ids("see")), ["see-2"])
      assert.deepStrictEqual(yield* ids("see"), [])
    }))

  it.effect("keeps test rows and live rows apart, and shows both to members", () =>
    Effect.gen(function*() {
      yield* withTenant(live("a"), write("kind-1", "a"))
      yield* withTenant({ websiteId: "a", data: "test" }, write("kind-2", "a"))
      assert.deepStrictEqual(yield* withTenant(live("a"), ids("kind")), ["kind-1"])
      assert.deepStrictEqual(yield* withTenant({ websiteId: "a", data: "test" }, ids("kind")), ["kind-2"])
      assert.deepStrictEqual(yield* withTenant({ websiteId: "a", data: "all" }, ids("kind")), ["kind-1", "kind-2"])
    }))

  it.effect("refuses a row of another website and touches none of its rows", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const sql = yield* SqlClient
      yield* withTenant(live("b"), write("theirs-1", "b"))
      assert.isTrue(Exit.isFailure(yield* Effect.exit(withTenant(live("a"), write("theirs-2", "b")))))
      yield* withTenant(live("a"), sql`update note set body = 'mine now' where id = 'theirs-1'`)
      yield* withTenant(live("a"), sql`delete from note where id = 'theirs-1'`)
      assert.deepStrictEqual(yield* admin`select id, body from note where starts_with(id, 'theirs')`, [{ id: "theirs-1", body: "" }])
    }))

  it.effect("leaves nothing behind on the connection, whether it ends well or not", () =>
    Effect.gen(function*() {
      yield* withTenant(live("a"), write("left-1", "a"))
      yield* Effect.exit(withTenant(live("a"), Effect.andThen(write("left-2", "a"), Effect.fail("no"))))
      const everywhere = yield* Effect.all(Array.from({ length: 20 }, () => ids("left")), { concurrency: "unbounded" })
      assert.deepStrictEqual(everywhere.flat(), [])
      assert.deepStrictEqual(yield* withTenant(live("a"), ids("left")), ["left-1"])
    }))

  it.effect("joins a scope of the same tenant and refuses to open inside another tenant's", () =>
    Effect.gen(function*() {
      const joined = yield* withTenant(live("a"), Effect.andThen(write("nest-1", "a"), withTenant(live("a"), ids("nest"))))
      assert.deepStrictEqual(joined, ["nest-1"])
      const mixed = yield* Effect.exit(withTenant(live("a"), withTenant(live("b"), ids("nest"))))
      assert.isTrue(Exit.isFailure(mixed) && Cause.hasDies(mixed.cause))
      const widened = yield* Effect.exit(withTenant(live("a"), withTenant({ websiteId: "a", data: "all" }, ids("nest"))))
      assert.isTrue(Exit.isFailure(widened))
    }))

  it.effect("hands on the work's own errors", () =>
    Effect.gen(function*() {
      assert.strictEqual(yield* Effect.flip(withTenant(live("a"), Effect.fail("not found" as const))), "not found")
    }))

  it.effect("gives a changed row the next version and the changing transaction", () =>
    Effect.gen(function*() {
      const sql = yield* SqlClient
      yield* withTenant(live("a"), write("stamp-1", "a"))
      const rows = yield* withTenant(live("a"), sql<{ version: number; now: boolean }>`
        update note set body = 'changed' where id = 'stamp-1' returning version, changed_in = pg_current_xact_id() as now`)
      assert.deepStrictEqual(rows, [{ version: 2, now: true }])
    }))

  it.effect("reads and writes a transaction id as the number it is", () =>
    Effect.gen(function*() {
      const sql = yield* SqlClient
      const largest = "18446744073709551615"
      const rows = yield* sql<{ there: string; back: boolean }>`select ${largest}::xid8 as there, ${"200"}::xid8 = '200'::xid8 as back`
      assert.deepStrictEqual(rows, [{ there: largest, back: true }])
    }))
})
