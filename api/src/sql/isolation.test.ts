import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { fillTables, tenantTables } from "../testing/fillTables.ts"
import { layerWithNotes } from "../testing/noteTable.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { definerFunctions } from "./catalogue.ts"
import { appClient, prepare } from "./Database.ts"
import { DatabaseAddress } from "./DatabaseAddress.ts"
import { proveIsolation } from "./isolation.ts"
import { withTenant } from "./Tenant.ts"

const owners = [
  { websiteId: "a", isTest: false },
  { websiteId: "a", isTest: true },
  { websiteId: "b", isTest: false },
  { websiteId: "b", isTest: true }
]

const seen = (sql: SqlClient, table: string) =>
  Effect.map(sql<{ n: number }>`select count(*)::int as n from ${sql(table)}`, ([row]) => row?.n)

layer(layerWithNotes)("P11: tenant isolation", (it) => {
  it.effect("holds in every tenant table: nothing without a tenant, a website's rows within its scope", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const sql = yield* SqlClient
      yield* fillTables(admin, owners)
      const tables = yield* tenantTables(admin)
      assert.include(tables.map(({ name }) => name), "note")
      for (const { hasTest, name } of tables) {
        assert.strictEqual(yield* seen(admin, name), hasTest ? 4 : 2, `${name}: rows there`)
        assert.strictEqual(yield* seen(sql, name), 0, `${name}: rows seen without a tenant`)
        assert.strictEqual(yield* withTenant({ websiteId: "a", data: "all" }, seen(sql, name)), hasTest ? 2 : 1, `${name}: a website's rows`)
        assert.strictEqual(yield* withTenant({ websiteId: "a", data: "live" }, seen(sql, name)), 1, `${name}: its live rows`)
        assert.strictEqual(yield* withTenant({ websiteId: "c", data: "all" }, seen(sql, name)), 0, `${name}: a stranger's rows`)
      }
      yield* proveIsolation()
    }))

  it.effect("is guarded by exactly the policies we write, in every table the server may read", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const policies = yield* admin`select tablename, policyname from pg_policies where schemaname = 'public' order by 1, 2`
      const expected = (yield* tenantTables(admin)).flatMap(({ name }) => [
        { tablename: name, policyname: "system" }, { tablename: name, policyname: "tenant" }
      ])
      assert.deepStrictEqual(policies, expected)
    }))

  it.effect("has no way around it but the closed list of functions, each with a pinned search path and closed to the public", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const found = yield* admin<{ name: string; owner: string; pinned: boolean; isPublic: boolean }>`
        select p.proname as name, p.proowner::regrole::text as owner, coalesce('search_path=public, pg_temp' = any(p.proconfig), false) as pinned,
          has_function_privilege('public', p.oid, 'execute') as "isPublic"
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
          and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`
      assert.sameMembers(found.map(({ name }) => name), [...definerFunctions])
      for (const { isPublic, name, owner, pinned } of found) {
        assert.deepStrictEqual({ name, owner, pinned, isPublic }, { name, owner: "cossistant_system", pinned: true, isPublic: false })
      }
    }))

  it.effect("keeps accounts and support data behind roles of their own", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const crossings = yield* admin`
        select r.role, c.oid::regclass::text as table from (values ('cossistant_app', 'auth'), ('cossistant_auth', 'public')) r (role, schema)
        join pg_namespace n on n.nspname = r.schema join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm')
        where has_table_privilege(r.role, c.oid, 'select, insert, update, delete')
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`
      assert.deepStrictEqual(crossings, [])
    }))

  it.effect("is refused at start when a table or a view was left open, with the SQL that closes it", () =>
    Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      yield* admin`create table forgotten (website_id text)`
      yield* admin`grant select on forgotten to cossistant_app`
      yield* admin`create table internal (key text)`
      yield* admin`grant select on internal to cossistant_app`
      yield* admin`create policy everyone on note using (true)`
      yield* admin`create view side_door as select * from note`
      yield* admin`grant select on side_door to cossistant_app`
      const broken = yield* Effect.flip(proveIsolation())
      yield* admin`drop table forgotten, internal`
      yield* admin`drop view side_door`
      yield* admin`drop policy everyone on note`
      assert.strictEqual(broken._tag, "IsolationBroken")
      assert.include(broken.message, "call protect_tenant_table('forgotten');")
      // Without a site in its rows there is nothing to go by: it is nothing for the application.
      assert.include(broken.message, "revoke all on internal from cossistant_app;")
      assert.include(broken.message, "alter view side_door set (security_invoker = true);")
      assert.include(broken.message, "note shows rows to a query without a tenant.")
    }))

  it.effect("is refused when queries don't run as the application's role; the SQL it prints makes a pooled login do so", () =>
    Effect.gen(function*() {
      const { admin, url } = yield* TestDatabase
      const pooled = { ...(yield* DatabaseAddress), pooled: true }
      const proof = Effect.flatMap(appClient(pooled), (client) => proveIsolation().pipe(Effect.provideService(SqlClient, client)))
      yield* Effect.scoped(Effect.gen(function*() {
        const held = yield* appClient(pooled)
        const asked = Effect.flip(Effect.provideService(proveIsolation(), SqlClient, held))
        const broken = yield* asked
        assert.strictEqual(broken._tag, "IsolationBroken")
        const [finding] = broken._tag === "IsolationBroken" ? broken.findings : []
        yield* admin.unsafe(finding?.sql ?? "")
        // A pooler goes on with the connections it has.
        assert.include((yield* asked).message, "connections from before that")
      }))
      yield* Effect.scoped(proof)
      yield* prepare(url)
    }))
})
