import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { readRows } from "./readRows.ts"
import { writeTalk } from "./writeTalk.ts"

const length = 20_000
/** So often a session plans a statement for its very values; from then on for whatever comes (plan_cache_mode). */
const plannedAnew = 5

layer(TestDatabase.layer, { excludeTestServices: true })("P2: of a long conversation among many short ones", (it) => {
  it.effect("what somebody is told, what is counted and what a plan has used reads what is new, and not all that was ever said", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const [site, visitor, talk] = [ulid(), ulid(), newConversationId()]
    const write = (from: number, to: number, daysAgo: number) => writeTalk(admin, { site, talk, visitor }, from, to, daysAgo)
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    yield* admin`insert into website (id, organization_id, name, slug, domain) values (${site}, 'o', 'Acme', 'acme', 'acme.test')`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${visitor}, ${site}, false, ${visitor}::bytea)`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${site}, ${talk}, false, ${visitor})`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, last_seq, last_public_seq, last_message_seq, last_activity_at)
      select ${site}, 'CO' || lpad(n::text, 16, 'A'), false, ${visitor}, 1, 1, 1, now() - interval '60 days' from generate_series(1, 20000) n`
    yield* admin`insert into timeline_item (website_id, conversation_id, seq, id, is_test, visibility, text, visitor_id)
      select website_id, id, 1, id || 1, false, 'public', 'hello', visitor_id from conversation where last_seq = 1`
    yield* write(1, length, 60)
    yield* admin`analyze`

    const told = (ids: ReadonlyArray<string>) => admin<{ count: number }>`select json_array_length(change->'items') as count
      from load_change(${site}, 'all', ${talk}, ${ids}::text[])`
    const used = admin`select messages from plan_usage(${site})`
    const counted = admin<{ more: boolean }>`select (roll_up_analytics(${site}, 1000, false)->>'more')::boolean as more`
    const reads = <A, E>(ask: Effect.Effect<A, E>) => Effect.map(
      readRows(admin, "timeline_item", ask),
      ({ answer, rows }) => ({ answer, isLittle: rows < 50 })
    )
    // With its policies, which decide what an index may be asked.
    const asServer = <A, E>(effect: Effect.Effect<A, E>) => admin.withTransaction(Effect.andThen(admin`set local role cossistant_app`, effect))

    yield* asServer(Effect.gen(function*() {
      for (let n = 0; n < plannedAnew; n++) yield* told([`${talk}${n + 1}`])
      assert.deepStrictEqual(yield* reads(told([`${talk}5`, `${talk}${length}`])), { answer: [{ count: 2 }], isLittle: true }, "told")
    }))
    yield* Effect.repeat(counted, { while: ([row]) => row?.more === true })
    yield* asServer(Effect.gen(function*() {
      // Whether there is something to count is left open: a transaction that still runs elsewhere may leave news behind.
      const { answer: { rows: conversations }, rows: visitors } = yield* readRows(admin, "visitor", readRows(admin, "conversation", admin`select sites_to_roll_up()`))
      assert.deepStrictEqual([conversations < 5, visitors < 5], [true, true], "looked for what to count")
    }))
    yield* write(length + 1, length + 3, 0)
    yield* asServer(Effect.gen(function*() {
      assert.deepStrictEqual(yield* reads(counted), { answer: [{ more: false }], isLittle: true }, "counted")
      assert.deepStrictEqual(yield* reads(used), { answer: [{ messages: 3 }], isLittle: true }, "used")
    }))
  }))
})
