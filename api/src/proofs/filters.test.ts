import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { wellFormed } from "../realtime/wellFormed.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { askMany, type Outcome } from "./calls.ts"
import { variants } from "./poison.ts"
import { TwoTenants } from "./TwoTenants.ts"

const views = ["open", "resolved", "spam", "archived"]

/** A row as the database holds it. `cursor` is where a page that ends with it leaves off. */
interface Row {
  readonly site: string
  readonly id: string
  readonly view: string
  readonly isTest: boolean
  readonly micros: bigint
  readonly cursor: string
}

/** Both tenants with conversations in every set, many of them active at the same microsecond. */
const fill = Effect.gen(function*() {
  const { acme, other } = yield* TwoTenants
  const { admin } = yield* TestDatabase
  for (const { liveVisitor, testVisitor, things: { websiteId } } of [acme, other]) {
    for (const view of views) {
      for (const [isTest, { visitorId }] of [[true, testVisitor], [false, liveVisitor]] as const) {
        const ids = Array.from({ length: 6 }, () => newConversationId())
        yield* admin`insert into conversation (website_id, id, is_test, visitor_id, status, deleted_at, last_activity_at)
          select ${websiteId}, id, ${isTest}, ${visitorId}, ${view === "archived" ? "open" : view},
            ${view === "archived" ? new Date() : null}::timestamptz, timestamptz '2026-04-15 12:00:00.123456Z' + (n / 3) * interval '1 microsecond'
          from unnest(${ids}::text[]) with ordinality u (id, n)`
      }
    }
  }
  const rows = yield* admin<Omit<Row, "micros" | "cursor"> & { readonly micros: string }>`
    select website_id as site, id, view, is_test as "isTest", (extract(epoch from last_activity_at) * 1000000)::bigint::text as micros from conversation`
  return rows.map((row): Row => ({ ...row, micros: BigInt(row.micros), cursor: `${row.micros}.${row.id}` }))
})

class Filled extends Context.Service<Filled, ReadonlyArray<Row>>()("api/proofs/Filled") {
  static readonly layer = Layer.effect(Filled, fill).pipe(Layer.provideMerge(TwoTenants.layer))
}

interface Query {
  readonly view: string
  readonly isTest: boolean
  readonly cursor?: string
  readonly limit?: number
}

/** What a page must hold, by the rows themselves: newest first, then by id. */
const expected = (rows: ReadonlyArray<Row>, site: string, { cursor, isTest, limit = 50, view }: Query) => {
  const [at = "", endId = ""] = cursor?.split(".") ?? []
  const isAfter = ({ id, micros }: Row) => cursor === undefined || micros < BigInt(at) || (micros === BigInt(at) && id < endId)
  return rows.filter((row) => row.site === site && row.view === view && row.isTest === isTest && isAfter(row))
    .sort((a, b) => a.micros === b.micros ? (a.id < b.id ? 1 : -1) : a.micros < b.micros ? 1 : -1)
    .slice(0, limit).map(({ id }) => id)
}

const idsOf = ({ value }: Outcome) =>
  (value as { readonly conversations: ReadonlyArray<{ readonly id: string }> }).conversations.map(({ id }) => id)

/** Asks for pages of the first tenant's inbox, as its owner. */
const list = Effect.fnUntraced(function*(queries: ReadonlyArray<unknown>) {
  const { acme, url } = yield* TwoTenants
  return yield* Effect.promise(() => askMany(url, { door: "inbox", origin: url, cookie: acme.owner }, "inbox.list", queries))
})

const isQuery = Schema.is(Schema.Struct({
  view: Schema.Literals(views),
  isTest: Schema.Boolean,
  cursor: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\d{1,17}\.[0-9A-Z]{1,30}$/))),
  limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })))
}))

/** Each got exactly its rows, or the word that this is no question. */
const check = Effect.fnUntraced(function*(queries: ReadonlyArray<object>) {
  const rows = yield* Filled
  const { acme: { things: { websiteId } } } = yield* TwoTenants
  const outcomes = yield* list(queries.map((query) => ({ websiteId, ...query })))
  for (const [n, sent] of queries.entries()) {
    const said = JSON.stringify(sent)
    // What no database keeps is gone before anything is read.
    const query = wellFormed(sent)
    if (!isQuery(query)) assert.strictEqual(outcomes[n]?._tag, "BadRequest", said)
    else assert.deepStrictEqual(idsOf(outcomes[n] ?? { _tag: "Nothing" }), expected(rows, websiteId, query), said)
  }
})

