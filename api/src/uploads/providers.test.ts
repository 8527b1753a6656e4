import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { Storage } from "../storage/Storage.ts"
import { diskStorage, peerStorage } from "../storage/testing/peerStorage.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"
import { Uploads } from "./Uploads.ts"

const conversationId = "CO1111111111111111"
const text = "name;amount\nJane;12\n"
const file = { conversationId, filename: "report.csv", mediaType: "text/csv", size: text.length }

interface Grant {
  readonly key: string
  readonly url: string
  readonly headers: { readonly [name: string]: string }
}

const begin = Effect.gen(function*() {
  const { newSite, widget } = yield* SiteWorld
  const site = yield* newSite()
  const { secret, visitor } = yield* widget("visitors.start", { profile: {} }, site.page)
  return { ...site, me: { ...site.page, secret }, visitor }
})

/** Asks the storage itself, wherever it is: the program under test, or a server beside it. */
const ask = (url: string, init: RequestInit = {}) => SiteWorld.use(({ http }) => {
  const { hostname, pathname, port, search } = new URL(url)
  return hostname === "localhost" && port === "3000" ? http(pathname + search, init) : Effect.promise(() => fetch(url, init))
})
const put = (grant: Pick<Grant, "url" | "headers">, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  ask(grant.url, { method: "PUT", body, headers: { ...grant.headers, "content-length": String(body.length), ...headers } })
const textOf = (response: Response) => Effect.promise(() => response.text())
const headersOf = (response: Response, ...names: ReadonlyArray<string>) => names.map((name) => response.headers.get(name))

/** Sends and claims; gives the answer to a later read. */
const keep = Effect.fnUntraced(function*(me: Parameters<SiteWorld["Service"]["widget"]>[2], wanted: typeof file, body: string) {
  const { widget } = yield* SiteWorld
  const grant = yield* widget("uploads.grant", { ...wanted, size: body.length }, me)
  yield* put(grant, body)
  const claimed = yield* widget("uploads.claim", { key: grant.key }, me)
  return { grant, claimed, read: (init?: RequestInit) => ask(claimed.url, init) }
})

const suites = [
  { name: "on disk", storage: () => diskStorage },
  { name: "in S3", storage: () => peerStorage() }
] as const

for (const { name, storage } of suites) {
  layer(SiteWorld.over(storage()), { excludeTestServices: true })(`A file ${name}`, (it) => {
    it.effect("is granted, sent, claimed and then read, in parts too", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { me, website } = yield* begin
      const { claimed, grant, read } = yield* keep(me, file, text)
      assert.match(grant.key, new RegExp(`^${website.organizationId}/${website.id}/${conversationId}/[\\w-]{22}/report\\.csv$`))
      assert.deepInclude(claimed, { mediaType: "text/csv", filename: "report.csv", size: text.length })
      assert.deepStrictEqual(yield* widget("uploads.claim", { key: grant.key }, me), claimed)
      const whole = yield* read()
      assert.strictEqual(yield* textOf(whole), text)
      assert.deepStrictEqual(headersOf(whole, "content-type", "content-disposition", "cache-control"), [
        "text/csv; charset=utf-8", "attachment", "public, max-age=31536000, immutable"
      ])
      const part = yield* read({ headers: { range: "bytes=5-10" } })
      assert.deepStrictEqual([part.status, yield* textOf(part), part.headers.get("content-range")], [206, "amount", `bytes 5-10/${text.length}`])
      assert.strictEqual((yield* read({ headers: { range: "bytes=999-" } })).status, 416)
    }))

    it.effect("P24: is taken for its own key, in its own size and type, while the grant lasts", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { me } = yield* begin
      const storage = yield* Storage
      const grant = yield* widget("uploads.grant", file, me)
      const other = yield* widget("uploads.grant", { ...file, filename: "other.csv" }, me)
      const late = yield* storage.grant({ key: other.key, size: text.length, mediaType: "text/csv", expiresAt: Date.now() - 1000 })
      const refusals = {
        larger: yield* put(grant, `${text}more`),
        smaller: yield* put(grant, text.slice(1)),
        "of another type": yield* put(grant, text, { "content-type": "text/html" }),
        "under another key": yield* put({ ...grant, url: grant.url.replace("report.csv", "report.txt") }, text),
        "under another's grant": yield* put({ headers: grant.headers, url: grant.url.replace(grant.key, other.key) }, text),
        late: yield* put(late, text),
        unsigned: yield* put({ url: grant.url.split("?")[0] ?? "", headers: { "content-type": "text/csv" } }, text)
      }
      for (const [what, { status }] of Object.entries(refusals)) assert.isTrue(status === 403 || status === 400, `${what}: ${status}`)
      assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key: grant.key }, me))).reason, "not_arrived")
      assert.isTrue((yield* put(grant, text)).ok)
    }))

    it.effect("P24: isn't changed by what is sent after it was claimed, with the same grant", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { me } = yield* begin
      const { claimed, grant, read } = yield* keep(me, file, text)
      yield* put(grant, text.toUpperCase())
      assert.deepStrictEqual(yield* widget("uploads.claim", { key: grant.key }, me), claimed)
      assert.strictEqual(yield* textOf(yield* read()), text)
      const { removeArrived } = yield* Storage
      yield* removeArrived(Date.now() + 60_000)
      assert.strictEqual(yield* textOf(yield* read()), text)
    }))

    it.effect("P24: can't be read before it was looked at, nor when it wasn't what was announced", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { urlOf } = yield* Storage
      const { me } = yield* begin
      const page = "<html><script>alert(1)</script></html>"
      const grant = yield* widget("uploads.grant", { ...file, filename: "x.png", mediaType: "image/png", size: page.length }, me)
      assert.isTrue((yield* put(grant, page)).ok)
      const sentTo = grant.url.split("?")[0] ?? ""
      for (const url of [urlOf(grant.key), sentTo]) assert.notStrictEqual((yield* ask(url)).status, 200, url)
      assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key: grant.key }, me))).reason, "type_not_allowed")
      assert.notStrictEqual((yield* ask(urlOf(grant.key))).status, 200)
      assert.isUndefined(yield* Storage.use(({ inspect }) => inspect(grant.key)))
    }))

    it.effect("P24: is served so that nothing in it runs", () => Effect.gen(function*() {
      const { me } = yield* begin
      const script = "<script>alert(1)</script>"
      const cases = [
        { filename: "page.txt", mediaType: "text/plain", body: `<html>${script}`, type: "text/plain; charset=utf-8", as: "attachment" },
        { filename: "page.html.md", mediaType: "text/markdown", body: `<html>${script}`, type: "text/markdown; charset=utf-8", as: "attachment" },
        { filename: "paper.pdf", mediaType: "application/pdf", body: "%PDF-1.7\n<< /S /JavaScript /JS (app.alert(1)) >>", type: "application/pdf", as: "attachment" },
        { filename: "both.gif", mediaType: "image/gif", body: `GIF89a/*${script}*/=1`, type: "image/gif", as: "inline" }
      ]
      for (const { as, body, filename, mediaType, type } of cases) {
        const { read } = yield* keep(me, { ...file, filename, mediaType }, body)
        const response = yield* read()
        assert.deepStrictEqual(headersOf(response, "content-type", "content-disposition"), [type, as], filename)
        // Elsewhere it is another origin than any page of ours; here nothing may guess, and nothing may run.
        if (name === "on disk") {
          assert.deepStrictEqual(headersOf(response, "x-content-type-options", "content-security-policy"), ["nosniff", "default-src 'none'; sandbox"])
        } else assert.notStrictEqual(new URL(response.url).origin, "http://localhost:3000")
      }
    }))

    it.effect("P24: that is never claimed is removed after a day, and gives its room back", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { admin } = yield* TestDatabase
      const { inspect } = yield* Storage
      const { me, website } = yield* begin
      const room = Effect.map(admin`select bytes::int from storage_use where website_id = ${website.id}`, ([row]) => row?.["bytes"])
      const { grant: kept } = yield* keep(me, file, text)
      const lost = yield* widget("uploads.grant", file, me)
      yield* put(lost, text)
      assert.strictEqual(yield* room, 2 * text.length)
      yield* admin`update upload set granted_at = now() - interval '25 hours' where website_id = ${website.id}`
      assert.strictEqual(yield* (yield* Uploads).removeUnclaimed, 1)
      assert.strictEqual(yield* room, text.length)
      assert.isUndefined(yield* inspect(lost.key))
      assert.isDefined(yield* inspect(kept.key))
      yield* admin`update storage_use set bytes = 10240::bigint * 1024 * 1024 - 1 where website_id = ${website.id}`
      assert.strictEqual((yield* Effect.flip(widget("uploads.grant", file, me))).reason, "quota")
    }))

    it.effect("P24: that stands there without a row is removed by its age", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { admin } = yield* TestDatabase
      const { inspect, removeArrived } = yield* Storage
      const { me } = yield* begin
      const { read } = yield* keep(me, file, text)
      const lost = yield* widget("uploads.grant", file, me)
      yield* put(lost, text)
      yield* admin`delete from upload where key = ${lost.key}`
      assert.strictEqual(yield* removeArrived(Date.now() - 3_600_000), 0)
      assert.isDefined(yield* inspect(lost.key))
      assert.isAtLeast(yield* removeArrived(Date.now() + 60_000), 1)
      assert.isUndefined(yield* inspect(lost.key))
      assert.strictEqual(yield* textOf(yield* read()), text)
    }))

    it.effect("P24: that was claimed and went into no message is removed after a day, and gives its room back", () => Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const { inspect } = yield* Storage
      const { me, website } = yield* begin
      const room = Effect.map(admin`select bytes::int from storage_use where website_id = ${website.id}`, ([row]) => row?.["bytes"])
      const { grant: young } = yield* keep(me, file, text)
      const { grant: old } = yield* keep(me, file, text)
      yield* admin`update upload set claimed_at = now() - interval '25 hours' where key = ${old.key}`
      assert.strictEqual(yield* (yield* Uploads).removeUnused, 1)
      assert.strictEqual(yield* (yield* Uploads).removeUnused, 0)
      assert.deepStrictEqual([yield* inspect(old.key), yield* room], [undefined, text.length])
      assert.isDefined(yield* inspect(young.key))
    }))

    it.effect("that the server received itself is stored by the same rules, for the conversation's visitor", () => Effect.gen(function*() {
      const { admin } = yield* TestDatabase
      const uploads = yield* Uploads
      const { visitor, website } = yield* begin
      const place = { websiteId: website.id, conversationId }
      const letter = { ...place, filename: "Jane's report.csv", mediaType: "text/csv; charset=utf-8", bytes: Buffer.from(text) }
      assert.strictEqual((yield* Effect.flip(uploads.put(letter)))._tag, "ConversationNotFound")
      yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${website.id}, ${conversationId}, true, ${visitor.id})`
      const stored = yield* uploads.put(letter)
      assert.deepInclude(stored, { mediaType: "text/csv", filename: "Jane's report.csv", size: text.length })
      assert.strictEqual(yield* textOf(yield* ask(stored.url)), text)
      const rows = yield* admin`select visitor_id, is_test, claimed_at is not null as is_claimed from upload where key = ${stored.key}`
      assert.deepStrictEqual(rows, [{ visitor_id: visitor.id, is_test: true, is_claimed: true }])
      const gif = yield* uploads.put({ ...letter, filename: "scan", mediaType: "application/octet-stream", bytes: Buffer.from("GIF89a\u0001\u0000\u0001\u0000") })
      assert.strictEqual(gif.mediaType, "image/gif")
      const refusals = [
        [{ filename: "run.exe", mediaType: "application/pdf", bytes: Buffer.from("MZ\u0090\u0000") }, "type_not_allowed"],
        [{ filename: "page.html", mediaType: "text/html", bytes: Buffer.from("<html>") }, "type_not_allowed"],
        [{ bytes: Buffer.alloc(0) }, "empty"],
        [{ bytes: Buffer.alloc(5 * 1024 * 1024 + 1, "a") }, "too_large"]
      ] as const
      for (const [change, reason] of refusals) {
        assert.deepInclude(yield* Effect.flip(uploads.put({ ...letter, ...change })), { _tag: "FileRefused", reason })
      }
    }))

    it.effect("goes with its site", () => Effect.gen(function*() {
      const { inbox } = yield* SiteWorld
      const { inspect } = yield* Storage
      const { me, website } = yield* begin
      const { grant } = yield* keep(me, file, text)
      assert.isDefined(yield* inspect(grant.key))
      yield* inbox("websites.delete", { websiteId: website.id, confirmName: website.name })
      assert.isUndefined(yield* inspect(grant.key))
    }))

    it.effect("P24: has no name that leads anywhere else", () => Effect.gen(function*() {
      const { widget } = yield* SiteWorld
      const { me } = yield* begin
      const grant = yield* widget("uploads.grant", { ...file, filename: "../../../../etc/passwd%00.html.csv" }, me)
      assert.match(grant.key, /\/[\w-]{22}\/[\w-]+\.csv$/)
      for (const key of ["../x", `${grant.key}/../../y`, `private/arriving/${grant.key}`, "private/secret.eml"]) {
        assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key }, me))).reason, "not_arrived", key)
      }
      const { http } = yield* SiteWorld
      for (const path of ["/files/../secrets.json", "/files/%2e%2e/secrets.json", "/files/..%2fsecrets.json", "/files/private/arriving/x", "/files/"]) {
        assert.strictEqual((yield* http(path, {})).status, 404, path)
      }
    }))
  })
}
