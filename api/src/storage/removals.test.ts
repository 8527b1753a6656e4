import { assert, describe, it, layer } from "@effect/vitest"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import * as TestClock from "effect/testing/TestClock"
import { Jobs } from "../jobs/Jobs.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"
import { Removals } from "./Removals.ts"
import { Storage } from "./Storage.ts"
import { peerStorage } from "./testing/peerStorage.ts"

/** The smallest PNG: one pixel. */
const png = Uint8Array.from(Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"
))
const picture = { filename: "logo.png", mediaType: "image/png", size: png.length }

/** What the storage refuses now. */
const refused: Array<string> = []
const away = Effect.sync(() => void refused.push("GET", "HEAD", "PUT", "DELETE"))
const back = Effect.sync(() => void refused.splice(0))

/** A site with a logo and a visitor's file, both readable. */
const begin = Effect.gen(function*() {
  const { inbox, newSite, widget } = yield* SiteWorld
  const { urlOf } = yield* Storage
  const { page, website } = yield* newSite()
  const of = { websiteId: website.id }
  const put = (grant: { readonly url: string; readonly headers: Record<string, string> }) =>
    Effect.promise(() => fetch(grant.url, { method: "PUT", headers: grant.headers, body: png }))
  const logo = yield* inbox("websites.grantLogo", { ...of, ...picture })
  yield* put(logo)
  yield* inbox("websites.setLogo", { ...of, key: logo.key })
  const { secret } = yield* widget("visitors.start", { profile: {} }, page)
  const me = { ...page, secret }
  const file = yield* widget("uploads.grant", { ...picture, conversationId: "CO1111111111111111" }, me)
  yield* put(file)
  yield* widget("uploads.claim", { key: file.key }, me)
  const statuses = Effect.promise(() => Promise.all([logo.key, file.key].map(async (key) => (await fetch(urlOf(key))).status)))
  assert.deepStrictEqual(yield* statuses, [200, 200])
  return { of, website, statuses }
})

/** As the minute's housekeeping does it, once what waits is due. */
const removeDue = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  yield* admin`update file_removal set due_at = now() - interval '1 second'`
  const { removeDue } = yield* Removals
  return yield* removeDue
}).pipe(Effect.provide(Removals.layer))
const waiting = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  return (yield* admin<{ place: string }>`select place from file_removal order by place`).map(({ place }) => place)
})

layer(SiteWorld.over(peerStorage({ denied: refused })), { excludeTestServices: true })("While the storage is away", (it) => {
  it.effect("a site is deleted all the same, and its files go when the storage is back", () => Effect.gen(function*() {
    const { inbox, told } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { of, statuses, website } = yield* begin
    yield* away
    yield* inbox("websites.delete", { ...of, confirmName: website.name })
    assert.deepStrictEqual(yield* admin`select id from website where id = ${website.id}`, [])
    assert.isTrue(told.some(({ about, what }) => what === "accessChanged" && JSON.stringify(about).includes(website.id)))
    assert.strictEqual(yield* removeDue, 0)
    const [again] = yield* admin`select bool_and(due_at > now() and tries = 1) as is_later from file_removal`
    assert.deepStrictEqual(again, { is_later: true })
    assert.deepStrictEqual(yield* statuses, [200, 200])

    yield* back
    assert.strictEqual(yield* removeDue, 2)
    assert.deepStrictEqual([yield* statuses, yield* waiting], [[404, 404], []])
  }))

  it.effect("a logo is taken away all the same: the team is told, and the file goes when the storage is back", () => Effect.gen(function*() {
    const { inbox, told } = yield* SiteWorld
    const { of, statuses, website } = yield* begin
    yield* away
    told.splice(0)
    assert.deepStrictEqual(yield* inbox("websites.setLogo", { ...of, key: null }), { url: null })
    assert.isNull((yield* inbox("websites.settings", of)).logoUrl)
    assert.isTrue(told.some(({ about, what }) => what === "SiteChanged" && JSON.stringify(about).includes(website.id)))
    yield* back
    assert.deepStrictEqual(yield* statuses, [200, 200])
    assert.strictEqual(yield* removeDue, 1)
    assert.deepStrictEqual([yield* statuses, yield* waiting], [[404, 200], []])
  }))

  it.effect("however much gathers is removed by the first minute that it is back", () => Effect.gen(function*() {
    const { newSite } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { website } = yield* newSite()
    let housekeeping: Effect.Effect<unknown, unknown> = Effect.void
    const jobs = Layer.mock(Jobs, { every: (_name, _interval, task) => Effect.contextWith((context: Context.Context<never>) => Effect.sync(() => {
      housekeeping = Effect.provideContext(task as Effect.Effect<unknown, unknown>, context) // it asks for nothing by itself
    })) })
    yield* admin`insert into file_removal (website_id, place, due_at) select ${website.id}, 'gone/' || n || '.png', now() - interval '1 second' from generate_series(1, 150) n`
    yield* Effect.flatMap(Removals, () => housekeeping).pipe(Effect.provide(Layer.provide(Layer.fresh(Removals.layer), jobs)))
    assert.deepStrictEqual(yield* waiting, [])
  }))
})

describe("A storage that never answers", () => {
  it.effect("holds up who removes a file for five seconds at most, also where nothing else would stop it", () => Effect.gen(function*() {
    const { hurry } = yield* Removals
    const deleting = yield* Effect.forkChild(Effect.uninterruptible(hurry(["org/site/"])), { startImmediately: true })
    yield* TestClock.adjust("4900 millis")
    assert.isUndefined(deleting.pollUnsafe())
    yield* TestClock.adjust("100 millis")
    assert.isDefined(deleting.pollUnsafe())
  }).pipe(Effect.provide(Removals.layer.pipe(Layer.provide([
    Layer.mock(Storage, { provider: "disk", urlOf: (key) => key, removeAll: () => Effect.never }),
    Layer.mock(Jobs, { every: () => Effect.void }),
    Layer.succeed(SqlClient, {} as SqlClient) // nothing is read or written
  ])))))
})
