import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"

const length = 20_000
/** So often a session plans a statement for its very values; from then on for whatever comes (plan_cache_mode). */
const plannedAnew = 5

layer(TestDatabase.layer, { excludeTestServices: true })("P2: of a long conversation among many short ones", (it) => {
  it.effect("what somebody is told, what is counted and what a plan has used reads what is new, and not all that was ever said", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const [site, visitor, talk] = [ulid(), ulid(), newConversationId()]
    const write = (conversation: string, from: number, to: number, daysAgo: number) => Effect.andThen(
      admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id, created_at)
        select ${site}, ${conversation}, n, ${conversation} || n, false, 'public', 'hello', ${visitor}, now() - ${daysAgo} * interval '1 day' from generate_series(${from}::integer, ${to}::integer) n`,
      admin`update conversation set last_seq = ${to}, last_public_seq = ${to}, last_message_seq = ${to}, version = version + 1,
        changed_in = pg_current_xact_id() where id = ${conversation}`
    ).pipe(admin.withTransaction)
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    yield* admin`insert into website (id, organization_id, name, slug, domain) values (${site}, 'o', 'Acme', 'acme', 'acme.test')`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${visitor}, ${site}, false, ${visitor}::bytea)`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${site}, ${talk}, false, ${visitor})`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, last_seq, last_public_seq, last_message_seq, last_activity_at)
      select ${site}, 'CO' || lpad(n::text, 16, 'A'), false, ${visitor}, 1, 1, 1, now() - interval '60 days' from generate_series(1, 20000) n`
    yield* admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id)
      select website_id, id, 1, id || 1, false, 'public', 'hello', visitor_id from conversation where last_seq = 1`
    yield* write(talk, 1, length, 60)
    yield* admin`analyze`

    const itemsRead = Effect.map(
      admin<{ rows: number }>`select (seq_tup_read + idx_tup_fetch)::integer as rows from pg_stat_xact_user_tables where relname = 'timeline_item'`,
      ([row]) => row?.rows ?? 0
    )
    const told = (ids: ReadonlyArray<string>) => admin<{ count: number }>`select json_array_length(change->'items') as count
      from load_change(${site}, 'all', ${talk}, ${ids}::text[])`
    const used = admin<{ messages: number }>`select messages from plan_usage(${site})`
    const counted = admin`select roll_up_analytics(${site}, 1000, false)`
    yield* Effect.gen(function*() {
      // With its policies, which decide what an index may be asked.
      yield* admin`set local role cossistant_app`
      for (let n = 0; n < plannedAnew; n++) yield* told([`${talk}${n + 1}`])
      const before = yield* itemsRead
      const [row] = yield* told([`${talk}5`, `${talk}${length}`])
      assert.strictEqual(row?.count, 2)
      assert.isBelow((yield* itemsRead) - before, 50, "told")
    }).pipe(admin.withTransaction)

    for (let n = 0; n < 30; n++) yield* counted
    yield* write(talk, length + 1, length + 3, 0)
    yield* Effect.gen(function*() {
      yield* admin`set local role cossistant_app`
      const before = yield* itemsRead
      yield* counted
      assert.isBelow((yield* itemsRead) - before, 50, "counted")
      const between = yield* itemsRead
      assert.deepStrictEqual(yield* used, [{ messages: 3 }])
      assert.isBelow((yield* itemsRead) - between, 50, "used")
    }).pipe(admin.withTransaction)
    yield* admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, user_id)
      values (${site}, ${talk}, ${length + 4}, ${talk} || 'answer', false, 'public', 'hello', 'member')`
    yield* admin`update conversation set last_seq = ${length + 4}, version = version + 1, changed_in = pg_current_xact_id() where id = ${talk}`
    yield* counted
    const [fact] = yield* admin`select person_at is not null as answered from analytics_fact where conversation_id = ${talk}`
    assert.deepStrictEqual(fact, { answered: true })
  }))
})