const injected = [
  "open' or '1'='1", "open') or true --", "open; drop table conversation", "OPEN", "open ", "", "all", "*", "open\u0000", "__proto__",
  null, true, 0, ["open"], ["open", "spam"], { $ne: "open" }, { view: "open" }
]

layer(Filled.layer, { excludeTestServices: true, timeout: "60 seconds" })("P27: the inbox's list", (it) => {
  it.effect("gives exactly the rows of its set after any cursor, of whatever list and tenant that was", () => Effect.gen(function*() {
    const rows = yield* Filled
    const cursors = [...rows.filter((_, n) => n % 5 === 0).map(({ cursor }) => cursor), "0.0", "0.Z", "99999999999999999.ZZZ", "1.A", "1776254400123456.0", undefined]
    yield* check(views.flatMap((view) => [true, false].flatMap((isTest) => cursors.flatMap((cursor) => [undefined, 1, 2, 100].map((limit) => ({
      view, isTest, ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit })
    }))))))
  }))

  it.effect("knows four sets and no other word for one, in no other shape", () =>
    check([
      ...injected.flatMap((view) => [{ view, isTest: true }, { view, isTest: false, cursor: "1.A" }]),
      ...[...injected, "true", 1, "null"].filter((isTest) => isTest !== true).map((isTest) => ({ view: "open", isTest })),
      ...[0, -1, 101, 1e9, 1.5, "1", "1; drop table conversation", null, true, [1], {}].map((limit) => ({ view: "open", isTest: true, limit })),
      {}, { view: "open" }, { isTest: true }
    ]))

  it.effect("takes no words for fields, orders or operators", () => Effect.gen(function*() {
    const { other } = yield* TwoTenants
    const more = [
      { orderBy: "secret_hash" }, { order: "asc" }, { offset: 1 }, { where: "true" }, { filter: { websiteId: other.things.websiteId } }, { sql: "select 1" },
      { visitorId: other.testVisitor.visitorId }, { status: "spam" }, { "view; --": "spam" }, { ["__proto__"]: { view: "spam" } }, { search: "%" }
    ]
    yield* check(more.map((extra) => ({ view: "open", isTest: true, limit: 2, ...extra })))
  }))

  it.effect("answers every broken question, and never with a row of somebody else", () => Effect.gen(function*() {
    const rows = yield* Filled
    const { acme: { things: { websiteId } }, other } = yield* TwoTenants
    const good = { websiteId, view: "open", isTest: true, cursor: rows[0]?.cursor, limit: 3 }
    const elsewhere = [other.things.websiteId, [websiteId, other.things.websiteId], `${websiteId}' or website_id <> '`, { websiteId }, null]
    const queries = [...variants(good), ...elsewhere.map((site) => ({ ...good, websiteId: site }))]
    const outcomes = yield* list(queries)
    const mine = new Set(rows.filter(({ site }) => site === websiteId).map(({ id }) => id))
    for (const [n, outcome] of outcomes.entries()) {
      const said = JSON.stringify(queries[n])
      assert.include(["Success", "BadRequest", "WebsiteNotFound"], outcome._tag, said)
      if (outcome._tag === "Success") for (const id of idsOf(outcome)) assert.isTrue(mine.has(id), said)
    }
    assert.isAbove(outcomes.filter(({ _tag }) => _tag === "Success").length, 3)
  }))

  const change = Schema.Struct({
    at: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 40 })),
    cut: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 8 })),
    insert: Schema.String,
    limit: Schema.Int.check(Schema.isBetween({ minimum: -1, maximum: 8 })),
    view: Schema.Literals(views),
    isTest: Schema.Boolean
  })
  it.effect.prop("reads a cursor, however it was altered, as a place or as none", [Schema.Array(change).check(Schema.isMaxLength(20))], ([changes]) =>
    Effect.gen(function*() {
      const rows = yield* Filled
      yield* check(changes.map(({ at, cut, insert, ...rest }, n) => {
        const { cursor } = rows[(at * 7 + n) % rows.length] ?? { cursor: "" }
        return { ...rest, cursor: cursor.slice(0, at) + insert + cursor.slice(at + cut) }
      }))
    }), { arbitrary: { runs: 40 } })
})
