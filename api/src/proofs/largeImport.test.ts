import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { ulid } from "ulid"
import { NoticeRepo } from "../notifications/NoticeRepo.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { readRows } from "./readRows.ts"

const recent = 6000
const old = 12_000
const rest = 10_000

const subject = NoticeRepo.layer.pipe(Layer.provideMerge(TestDatabase.layer))

layer(subject, { excludeTestServices: true })("P2: of many conversations that were imported at once", (it) => {
  it.effect("a look at who is to be told reads a portion, what is said meanwhile comes first, and what nobody is told of is left out", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const sql = yield* SqlClient
    const repo = yield* NoticeRepo
    const [site, elsewhere, visitor, stranger, talk] = [ulid(), ulid(), ulid(), ulid(), newConversationId()]
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    yield* admin`insert into website (id, organization_id, name, slug, domain) select id, 'o', 'Acme', id, 'acme.test' from unnest(${[site, elsewhere]}::text[]) id`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash)
      select v.id, v.site, false, v.id::bytea from (values (${visitor}, ${site}), (${stranger}, ${elsewhere})) v (id, site)`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${site}, ${talk}, false, ${visitor})`
    // As a server that has just started looks: with plans of empty tables.
    const look = (options: { readonly late: boolean }) => readRows(sql, "conversation", readRows(sql, "notification_watch", repo.noteMoved(rest, options))).pipe(
      sql.withTransaction, Effect.map(({ answer, rows }) => ({ conversations: rows, watches: answer.rows })))
    const claim = sql.withTransaction(readRows(sql, "notification_watch", repo.claim(50)))
    for (let n = 0; n < 6; n++) yield* Effect.andThen(look({ late: true }), claim)

    for (const [from, to, days] of [[1, recent, 0], [recent + 1, recent + old, 30]] as const) {
      yield* admin`insert into conversation (website_id, id, is_test, visitor_id, last_seq, last_public_seq, last_message_seq, last_activity_at)
        select website_id, 'CO' || lpad(n::text, 16, 'A'), false, id, 1, 1, 1, now() - ${days} * interval '1 day'
        from generate_series(${from}::integer, ${to}::integer) n join visitor on id = case when n % 3 = 0 then ${stranger} else ${visitor} end`
    }
    yield* admin`update conversation set last_seq = 1, last_message_seq = 1, version = version + 1, changed_in = pg_current_xact_id() where id = ${talk}`

    const watched = Effect.map(admin<{ id: string }>`select conversation_id as id from notification_watch`, (rows) => rows.map(({ id }) => id))
    const reads: Array<{ readonly conversations: number; readonly watches: number }> = [yield* look({ late: false })]
    assert.include(yield* watched, talk)
    assert.isBelow((yield* watched).length, 2500)
    // Another test's open transaction holds every look back, on this server of all of them.
    yield* until(Effect.gen(function*() {
      reads.push(yield* look({ late: true }))
      return (yield* watched).length === recent + 1
    }))
    const isQuiet = Effect.map(look({ late: true }), ({ conversations }) => conversations < 50)
    yield* until(isQuiet)
    assert.isBelow(Math.max(...reads.map(({ conversations }) => conversations)), 6000, "conversations")
    assert.isBelow(Math.max(...reads.map(({ watches }) => watches)), 50, "watches")

    const { answer: claimed, rows } = yield* claim
    assert.deepStrictEqual([claimed.length, rows < 300], [50, true], `claimed, read ${rows}`)
    // All were looked at, and rest.
    yield* admin`update notification_watch set looked_at = now(), due_at = 'infinity'`
    const { conversations, watches } = yield* look({ late: true })
    assert.deepStrictEqual([conversations < 50, watches < 50], [true, true], `at rest, read ${conversations} and ${watches}`)
    yield* admin`update notification_watch set looked_at = now() - interval '1 hour'`
    yield* until(Effect.andThen(look({ late: true }), Effect.map(watched, ({ length }) => length === 0)))
  }))
})
