import { assert, describe, it, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { decodeJwt } from "jose"
import * as none from "../geo/none.ts"
import { Ids } from "../ids/Ids.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { JobTimes } from "../jobs/JobTimes.ts"
import { Presence } from "../live/Presence.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import * as analytics from "./layer.ts"
import { Reports } from "./Reports.ts"
import { RollUps } from "./RollUps.ts"
import { supportedSite } from "./testing/SupportedSite.ts"
import { startTinybird } from "../../../e2e/src/peers/TinybirdPeer.ts"
import { makeTinybirdQueue, TinybirdTimes } from "./TinybirdQueue.ts"
import type { TinybirdRow } from "./tinybirdRows.ts"

class Server extends Context.Service<Server, Awaited<ReturnType<typeof startTinybird>>>()("api/analytics/test/Server") {}

const secrets = { token: "p.append", signingKey: "p.admin", workspace: "w-1" }
const tinybird = Effect.acquireRelease(Effect.promise(() => startTinybird(secrets)), (server) => Effect.promise(server.close))
const times = { rows: 100, wait: 60_000, held: 10_000, pause: 10, patience: 5000, drain: 4000 }
const row = (n: number): TinybirdRow => ({ source: "visitor_events", row: { n } })
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n))

describe("Rows for Tinybird", () => {
  it.live("go a hundred at a time, the rest when the program stops", () => Effect.gen(function*() {
    const server = yield* tinybird
    yield* Effect.scoped(Effect.gen(function*() {
      const queue = yield* makeTinybirdQueue({ host: server.host, token: secrets.token })
      yield* queue.offer(rows(150))
      yield* Effect.promise(() => server.until(() => server.batches.length === 1))
      assert.strictEqual(server.batches[0]?.rows.length, 100)
    }))
    assert.deepStrictEqual(server.batches.map(({ rows, source }) => [source, rows.length]), [["visitor_events", 100], ["visitor_events", 50]])
  }).pipe(Effect.provideService(TinybirdTimes, times), Effect.scoped))

  it.live("go after a while when they are few", () => Effect.gen(function*() {
    const server = yield* tinybird
    const queue = yield* makeTinybirdQueue({ host: server.host, token: secrets.token })
    yield* queue.offer(rows(3))
    yield* Effect.promise(() => server.until(() => server.batches.length === 1))
    assert.strictEqual(server.batches[0]?.rows.length, 3)
  }).pipe(Effect.provideService(TinybirdTimes, { ...times, wait: 20 }), Effect.scoped))

  it.live("are sent again until a busy or broken service takes them, and none is lost", () => Effect.gen(function*() {
    const server = yield* tinybird
    server.refusals.push({ status: 503 }, { status: 500 }, { status: 502 }, { status: 503 }, { status: 429, headers: { "retry-after": "0" } })
    const queue = yield* makeTinybirdQueue({ host: server.host, token: secrets.token })
    yield* queue.offer(rows(250))
    yield* Effect.promise(() => server.until(() => server.batches.length === 2))
    assert.deepStrictEqual(server.batches.flatMap(({ rows }) => rows.map(({ n }) => n)), Array.from({ length: 200 }, (_, n) => n))
    assert.strictEqual(server.tries(), 7)
  }).pipe(Effect.provideService(TinybirdTimes, times), Effect.scoped))

  it.live("wait no further than there is room: whoever brings more waits too", () => Effect.gen(function*() {
    const server = yield* tinybird
    server.refusals.push(...Array.from({ length: 100 }, () => ({ status: 503, headers: { "retry-after": "60" } })))
    const queue = yield* makeTinybirdQueue({ host: server.host, token: secrets.token })
    const result = yield* Effect.timeoutOption(queue.offer(rows(1000)), 500)
    assert.strictEqual(result._tag, "None")
  }).pipe(Effect.provideService(TinybirdTimes, { ...times, held: 200, drain: 50 }), Effect.scoped))

  it.live("that are still held when the program stops are counted in the log, in words", () => Effect.gen(function*() {
    const server = yield* tinybird
    server.refusals.push({ status: 400 }, ...Array.from({ length: 100 }, () => ({ status: 503, headers: { "retry-after": "60" } })))
    const said: Array<string> = []
    const logger = Logger.make(({ message }) => void said.push(String(message)))
    yield* Effect.scoped(Effect.gen(function*() {
      const queue = yield* makeTinybirdQueue({ host: server.host, token: secrets.token })
      yield* queue.offer(rows(250))
      // A hundred are dropped for being wrong, which is said already; a hundred are refused for now, fifty never left.
      yield* Effect.promise(() => server.until(() => server.tries() === 2))
    })).pipe(Effect.provide(Logger.layer([logger])))
    assert.deepStrictEqual(said.filter((line) => line.includes("stop")), ["The program stops, and 150 rows for Tinybird are lost: it took none of them in time"])
    // None is lost, so nothing is said.
    server.refusals.splice(0)
    said.splice(0)
    yield* Effect.scoped(Effect.flatMap(makeTinybirdQueue({ host: server.host, token: secrets.token }), ({ offer }) => offer(rows(150)))).pipe(
      Effect.provide(Logger.layer([logger])), Effect.provideService(TinybirdTimes, times))
    assert.deepStrictEqual(said, [])
  }).pipe(Effect.provideService(TinybirdTimes, { ...times, drain: 200 }), Effect.scoped))

  it.live("that are wrong are dropped, and the next are sent", () => Effect.gen(function*() {
    const server = yield* tinybird
    server.refusals.push({ status: 400 })
    const queue = yield* makeTinybirdQueue({ host: server.host, token: secrets.token })
    yield* queue.offer(rows(200))
    yield* Effect.promise(() => server.until(() => server.batches.length === 1))
    assert.strictEqual(server.batches[0]?.rows[0]?.["n"], 100)
  }).pipe(Effect.provideService(TinybirdTimes, times), Effect.scoped))
})

