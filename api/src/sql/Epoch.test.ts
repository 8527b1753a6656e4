import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { layerWithNotes } from "../testing/noteTable.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import * as Database from "./Database.ts"
import { Epoch } from "./Epoch.ts"
import { withTenant } from "./Tenant.ts"

const put = (id: string, changedIn: string | null) =>
  Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    yield* admin`insert into note (id, website_id, is_test, changed_in)
      values (${id}, ${`site of ${id}`}, false, coalesce(${changedIn}::text::xid8, pg_current_xact_id()))`
  })

/** Which notes a sync with a token taken right now would bring. */
const ahead = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const rows = yield* admin<{ id: string }>`select id from note where changed_in >= pg_snapshot_xmax(pg_current_snapshot()) order by id`
  return rows.map(({ id }) => id)
})

describe("The epoch", () => {
  it.live("stays the same from start to start", () =>
    Effect.gen(function*() {
      const { url } = yield* TestDatabase
      const { id } = yield* Epoch
      assert.match(id, /^\d+-[0-9A-F]{8}-\d+$/)
      assert.strictEqual((yield* Database.prepare(url)).id, id)
    }).pipe(Effect.provide(layerWithNotes)))

  it.live("is new after a logical restore, and rows from ahead of this history are stamped anew, whosever they are", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      yield* put("poisoned-1", "4000000000")
      yield* put("poisoned-2", "4000000001")
      yield* put("ordinary", null)
      yield* admin`update epoch set id = 'another history'`
      assert.deepStrictEqual(yield* ahead, ["poisoned-1", "poisoned-2"])
      const { id } = yield* Database.prepare(url)
      assert.deepStrictEqual(yield* ahead, [])
      assert.deepStrictEqual(yield* admin`select id from epoch`, [{ id }])
      const sql = yield* SqlClient
      const kept = yield* withTenant({ websiteId: "site of poisoned-1", data: "live" }, sql<{ id: string }>`select id from note`)
      assert.deepStrictEqual(kept, [{ id: "poisoned-1" }])
    }).pipe(Effect.provide(layerWithNotes)))
})
