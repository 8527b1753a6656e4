import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { ulid } from "ulid"
import { UsageRepo } from "../billing/UsageRepo.ts"
import { ApiConversationRepo } from "../publicApi/ApiConversationRepo.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"

const subject = Layer.mergeAll(UsageRepo.layer, ApiConversationRepo.layer).pipe(Layer.provideMerge(TestDatabase.layer))

layer(subject, { excludeTestServices: true })("P2: of a large site among many small ones", (it) => {
  it.effect("some conversations are looked up by their keys", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const sql = yield* SqlClient
    const large = WebsiteId.make(ulid())
    const ids = Array.from({ length: 4 }, () => newConversationId())
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    yield* admin`insert into website (id, organization_id, name, slug, domain)
      select 'S' || n, 'o', 'Acme', 's' || n, 'acme.test' from generate_series(1, 3000) n union all select ${large}, 'o', 'Acme', 'acme', 'acme.test'`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash)
      select 'V' || n, 'S' || (n % 3000 + 1), false, n::text::bytea from generate_series(1, 6000) n
      union all select 'L' || n, ${large}, false, ('L' || n)::bytea from generate_series(1, 30000) n`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id)
      select website_id, id, false, id from visitor union all select ${large}, id, false, 'L1' from unnest(${ids}::text[]) id`
    yield* admin`analyze`
    const usage = yield* UsageRepo
    const api = yield* ApiConversationRepo
    const asked = {
      lockables: usage.lockables(large, ids),
      many: api.many({ websiteId: large, data: "all" }, ids)
    }
    const pages = Effect.map(
      sql<{ pages: number }>`select sum(pg_stat_get_xact_blocks_fetched(indexrelid))::integer as pages from pg_index where indrelid = 'conversation'::regclass`,
      ([row]) => row?.pages ?? 0
    )
    for (const [name, ask] of Object.entries(asked)) {
      yield* Effect.gen(function*() {
        // As a session plans by itself once it has asked some times and takes it for cheaper.
        yield* sql`set local plan_cache_mode = force_generic_plan`
        const before = yield* pages
        assert.strictEqual((yield* ask).length, ids.length, name)
        assert.isBelow((yield* pages) - before, 50, name)
      }).pipe(sql.withTransaction)
    }
  }))
})