layer(TestDatabase.layer, { excludeTestServices: true, timeout: "60 seconds" })("A stop of the program", (it) => {
  it.effect("loses no row for Tinybird, be it there, away, or away for longer than a stop may last", () => Effect.gen(function*() {
    const server = yield* tinybird
    const site = yield* supportedSite
    /** The program from start to stop, which counts what is new. */
    const live = (work: Effect.Effect<unknown>) => Effect.scoped(Effect.gen(function*() {
      const node = yield* Layer.build(Layer.fresh(RollUps.layer.pipe(
        Layer.provide(analytics.layer),
        Layer.provide(Jobs.layer),
        Layer.provide([Ids.layer, Layer.succeed(TinybirdTimes, { ...times, wait: 60_000, drain: 300 })]),
        Layer.provide(Layer.succeed(JobTimes, { lease: 5000, pause: 20, drain: 1000 })),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({
          TINYBIRD_HOST: server.host, TINYBIRD_TOKEN: secrets.token, TINYBIRD_SIGNING_KEY: secrets.signingKey, TINYBIRD_WORKSPACE: secrets.workspace
        })))
      )))
      yield* Context.get(node, RollUps).run
      yield* work
    }))
    const told = () => server.batches.flatMap(({ rows, source }) => source === "conversation_metrics" ? rows.map((row) => `${String(row["conversation_id"])} ${String(row["event_type"])}`) : [])

    const first = yield* site.talk({ ago: 30, lines: [[0, "visitor"], [4, "person"]] })
    yield* live(Effect.void)
    assert.lengthOf(told(), 2)

    server.refusals.push(...Array.from({ length: 50 }, () => ({ status: 503, headers: { "retry-after": "60" } })))
    const second = yield* site.talk({ ago: 20, lines: [[0, "visitor"], [4, "person"]] })
    yield* live(Effect.void)
    assert.lengthOf(told(), 2)

    server.refusals.splice(0)
    yield* live(Effect.promise(() => server.until(() => told().length === 4)))
    assert.sameMembers(told(), [first, second].flatMap((id) => [`${id} conversation_started`, `${id} first_response`]))
    const { admin } = yield* TestDatabase
    assert.deepStrictEqual(yield* admin`select count(*)::int as left from job where kind = 'analytics.tell'`, [{ left: 0 }])
  }).pipe(Effect.scoped))
})

