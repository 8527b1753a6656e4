import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { readRows } from "../proofs/readRows.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { bodyHash } from "./bodyHash.ts"
import { inLockOrder, type Plain, plainBatch } from "./plainBatch.ts"

layer(TestDatabase.layer, { excludeTestServices: true })("A batch of messages", (it) => {
  it.effect("reads and locks its own conversations, in one order, however many its site has and others don't", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    const conversationsOf = Effect.fnUntraced(function*(website: string, count: number) {
      const ids = Array.from({ length: count }, () => newConversationId())
      const people = ids.map((conversation) => ({ conversation, visitor: ulid() }))
      yield* admin`insert into website (id, organization_id, name, slug, domain) values (${website}, 'o', 'Acme', ${website.toLowerCase()}, 'acme.test')`
      yield* admin`insert into visitor (id, website_id, is_test, secret_hash)
        select visitor, ${website}, false, visitor::bytea from json_to_recordset(${JSON.stringify(people)}::json) as p (visitor text)`
      yield* admin`insert into conversation (website_id, id, is_test, visitor_id)
        select ${website}, conversation, false, visitor from json_to_recordset(${JSON.stringify(people)}::json) as p (conversation text, visitor text)`
      return people
    })
    yield* Effect.forEach(Array.from({ length: 100 }, () => ulid()), (website) => conversationsOf(website, 2))
    const site = ulid()
    const many = yield* conversationsOf(site, 3_000)
    yield* admin`analyze`
    const batch = many.slice(-8).map(({ conversation, visitor }): Plain => ({
      known: undefined,
      request: {
        website: site, data: "live", conversation, id: ulid(), visitor, visibility: "public", body: "hello", hash: bodyHash("hello", []), files: [], welcome: []
      }
    }))
    const sent = admin.unsafe("select * from send_plain_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)", plainBatch(inLockOrder([...batch].reverse())))
    const { answer, rows } = yield* admin.withTransaction(Effect.andThen(
      // With its policies, which decide what an index may be asked.
      admin`set local role cossistant_app`,
      readRows(admin, "visitor", readRows(admin, "conversation", readRows(admin, "timeline_item", sent)))
    ))
    assert.strictEqual(answer.answer.answer.length, batch.length)
    // Each its own, and once more for what the first answer tells of it.
    for (const read of [rows, answer.rows, answer.answer.rows]) assert.isAtMost(read, 3 * batch.length)
    const ids = batch.map(({ request }) => request.conversation)
    const locked = yield* admin<{ id: string }>`select id from conversation where id in ${admin.in(ids)} order by updated_at`
    assert.deepStrictEqual(locked.map(({ id }) => id), ids.toSorted())
  }))
})
