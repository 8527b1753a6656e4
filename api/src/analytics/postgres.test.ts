import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Analytics } from "./Analytics.ts"
import * as postgres from "./postgres.ts"

const websiteId = WebsiteId.make("01JZ0000000000000000000000")

layer(postgres.layer.pipe(Layer.provideMerge(TestDatabase.layer)))("Figures from the database", (it) => {
  it.effect("count live data of the span only", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    yield* admin`insert into organization (id, name, slug) values ('o', 'O', 'o')`
    yield* admin`insert into website (id, organization_id, name, slug, domain) values (${websiteId}, 'o', 'Shop', 'shop', 'shop.example')`
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash, created_at, last_seen_at) values
      ('v', ${websiteId}, false, 'v', '2026-01-01', '2026-01-20'), ('t', ${websiteId}, true, 't', '2026-01-01', '2026-01-20')`
    const conversation = (id: string, isTest: boolean, created: string, answered: string | null, resolved: string | null) => admin`
      insert into conversation (website_id, id, is_test, visitor_id, created_at, first_response_at, resolved_at)
      values (${websiteId}, ${id}, ${isTest}, ${isTest ? "t" : "v"}, ${created}::text::timestamptz,
        ${answered}::text::timestamptz, ${resolved}::text::timestamptz)`
    yield* conversation("c1", false, "2026-01-10T10:00:00Z", "2026-01-10T10:01:00Z", "2026-01-10T11:00:00Z")
    yield* conversation("c2", false, "2026-01-11T10:00:00Z", "2026-01-11T10:03:00Z", null)
    yield* conversation("c3", false, "2025-06-01T10:00:00Z", null, null)
    yield* conversation("c4", true, "2026-01-10T10:00:00Z", "2026-01-10T12:00:00Z", null)
    const figures = yield* (yield* Analytics).inbox(websiteId, new Date("2026-01-05"), new Date("2026-02-01"))
    assert.deepStrictEqual(figures, {
      conversations: 2, resolved: 1, medianFirstResponseSeconds: 120, medianResolutionSeconds: 3600, visitors: 1
    })
  }))
})
