import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { siteId, withSite } from "./testing/letterWorld.ts"

const queued = 4000

layer(TestDatabase.layer, { excludeTestServices: true, timeout: "60 seconds" })("Taking letters from a long queue", (it) => {
  it.effect("reads those that are taken and no others, the longest due first; what was read meanwhile is called off", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    yield* withSite
    yield* admin`insert into letter (id, website_id, recipient, event, kind, run_at, conversation_id, first_seq, last_seq, reader, sealed)
      select 'l' || lpad(n::text, 5, '0'), ${siteId}, 'r' || n || '@a.test', 'hello', 'new-message', now() - (${queued} - n) * interval '1 second', 'CO1', 2, 3, 'm' || n % 2, '\\x01'
      from generate_series(1, ${queued}) n`
    yield* admin`insert into conversation_seen (website_id, conversation_id, is_test, user_id, seq) values (${siteId}, 'CO1', false, 'm0', 3), (${siteId}, 'CO1', false, 'm1', 2)`
    yield* admin`analyze letter`
    const { read, taken } = yield* admin.withTransaction(Effect.gen(function*() {
      const reads = Effect.map(admin<{ n: number }>`select (seq_tup_read + idx_tup_fetch)::int as n from pg_stat_xact_user_tables where relname = 'letter'`, ([row]) => row?.n ?? 0)
      const before = yield* reads
      const taken = yield* admin<{ id: string; state: string; attempts: number; is_called_off: boolean }>`select id, attempts, is_called_off from claim_letters(8, '1 minute') order by id`
      return { taken, read: (yield* reads) - before }
    }))
    assert.deepStrictEqual(taken.map(({ attempts, id, is_called_off }) => [id, attempts, is_called_off]),
      Array.from({ length: 8 }, (_, n) => [`l0000${n + 1}`, n % 2 === 0 ? 1 : 0, n % 2 === 1]))
    assert.isBelow(read, 50)
    const states = yield* admin<{ state: string; n: number; kept: number }>`
      select state, count(*)::int as n, count(sealed)::int as kept from letter group by state order by state`
    assert.deepStrictEqual(states, [{ state: "cancelled", n: 4, kept: 0 }, { state: "queued", n: queued - 8, kept: queued - 8 }, { state: "sending", n: 4, kept: 4 }])
    // Whoever asks next gets the next ones.
    const next = yield* admin<{ id: string }>`select id from claim_letters(2, '1 minute') order by id`
    assert.deepStrictEqual(next.map(({ id }) => id), ["l00009", "l00010"])
  }))
})
