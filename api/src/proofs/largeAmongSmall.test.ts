import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { ulid } from "ulid"
import { Analytics } from "../analytics/Analytics.ts"
import { Reports } from "../analytics/Reports.ts"
import { UsageRepo } from "../billing/UsageRepo.ts"
import * as none from "../geo/none.ts"
import { Presence } from "../live/Presence.ts"
import { ApiConversationRepo } from "../publicApi/ApiConversationRepo.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"

const here = [1, 2, 3, 4].map((n) => `1${String(n).padStart(25, "0")}`)

const subject = Layer.mergeAll(UsageRepo.layer, ApiConversationRepo.layer, Reports.layer).pipe(
  Layer.provide([none.layer, Layer.mock(Presence, { visitors: () => Effect.succeed(here) }), Layer.mock(Analytics, { provider: "postgres", isShown: true, take: undefined, left: undefined })]),
  Layer.provideMerge(TestDatabase.layer)
)

layer(subject, { excludeTestServices: true })("P2: of a large site among many small ones", (it) => {
  it.effect("some conversations and visitors are looked up by their keys", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const sql = yield* SqlClient
    const large = WebsiteId.make(ulid())
    const ids = Array.from({ length: 4 }, () => newConversationId())
    yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme')`
    yield* admin`insert into website (id, organization_id, name, slug, domain)
      select 'S' || n, 'o', 'Acme', 's' || n, 'acme.test' from generate_series(1, 3000) n union all select ${large}, 'o', 'Acme', 'acme', 'acme.test'`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash, last_seen_at)
      select v.id, v.site, false, v.id::bytea, now() - interval '1 day' from (
        select '0' || lpad(n::text, 25, '0') as id, 'S' || (n % 3000 + 1) as site from generate_series(1, 6000) n
        union all select '1' || lpad(n::text, 25, '0'), ${large} from generate_series(1, 9000) n) v`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id)
      select website_id, 'CO' || translate(right(id, 16), '0', 'A'), false, id from visitor union all select ${large}, id, false, ${here[0] ?? ""} from unnest(${ids}::text[]) id`
    yield* admin`analyze`
    const usage = yield* UsageRepo
    const api = yield* ApiConversationRepo
    const reports = yield* Reports
    const asked = {
      lockables: usage.lockables(large, ids),
      many: api.many({ websiteId: large, data: "all" }, ids),
      live: Effect.map(reports.live(large), ({ visitors }) => visitors)
    }
    const pages = Effect.map(
      sql<{ pages: number }>`select sum(pg_stat_get_xact_blocks_fetched(r.oid))::integer as pages from (
          select unnest(array['conversation', 'visitor'])::regclass::oid union all
          select indexrelid from pg_index where indrelid in ('conversation'::regclass, 'visitor'::regclass)) r (oid)`,
      ([row]) => row?.pages ?? 0
    )
    for (const [name, ask] of Object.entries(asked)) {
      yield* Effect.gen(function*() {
        // As a session plans by itself once it has asked some times and takes it for cheaper.
        yield* sql`set local plan_cache_mode = force_generic_plan`
        const before = yield* pages
        assert.strictEqual((yield* ask).length, ids.length, name)
        assert.isBelow((yield* pages) - before, 100, name)
      }).pipe(sql.withTransaction)
    }
  }))
})
