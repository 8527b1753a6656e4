import { assert, describe, it } from "@effect/vitest"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import path from "node:path"
import { prepare } from "../sql/Database.ts"
import { databaseUrl, superuserClient } from "../testing/testServer.ts"
import * as EmbeddedPostgres from "./EmbeddedPostgres.ts"

const home = Effect.acquireRelease(
  Effect.sync(() => {
    const folder = mkdtempSync("/tmp/cossistant-young-")
    chmodSync(folder, 0o755)
    return folder
  }),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

/** Rows the query before looked at, by table, within this transaction. */
const rowsRead = (sql: PgClient.PgClient) => Effect.map(
  sql<{ rows: number }>`select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables
    where relname in ('conversation', 'timeline_item', 'conversation_seen', 'visitor', 'contact')`,
  ([read]) => read?.rows ?? 0
)

describe("A new installation that grows by 10,000 conversations at once", () => {
  it.live("reads its lists and what changed by their indexes within seconds, on connections that knew it empty", () =>
    Effect.gen(function*() {
      const server = yield* EmbeddedPostgres.start({
        dataDir: path.join(yield* home, "postgres"),
        settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off" }
      })
      yield* prepare(server.url)
      const database = new URL(Redacted.value(server.url)).pathname.slice(1)
      const admin = yield* superuserClient(databaseUrl(server.superuserUrl, database))
      const app = yield* PgClient.make({ url: server.url, maxConnections: 1, startupParameters: { role: "cossistant_app" } }).pipe(
        Effect.provide(Reactivity.layer)
      )
      yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
      yield* admin`insert into website (id, organization_id, name, slug, domain) values ('w', 'o', 'Acme', 'acme', 'acme.test')`
      const [start] = yield* admin<{ at: string }>`select pg_current_xact_id()::text as at`

      const queries = {
        list: app`select inbox from wire_conversation where website_id = ${"w"} and is_test = ${false} and view = ${"open"}
          order by last_activity_at desc, id desc limit 51`,
        resume: app`select inbox_changes(${"w"}, ${start?.at ?? ""}::xid8)`
      }
      const rowsReadBy = (name: keyof typeof queries) => app.withTransaction(
        Effect.all([app`select app_enter('w', 'live')`, queries[name]], { discard: true }).pipe(Effect.andThen(rowsRead(app))))
      // Six times: from the sixth on Postgres keeps one plan for all.
      for (const name of ["list", "resume"] as const) yield* Effect.repeat(rowsReadBy(name), { times: 6 })

      yield* admin`insert into visitor (id, website_id, is_test, secret_hash)
        select 'v' || n, 'w', false, int4send(n) from generate_series(1, 10000) n`
      yield* admin`insert into conversation (website_id, id, is_test, visitor_id, last_seq, last_message_seq, last_public_seq, changed_in)
        select 'w', 'c' || n, false, 'v' || n, 3, 3, 3, case when n > 20 then '3'::xid8 else pg_current_xact_id() end from generate_series(1, 10000) n`
      yield* admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id, changed_in)
        select 'w', 'c' || n, s, 'i' || n || ' ' || s, false, 'public', 'hello', 'v' || n, case when n > 20 then '3'::xid8 else pg_current_xact_id() end
        from generate_series(1, 10000) n, generate_series(1, 3) s`
      yield* admin`insert into conversation_seen (website_id, conversation_id, user_id, is_test, seq, changed_in)
        select 'w', 'c' || n, 'u', false, 3, case when n > 20 then '3'::xid8 else pg_current_xact_id() end from generate_series(1, 10000) n`
      yield* admin`insert into contact (id, website_id, is_test, changed_in)
        select 'k' || n, 'w', false, case when n > 20 then '3'::xid8 else pg_current_xact_id() end from generate_series(1, 10000) n`

      // Neither waits for anybody to come by: a page of 51 with its visitors and two messages each, and 20 changes.
      for (const [name, most] of [["list", 600], ["resume", 600]] as const) {
        const read = yield* Effect.repeat(rowsReadBy(name), { until: (rows) => rows < most, schedule: Schedule.spaced("250 millis") }).pipe(
          Effect.timeoutOption("25 seconds")
        )
        assert.strictEqual(read._tag, "Some", `${name} still reads more than ${most} rows`)
      }
    }).pipe(Effect.scoped), 60_000)
})