const subject = (extra: Record<string, string> = {}) => Layer.unwrap(Effect.map(tinybird, (server) => Layer.mergeAll(Reports.layer, RollUps.layer).pipe(
  Layer.provideMerge(analytics.layer),
  Layer.provide([none.layer, Layer.mock(Presence, { visitors: () => Effect.succeed([]) }), Layer.mock(Jobs, { every: () => Effect.void, handle: () => Effect.void })]),
  Layer.provide(Layer.succeed(TinybirdTimes, { ...times, wait: 20 })),
  Layer.provideMerge(Layer.succeed(Server, server)),
  Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({
    TINYBIRD_HOST: server.host, TINYBIRD_TOKEN: secrets.token, TINYBIRD_SIGNING_KEY: secrets.signingKey, TINYBIRD_WORKSPACE: secrets.workspace, ...extra
  })))
))).pipe(Layer.provideMerge(TestDatabase.layer))

layer(subject(), { excludeTestServices: true })("Figures from Tinybird", (it) => {
  it.effect("are told of what happened, without fields that have no value, and never of test data", () => Effect.gen(function*() {
    const server = yield* Server
    const site = yield* supportedSite
    yield* site.talk({ ago: 30, lines: [[0, "visitor"], [2, "ai"], [4, "person"]], resolved: [10, "ai"] })
    yield* site.talk({ ago: 30, isTest: true, lines: [[0, "visitor"], [1, "person"]] })
    const { run } = yield* RollUps
    yield* run
    yield* Effect.promise(() => server.until(() => new Set(server.batches.map(({ source }) => source)).size === 4))
    const all = server.batches.flatMap(({ rows, source }) => rows.map((row): Record<string, unknown> => ({ source, ...row })))
      .filter((row) => row["website_id"] === site.websiteId)
    assert.deepStrictEqual(
      all.filter(({ source }) => source === "conversation_metrics").map((row) => [row["event_type"], row["duration_seconds"]]).toSorted(),
      [["ai_first_response", 120], ["ai_resolved", 600], ["conversation_started", undefined], ["first_response", 240]]
    )
    assert.isFalse(all.some((row) => Object.values(row).includes(null)))
    assert.strictEqual(all.filter(({ source }) => source === "visitor_events").length, 1)
    yield* run
    assert.strictEqual(server.batches.flatMap(({ rows, source }) => source === "conversation_metrics" ? rows : []).length, 4)
  }))

  it.effect("are told once that an AI handed over and what was rated, each with the page and the first touch of its visitor", () => Effect.gen(function*() {
    const server = yield* Server
    const { admin } = yield* TestDatabase
    const site = yield* supportedSite
    const visitorId = yield* site.visitor(30)
    const attribution = { channel: "paid", referrerDomain: "r.example", landingPath: "/in", utm: { source: "s", medium: null, campaign: null, content: null, term: null }, clickIds: { gclid: "1" }, at: "2026-04-15" }
    yield* admin`update visitor set current_page = '{"url":"https://a.example/p","path":"/p","title":"P"}', referrer = 'https://r.example/x',
      attribution = ${JSON.stringify(attribution)}::text::jsonb where id = ${visitorId}`
    yield* site.talk({ ago: 60, visitor: visitorId, lines: [[0, "visitor"], [2, "ai"]], escalated: 3 })
    const conversationId = yield* site.talk({ ago: 1, visitor: visitorId, rating: 4 })
    const { run } = yield* RollUps
    yield* run
    const rows = () => server.batches.flatMap(({ rows, source }) => source === "conversation_metrics" ? rows.filter((row) => row["website_id"] === site.websiteId) : [])
    yield* Effect.promise(() => server.until(() => rows().length >= 5))
    const of = (type: string, page: boolean) => rows().filter((row) => row["event_type"] === type && "page_url" in row === page)
    assert.deepStrictEqual(rows().map((row) => row["event_type"]).toSorted(), ["ai_first_response", "conversation_started", "conversation_started", "escalated", "feedback_submitted"])
    const [rated] = of("feedback_submitted", true)
    assert.deepInclude(rated, {
      conversation_id: conversationId, visitor_id: visitorId, page_url: "https://a.example/p", page_path: "/p", page_title: "P", page_referrer_url: "https://r.example/x",
      attribution_channel: "paid", attribution_is_direct: 0, attribution_landing_path: "/in", attribution_gclid: "1"
    })
    // Where the visitor was when this happened nobody knows any more.
    assert.deepInclude(of("escalated", false)[0], { visitor_id: visitorId, attribution_channel: "paid" })
    yield* admin`update conversation set title = 'Changed' where id = ${conversationId}`
    yield* site.talk({ ago: 0, visitor: visitorId })
    yield* run
    yield* Effect.promise(() => server.until(() => rows().length > 5))
    assert.strictEqual(rows().at(-1)?.["event_type"], "conversation_started")
    assert.lengthOf(rows(), 6)
  }))

  it.effect("are read with a token that is good for one site", () => Effect.gen(function*() {
    const server = yield* Server
    const site = yield* supportedSite
    const period = "current"
    server.answers.set("inbox_analytics", [
      { event_type: "conversation_started", median_duration: null, event_count: 9, period },
      { event_type: "conversation_resolved", median_duration: 600, event_count: 3, period },
      { event_type: "ai_resolved", median_duration: 60, event_count: 1, period },
      { event_type: "any_resolved", median_duration: 500, event_count: 4, period },
      { event_type: "first_response", median_duration: 240, event_count: 5, period }
    ])
    server.answers.set("unique_visitors", [{ unique_visitors: 40, period }])
    const { current, previous } = yield* (yield* Reports).inbox(site.websiteId, 14)
    assert.deepStrictEqual(
      [current.conversations, current.firstReplySeconds, current.resolutionSeconds, current.aiHandledPercent, current.visitors, previous.conversations],
      [9, 240, 500, 25, 40, 0]
    )
    const { params, pipe } = server.asked.find((asked) => asked.pipe === "inbox_analytics") ?? { pipe: "", params: {} }
    assert.strictEqual(pipe, "inbox_analytics")
    assert.strictEqual(params["website_id"], site.websiteId)
    assert.match(params["date_from"] ?? "", /^\d{4}-\d\d-\d\d \d\d:00:00$/)
    assert.strictEqual(params["prev_date_to"], params["date_from"])
  }))

  it.effect("hand a browser a token of ten minutes for every endpoint, with the site pinned", () => Effect.gen(function*() {
    const server = yield* Server
    const site = yield* supportedSite
    const token = yield* (yield* Reports).token(site.websiteId)
    if (!token.enabled) return assert.fail("no token")
    const claims = decodeJwt(token.token)
    assert.deepStrictEqual([token.host, token.maxRetentionDays, claims["workspace_id"], claims["name"]], [server.host, 90, "w-1", `frontend_${site.websiteId}`])
    assert.approximately((claims.exp ?? 0) - Date.now() / 1000, 600, 5)
    assert.deepStrictEqual(claims["scopes"], ["inbox_analytics", "unique_visitors", "online_now", "visitor_presence", "presence_locations"].map((resource) =>
      ({ type: "PIPES:READ", resource, fixed_params: { website_id: site.websiteId } })))
  }))

  it.effect("that can't be read are a refusal that may pass", () => Effect.gen(function*() {
    const server = yield* Server
    const site = yield* supportedSite
    server.answers.set("unique_visitors", "nonsense")
    assert.strictEqual((yield* Effect.flip((yield* Reports).inbox(site.websiteId, 7)))._tag, "AnalyticsUnavailable")
  }))
})

layer(subject({ NEXT_PUBLIC_TINYBIRD_ENABLED: "false" }), { excludeTestServices: true })("Figures from Tinybird that no screen shows", (it) => {
  it.effect("are off for the inbox, which gets no token either", () => Effect.gen(function*() {
    const site = yield* supportedSite
    const reports = yield* Reports
    assert.strictEqual((yield* Effect.flip(reports.inbox(site.websiteId, 7)))._tag, "AnalyticsOff")
    assert.strictEqual((yield* Effect.flip(reports.live(site.websiteId)))._tag, "AnalyticsOff")
    assert.isFalse((yield* reports.token(site.websiteId)).enabled)
  }))
})
