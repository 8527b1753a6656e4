import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { typeOfKey } from "../storage/fileKey.ts"
import { Storage } from "../storage/Storage.ts"
import { diskStorage, peerStorage } from "../storage/testing/peerStorage.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"

const conversationId = "CO1111111111111111"
const text = "name;amount\nJane;12\n"
const file = { conversationId, filename: "report.csv", mediaType: "text/csv", size: text.length }

const begin = Effect.gen(function*() {
  const { newSite, widget } = yield* SiteWorld
  const site = yield* newSite()
  const { secret, visitor } = yield* widget("visitors.start", { profile: {} }, site.page)
  return { ...site, visitor, me: { ...site.page, secret } }
})
type Me = Effect.Success<typeof begin>["me"]

/** Asks the storage itself, wherever it is: the program under test, or a server beside it. */
const ask = (url: string, init: RequestInit = {}) => SiteWorld.use(({ http }) => {
  const { hostname, pathname, port, search } = new URL(url)
  return hostname === "localhost" && port === "3000" ? http(pathname + search, init) : Effect.promise(() => fetch(url, init))
})
/** Grants and sends a file. */
const send = Effect.fnUntraced(function*(me: Me, filename = "report.csv", mediaType = "text/csv") {
  const { widget } = yield* SiteWorld
  const grant = yield* widget("uploads.grant", { ...file, filename, mediaType }, me)
  yield* ask(grant.url, { method: "PUT", body: text, headers: { ...grant.headers, "content-length": String(text.length) } })
  return grant
})

const suites = [
  { name: "on disk", storage: () => diskStorage },
  { name: "in S3", storage: () => peerStorage() }
] as const

for (const { name, storage } of suites) {
  layer(SiteWorld.over(storage()), { excludeTestServices: true })(`A kept file ${name}`, (it) => {
    it.effect("leaves nothing behind where it arrived, and is kept once more without harm", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { inspect, keep, read, removeArrived } = yield* Storage
      const { me } = yield* begin
      yield* removeArrived(Date.now() + 60_000)
      const { key } = yield* send(me)
      yield* widget("uploads.claim", { key }, me)
      assert.strictEqual(yield* removeArrived(Date.now() + 60_000), 0)
      const seen = yield* inspect(key)
      assert.isTrue(yield* keep(key, { mark: seen?.mark ?? "", mediaType: "text/csv" }))
      assert.strictEqual(Buffer.from((yield* read(key)) ?? []).toString(), text)
    }))

    it.effect("has a name that can be read again, however long or strange the one it was sent with", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { me } = yield* begin
      for (const [filename, stored] of [[`${"long".repeat(45)}.csv`, "long".repeat(25)], ["???.csv", "file"], [".csv", "file"]] as const) {
        const { key } = yield* send(me, filename)
        const { url } = yield* widget("uploads.claim", { key }, me)
        assert.isTrue(key.endsWith(`/${stored}.csv`), key)
        assert.strictEqual((yield* ask(url)).status, 200, filename)
      }
    }))

    it.effect("isn't one that was thrown away, whose room is free again at once", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { admin } = yield* TestDatabase
      const { me, website } = yield* begin
      const { key } = yield* send(me, "face.png", "image/png")
      assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key }, me))).reason, "type_not_allowed")
      assert.deepStrictEqual(yield* admin`select bytes::int from storage_use where website_id = ${website.id}`, [{ bytes: 0 }])
    }))

    it.effect("goes with its site, and so does what arrived there and was never claimed", () => Effect.gen(function*() {
      const { inbox } = yield* SiteWorld
      const { inspect } = yield* Storage
      const { me, website } = yield* begin
      const { key } = yield* send(me)
      assert.isDefined(yield* inspect(key))
      yield* inbox("websites.delete", { websiteId: website.id, confirmName: website.name })
      assert.isUndefined(yield* inspect(key))
    }))
  })
}

layer(SiteWorld.layer, { excludeTestServices: true })("A file on the server's own disk", (it) => {
  it.effect("is cut off as soon as more arrives than was granted, however much would follow", () => Effect.gen(function*() {
    const { http, widget } = yield* SiteWorld
    const { me } = yield* begin
    const grant = yield* widget("uploads.grant", file, me)
    const announced = 200 * 1024
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(1024))
        if ((sent += 1024) === announced) controller.close()
      }
    })
    const answer = yield* http(new URL(grant.url).pathname, { method: "PUT", body: endless, headers: { ...grant.headers, "content-length": String(announced) } })
    assert.strictEqual(answer.status, 400)
    assert.isBelow(sent, announced / 2)
  }))

  it.effect("goes into a conversation of the visitor's that began long ago, too", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { me, visitor, website } = yield* begin
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${website.id}, 'CO2222222222222222', true, ${visitor.id})`
    const { key } = yield* widget("uploads.grant", { ...file, conversationId: "CO2222222222222222" }, me)
    assert.include(key, "/CO2222222222222222/")
  }))

  it.effect("is shown on pages of any origin, to nobody who searches, and tells no other where it was read", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { me } = yield* begin
    const { key } = yield* send(me)
    const { url } = yield* widget("uploads.claim", { key }, me)
    const answer = yield* ask(`${url}?from=letter`)
    assert.strictEqual(answer.status, 200)
    const names = ["access-control-allow-origin", "cross-origin-resource-policy", "referrer-policy", "x-robots-tag"]
    assert.deepStrictEqual(names.map((header) => answer.headers.get(header)), ["*", "cross-origin", "no-referrer", "noindex"])
  }))

  it.effect("is found under its key and nothing beside it", () => Effect.gen(function*() {
    const { me } = yield* begin
    const { key } = yield* send(me)
    assert.strictEqual(typeOfKey(key), "text/csv")
    for (const other of [`../${key}`, `x/${key}`, `/${key}`, `cdn/../${key}`, key.replace("report.csv", ".csv"), key.replace("report.csv", "..csv"), `${key}/`]) {
      assert.isUndefined(typeOfKey(other), other)
    }
  }))
})

/** A storage where something else is sent whenever a file was looked at. */
const restless = Layer.effect(Storage, Effect.map(Storage, (storage) => Storage.of({ ...storage, keep: () => Effect.succeed(false) }))).pipe(
  Layer.provide(diskStorage)
)

layer(SiteWorld.over(restless), { excludeTestServices: true })("A file that was sent again while it was looked at", (it) => {
  it.effect("isn't claimed: what stands there now was not looked at", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { me } = yield* begin
    const { key } = yield* send(me)
    assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key }, me))).reason, "not_arrived")
    assert.deepStrictEqual(yield* admin`select claimed_at from upload where key = ${key}`, [{ claimed_at: null }])
  }))
})
