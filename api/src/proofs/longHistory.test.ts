import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { readRows } from "./readRows.ts"
import { writeTalk } from "./writeTalk.ts"

const [site, visitor, talk] = [ulid(), ulid(), newConversationId()]

/** What a node asks the database when somebody comes back, and every two seconds. */
const questions = {
  widget_changes: `select jsonb_array_length(widget_changes($1, 'live', $2, null, $3::xid8)->'items') as items`,
  inbox_changes: `select jsonb_array_length(inbox_changes($1, $3::xid8)->'items') as items, $2 as visitor`,
  moved_since: `select cardinality(items) as items, $2 as visitor from moved_since($3::xid8, array[$1])`
}

layer(TestDatabase.layer, { excludeTestServices: true })("P2: after a long history", (it) => {
  it.effect("whoever comes back has what is new and what was edited read, and nothing else", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const write = (from: number, to: number) => writeTalk(admin, { site, talk, visitor }, from, to)
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    yield* admin`insert into website (id, organization_id, name, slug, domain) values (${site}, 'o', 'Acme', 'acme', 'acme.test')`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${visitor}, ${site}, false, ${visitor}::bytea)`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${site}, ${talk}, false, ${visitor})`
    yield* write(1, 20_000)
    yield* admin`analyze timeline_item`
    const [then] = yield* admin<{ position: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as position`
    yield* write(20_001, 20_003)
    yield* admin`update timeline_item set text = 'hello again' where website_id = ${site} and conversation_id = ${talk} and seq in (5, 20002)`
    for (const [name, question] of Object.entries(questions)) {
      const asked = Effect.gen(function*() {
        // With its policies, which decide what an index may be asked.
        yield* admin`set local role cossistant_app`
        const { answer: [answer], rows } = yield* readRows(admin, "timeline_item",
          admin.unsafe<{ items: number }>(question, [site, visitor, then?.position ?? ""]))
        return { items: answer?.items, isLittle: rows < 50 }
      })
      assert.deepStrictEqual(yield* admin.withTransaction(asked), { items: 4, isLittle: true }, name)
    }
  }))

  it.effect("a message is found whose transaction began before that of the message it follows", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const [place, person, words] = [ulid(), ulid(), newConversationId()]
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme') on conflict do nothing`
    yield* admin`insert into website (id, organization_id, name, slug, domain) values (${place}, 'o', 'Acme', ${place.toLowerCase()}, 'acme.test')`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${person}, ${place}, false, ${person}::bytea)`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${place}, ${words}, false, ${person})`
    const early = yield* admin.reserve
    const run = (sql: string) => early.executeUnprepared(sql, [], undefined)
    const say = (seq: number) => `insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id)
      values ('${place}', '${words}', ${seq}, '${place}${seq}', false, 'public', 'hello', '${person}')`
    const seqs = (since: string) => Effect.map(
      admin<{ seq: number }>`select seq from items_since(${place}, ${words}, ${since}::xid8) order by seq`,
      (rows) => rows.map(({ seq }) => seq)
    )
    const position = Effect.map(admin<{ at: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as at`, ([row]) => row?.at ?? "")

    yield* admin.unsafe(say(1))
    const before = yield* position
    yield* run("begin")
    yield* run("select pg_current_xact_id()")
    yield* admin.unsafe(say(2))
    const between = yield* position
    yield* run(say(3))
    yield* run("commit")
    // Taken while the early transaction was open, a token can't be past it.
    assert.deepStrictEqual([yield* seqs(before), yield* seqs(between)], [[2, 3], [2, 3]])
  }).pipe(Effect.scoped))
})
