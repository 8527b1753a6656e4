import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as none from "../geo/none.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { Presence } from "../live/Presence.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { Analytics } from "./Analytics.ts"
import * as postgres from "./postgres.ts"
import { Reports } from "./Reports.ts"
import { RollUps } from "./RollUps.ts"
import { supportedSite } from "./testing/SupportedSite.ts"

const subject = Layer.mergeAll(Reports.layer, RollUps.layer).pipe(
  Layer.provideMerge(postgres.layer),
  Layer.provide([none.layer, Layer.mock(Presence, { visitors: () => Effect.succeed([]) }), Layer.mock(Jobs, { every: () => Effect.void })]),
  Layer.provideMerge(TestDatabase.layer)
)
const day = 24 * 60

layer(subject, { excludeTestServices: true })("Figures from the database", (it) => {
  const reportOf = (site: Effect.Success<typeof supportedSite>, days: 7 | 14 | 30 = 7) => Effect.gen(function*() {
    yield* (yield* RollUps).run
    return yield* (yield* Reports).inbox(site.websiteId, days)
  })

  it.effect("a site where nothing happened has no medians, no share and no satisfaction", () => Effect.gen(function*() {
    const { current, daily } = yield* reportOf(yield* supportedSite)
    assert.deepStrictEqual(current, {
      conversations: 0, resolvedByPerson: 0, resolvedByAi: 0, firstReplySeconds: null, aiFirstReplySeconds: null, resolutionSeconds: null,
      aiHandledPercent: null, satisfaction: null, visitors: 0
    })
    assert.strictEqual(daily.length, 7)
  }))

  it.effect("greetings and notes are no answer, and people and AIs answer apart, after the visitor's first message", () => Effect.gen(function*() {
    const site = yield* supportedSite
    yield* site.talk({ ago: 300, lines: [[0, "greeting"], [1, "visitor"], [2, "note"], [3, "ai"], [11, "person"], [50, "person"]] })
    yield* site.talk({ ago: 300, lines: [[0, "person"], [5, "visitor"], [9, "person"]] })
    yield* site.talk({ ago: 300, lines: [[0, "visitor"], [1, "note"]] })
    const { current } = yield* reportOf(site)
    assert.deepStrictEqual([current.conversations, current.aiFirstReplySeconds], [3, 120])
    assert.closeTo(current.firstReplySeconds ?? 0, (600 + 240) / 2, 0.001)
  }))

  it.effect("who writes first answers nobody: an answer is counted whenever it comes, also long after the conversation was first looked at", () => Effect.gen(function*() {
    const site = yield* supportedSite
    const id = yield* site.talk({ ago: 300 })
    const figures: Array<number | null> = []
    for (const [n, [who, ago]] of ([["person", 290], ["visitor", 280], ["note", 279], ["person", 276], ["ai", 270]] as const).entries()) {
      yield* site.goOn(id, n + 1, who, ago)
      const { current } = yield* reportOf(site)
      figures.push(current.firstReplySeconds, current.aiFirstReplySeconds)
    }
    const rounded = figures.map((seconds) => seconds === null ? null : Math.round(seconds))
    assert.deepStrictEqual(rounded, [null, null, null, null, null, null, 240, null, 240, 600])
  }))

  it.effect("an AI's resolutions count, and its share is that of all resolutions", () => Effect.gen(function*() {
    const site = yield* supportedSite
    for (const by of ["ai", "ai", "ai", "person"] as const) yield* site.talk({ ago: 600, resolved: [by === "ai" ? 2 : 60, by] })
    const { current, daily } = yield* reportOf(site)
    assert.deepStrictEqual([current.resolvedByAi, current.resolvedByPerson, current.aiHandledPercent], [3, 1, 75])
    assert.closeTo(current.resolutionSeconds ?? 0, 120, 0.001)
    assert.strictEqual(daily.reduce((sum, { resolved }) => sum + resolved, 0), 4)
  }))

  it.effect("test data never counts", () => Effect.gen(function*() {
    const site = yield* supportedSite
    yield* site.talk({ ago: 60, isTest: true, lines: [[0, "visitor"], [1, "person"]], resolved: [2, "person"], rating: 1 })
    const { current } = yield* reportOf(site)
    assert.deepStrictEqual([current.conversations, current.resolvedByPerson, current.firstReplySeconds, current.satisfaction, current.visitors], [0, 0, null, null, 0])
  }))

  it.effect("satisfaction weighs ratings, speed and resolutions, and takes 50 for what isn't known", () => Effect.gen(function*() {
    const site = yield* supportedSite
    yield* site.talk({ ago: 60, rating: 5, lines: [[0, "visitor"], [10, "person"]] })
    yield* site.talk({ ago: 60, rating: 4, lines: [[0, "visitor"], [10, "person"]], resolved: [20, "person"] })
    // 40 % of 87.5, 25 % of 50 (no sentiment), 20 % of 85 (ten minutes), 15 % of 50 (one of two).
    assert.closeTo((yield* reportOf(site)).current.satisfaction ?? 0, 35 + 12.5 + 17 + 7.5, 0.001)
  }))

  it.effect("what changes after it was counted is counted anew, and once only", () => Effect.gen(function*() {
    const site = yield* supportedSite
    const id = yield* site.talk({ ago: 90, lines: [[0, "visitor"]], resolved: [30, "person"], rating: 3 })
    assert.strictEqual((yield* reportOf(site)).current.resolvedByPerson, 1)
    yield* site.reopen(id)
    const reopened = (yield* reportOf(site)).current
    assert.deepStrictEqual([reopened.conversations, reopened.resolvedByPerson, reopened.resolutionSeconds], [1, 0, null])
    const { admin } = yield* TestDatabase
    yield* admin`delete from timeline_item where conversation_id = ${id} and seq = 900`
    yield* site.resolve(id, 30, "ai")
    const { current } = yield* reportOf(site)
    assert.deepStrictEqual([current.conversations, current.resolvedByAi, current.resolvedByPerson, current.visitors], [1, 1, 0, 1])
    yield* admin`update analytics_position set epoch = 'another' where website_id = ${site.websiteId}`
    assert.deepStrictEqual((yield* reportOf(site)).current, current)
  }))

  it.effect("every period stands against as many days before it", () => Effect.gen(function*() {
    const site = yield* supportedSite
    for (const ago of [1, 8, 9, 20, 40, 41, 42]) yield* site.talk({ ago: ago * day - 30, lines: [[0, "visitor"], [ago, "person"]] })
    const seen = yield* Effect.forEach([7, 14, 30] as const, (days) => Effect.map(reportOf(site, days), ({ current, daily, previous }) =>
      [current.conversations, previous.conversations, daily.length, current.visitors]))
    assert.deepStrictEqual(seen, [[1, 2, 7, 1], [3, 1, 14, 3], [4, 3, 30, 4]])
  }))

  it.effect("a week has seven days at every hour, the one before midnight too", () => Effect.gen(function*() {
    const { websiteId } = yield* supportedSite
    const hours = Array.from({ length: 24 }, (_, hour) => Date.UTC(2026, 10, 20, hour + 1))
    const span = (to: number) => ({ from: new Date(to - 7 * day * 60_000), to: new Date(to) })
    const analytics = yield* Analytics
    const seen = yield* Effect.forEach(hours, (to) => Effect.map(analytics.read(websiteId, span(to), span(to - 7 * day * 60_000)),
      ({ daily }) => [daily.length, daily[0]?.day, daily[6]?.day]))
    assert.deepStrictEqual(seen, hours.map(() => [7, "2026-11-14", "2026-11-20"]))
  }))

  it.effect("a visitor of many days is one, and thousands are told within 5 %", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const site = yield* supportedSite
    const id = yield* site.visitor(5 * day)
    yield* reportOf(site)
    yield* admin`update visitor set last_seen_at = now() where id = ${id}`
    assert.strictEqual((yield* reportOf(site)).current.visitors, 1)
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash, created_at, last_seen_at)
      select 'many' || n, ${site.websiteId}, false, ('many' || n)::bytea, now() - interval '1 day', now() from generate_series(1, 20000) n`
    assert.closeTo((yield* reportOf(site)).current.visitors, 20_001, 1000)
  }))

  it.effect("visitors are counted so many at a time, none twice and none left out, however many were seen at one moment", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const { websiteId } = yield* supportedSite
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash, created_at, last_seen_at)
      select 'seen' || n, ${websiteId}, n % 10 = 0, ('seen' || n)::bytea, now() - n * interval '6 hours', now() - n / 100 * interval '3 hours' - interval '1 minute'
      from generate_series(1, 390) n`
    const step = (most: number) => Effect.map(admin<{ more: boolean }>`select (roll_up_analytics(${websiteId}, ${most}, false)->>'more')::boolean as more`, ([row]) => row?.more ?? false)
    const registers = admin`select grain, start, band, count from analytics_bucket where website_id = ${websiteId} and metric = 'visitors' order by 1, 2, 3`
    const waits = Effect.map(admin`select from sites_to_roll_up() as s (id) where id = ${websiteId}`, (rows) => rows.length > 0)
    assert.isTrue(yield* step(5))
    // Each has at most two: of the day it first came and the day it was last seen.
    assert.isAtMost((yield* registers).filter(({ grain }) => grain === "day").length, 2 * 25)
    let steps = 2
    for (; yield* step(5); steps++) assert.isTrue(yield* waits, "whoever stops here goes on, also among many who were seen at the newest moment")
    assert.strictEqual(steps, Math.ceil(390 / 25))
    const counted = yield* registers
    yield* admin`update analytics_position set epoch = 'another' where website_id = ${websiteId}`
    assert.isFalse(yield* step(1000))
    assert.deepStrictEqual(counted, yield* registers)
  }))

  it.effect("what a report costs doesn't grow with what was said", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const site = yield* supportedSite
    const visitorId = yield* site.visitor(60)
    const more = (from: number, to: number) => admin`
      insert into conversation (website_id, id, is_test, visitor_id, created_at, resolved_at, resolved_by_user_id, status)
      select ${site.websiteId}, 'c' || n, false, ${visitorId}, now() - n % 10000 * interval '1 minute',
        now() - n % 10000 * interval '1 minute' + n % 90 * interval '1 second', 'user', 'resolved' from generate_series(${from}::int, ${to}::int) n`
    const buckets = Effect.map(admin<{ n: number }>`select count(*)::int as n from analytics_bucket where website_id = ${site.websiteId} and grain = 'day'`, ([row]) => row?.n ?? 0)
    yield* more(1, 1500)
    // While a transaction is open anywhere on the server, of what began after it only so much is counted at a time.
    const counted = (resolved: number) => until(Effect.map(reportOf(site, 30), ({ current }) => current.resolvedByPerson === resolved))
    yield* counted(1500)
    yield* more(1501, 10_000)
    const some = yield* Effect.andThen(counted(10_000), buckets)
    yield* more(10_001, 20_000)
    yield* counted(20_000)
    assert.isAtMost((yield* buckets) - some, some * 0.05)
  }))
})
