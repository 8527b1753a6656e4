import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs"
import path from "node:path"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"
import { Uploads } from "./Uploads.ts"

const conversationId = "CO1111111111111111"
const text = "name;amount\nJane;12\n"
const file = { conversationId, filename: "Jane's report.csv", mediaType: "text/csv", size: text.length }

const begin = Effect.gen(function*() {
  const { newSite, widget } = yield* SiteWorld
  const site = yield* newSite()
  const start = Effect.map(widget("visitors.start", { profile: {} }, site.page), ({ secret, visitor }) => ({ ...site.page, secret, id: visitor.id }))
  return { ...site, start, me: yield* start }
})

interface Grant {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
}

const put = (grant: Grant, body: string, change: Record<string, string> = {}) =>
  SiteWorld.use(({ http }) => http(new URL(grant.url).pathname, {
    method: "PUT",
    body,
    headers: { ...grant.headers, "content-length": String(body.length), ...change }
  }))

layer(SiteWorld.layer, { excludeTestServices: true })("An attachment", (it) => {
  it.effect("is granted, sent, claimed and then read by whoever has its address", () => Effect.gen(function*() {
    const { http, widget } = yield* SiteWorld
    const { me, website } = yield* begin
    const grant = yield* widget("uploads.grant", file, me)
    assert.match(grant.key, new RegExp(`^${website.organizationId}/${website.id}/${conversationId}/[\\w-]{22}/Jane-s-report\\.csv$`))
    assert.strictEqual((yield* http(`/files/${grant.key}`, {})).status, 404)
    assert.strictEqual((yield* put(grant, text)).status, 201)
    assert.strictEqual((yield* http(`/files/${grant.key}`, {})).status, 404)
    const claimed = yield* widget("uploads.claim", { key: grant.key }, me)
    assert.deepStrictEqual(claimed, {
      key: grant.key, url: `http://localhost:3000/files/${grant.key}`, mediaType: "text/csv", filename: "Jane's report.csv", size: text.length
    })
    assert.deepStrictEqual(yield* widget("uploads.claim", { key: grant.key }, me), claimed)

    const read = yield* http(`/files/${grant.key}`, {})
    assert.strictEqual(yield* Effect.promise(() => read.text()), text)
    for (const [name, value] of Object.entries({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": "attachment",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "public, max-age=31536000, immutable",
      "access-control-allow-origin": "*"
    })) assert.strictEqual(read.headers.get(name), value)

    const part = yield* http(`/files/${grant.key}`, { headers: { range: "bytes=5-10" } })
    assert.strictEqual(part.status, 206)
    assert.strictEqual(part.headers.get("content-range"), `bytes 5-10/${text.length}`)
    assert.strictEqual(yield* Effect.promise(() => part.text()), "amount")
    assert.strictEqual((yield* http(`/files/${grant.key}`, { headers: { range: "bytes=99-" } })).status, 416)
    // Only a GET asks for a part, and a part of what is still the same alone where it says so. (RFC 9110 §14.2, §13.1.5)
    const whole = yield* http(`/files/${grant.key}`, { headers: { range: "bytes=5-10", "if-range": '"another"' } })
    assert.deepStrictEqual([whole.status, yield* Effect.promise(() => whole.text())], [200, text])
    for (const headers of [{}, { range: "bytes=5-10" }, { range: "bytes=99-" }]) {
      const head = yield* http(`/files/${grant.key}`, { method: "HEAD", headers })
      assert.deepStrictEqual([head.status, head.headers.get("content-length")], [200, String(text.length)])
    }
  }))

  it.effect("P24: is refused before it is sent when its type or size is not allowed", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { me } = yield* begin
    const cases: ReadonlyArray<readonly [Partial<typeof file>, string]> = [
      [{ mediaType: "text/html" }, "type_not_allowed"],
      [{ mediaType: "image/svg+xml" }, "type_not_allowed"],
      [{ mediaType: "text/plain; charset=utf-8" }, "type_not_allowed"],
      [{ mediaType: "application/octet-stream" }, "type_not_allowed"],
      [{ size: 5 * 1024 * 1024 + 1 }, "too_large"],
      [{ size: 0 }, "empty"],
      [{ size: -1 }, "empty"]
    ]
    for (const [change, reason] of cases) {
      assert.deepInclude(yield* Effect.flip(widget("uploads.grant", { ...file, ...change }, me)), { _tag: "FileRefused", reason })
    }
  }))

  it.effect("P24: a grant is good for its own key, size and type, once", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { me } = yield* begin
    const grant = yield* widget("uploads.grant", file, me)
    const other = yield* widget("uploads.grant", file, me)
    const big = yield* widget("uploads.grant", { ...file, size: 4 }, me)
    const [expiresAt = "", , signature = ""] = grant.headers["x-upload-grant"]?.split(".") ?? []
    const forged = [
      yield* put(grant, text, { "content-type": "text/html" }),
      yield* put(grant, text, { "x-upload-grant": "" }),
      yield* put(grant, text, { "x-upload-grant": `${expiresAt}.999999.${signature}` }),
      yield* put(grant, text, { "x-upload-grant": `${Number(expiresAt) + 1}.${text.length}.${signature}` }),
      yield* put({ ...grant, headers: other.headers }, text),
      yield* put({ ...grant, url: grant.url.replace("report.csv", "report.txt") }, text)
    ]
    assert.deepStrictEqual(forged.map(({ status }) => status), forged.map(() => 403))
    assert.strictEqual((yield* put(big, "more than four")).status, 400)
    assert.strictEqual((yield* put(big, "abc")).status, 400)
    assert.strictEqual((yield* put(grant, text)).status, 201)
    assert.strictEqual((yield* put(grant, "x".repeat(text.length))).status, 403)
    yield* widget("uploads.claim", { key: grant.key }, me)
    assert.strictEqual((yield* put(grant, "y".repeat(text.length))).status, 403)
    const racing = yield* Effect.all([put(other, text), put(other, text.toUpperCase())], { concurrency: "unbounded" })
    assert.deepStrictEqual(racing.map(({ status }) => status).sort(), [201, 403])
  }))

  it.effect("that the disk has no room for is refused as such, so that the operator looks there, and may be sent again", () => Effect.gen(function*() {
    const { dataDir, widget } = yield* SiteWorld
    const { me, website } = yield* begin
    const grant = yield* widget("uploads.grant", file, me)
    // A folder that can't be made, as on a full disk.
    const inTheWay = path.join(dataDir, "uploads", website.organizationId, website.id)
    mkdirSync(path.dirname(inTheWay), { recursive: true })
    symlinkSync("/proc/nowhere", inTheWay)
    const refused = yield* put(grant, text)
    assert.deepStrictEqual([refused.status, refused.headers.get("access-control-allow-origin")], [507, "*"])
    rmSync(inTheWay)
    assert.strictEqual((yield* put(grant, text)).status, 201)
  }))

  it.effect("P24: is looked at when it is claimed, and thrown away when it isn't what was announced", () => Effect.gen(function*() {
    const { dataDir, widget } = yield* SiteWorld
    const { me } = yield* begin
    const page = "<html><script>alert(1)</script></html>"
    const grant = yield* widget("uploads.grant", { ...file, filename: "x.png", mediaType: "image/png", size: page.length }, me)
    const missing = yield* Effect.flip(widget("uploads.claim", { key: grant.key }, me))
    assert.strictEqual(missing.reason, "not_arrived")
    assert.strictEqual((yield* put(grant, page)).status, 201)
    assert.isTrue(existsSync(path.join(dataDir, "uploads", grant.key)))
    const refused = yield* Effect.flip(widget("uploads.claim", { key: grant.key }, me))
    assert.strictEqual(refused.reason, "type_not_allowed")
    assert.isFalse(existsSync(path.join(dataDir, "uploads", grant.key)))
    assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key: grant.key }, me))).reason, "not_arrived")
  }))

  it.effect("P24: whose file was refused has used up its grant, also for what is on its way", () => Effect.gen(function*() {
    const { dataDir, http, widget } = yield* SiteWorld
    const { me } = yield* begin
    const page = "<html><script>alert(1)</script></html>"
    const grant = yield* widget("uploads.grant", { ...file, filename: "x.png", mediaType: "image/png", size: page.length }, me)
    const folder = path.dirname(path.join(dataDir, "uploads", grant.key))
    const files = () => existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("x.png")) : []
    const slow = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>()
    const body = new ReadableStream<Uint8Array>({ start: slow.resolve })
    const late = yield* Effect.forkChild(http(new URL(grant.url).pathname, { method: "PUT", body, headers: { ...grant.headers, "content-length": String(page.length) } }))
    const controller = yield* Effect.promise(() => slow.promise)
    controller.enqueue(Buffer.from(page))
    yield* until(Effect.sync(() => files().length === 1))
    assert.strictEqual((yield* put(grant, page)).status, 201)
    assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key: grant.key }, me))).reason, "type_not_allowed")
    controller.close()
    assert.strictEqual((yield* Fiber.join(late)).status, 403)
    assert.strictEqual((yield* put(grant, page)).status, 403)
    assert.deepStrictEqual(files(), [])
  }))

  it.effect("P10: belongs to its author; a conversation of somebody else takes none", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { me, page, start, website } = yield* begin
    const other = yield* start
    const elsewhere = yield* newSite("elsewhere.example")
    const foreign = yield* Effect.map(widget("visitors.start", { profile: {} }, elsewhere.page), ({ secret }) => ({ ...elsewhere.page, secret }))
    const grant = yield* widget("uploads.grant", file, me)
    yield* put(grant, text)
    for (const stranger of [other, foreign]) {
      assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key: grant.key }, stranger))).reason, "not_arrived")
    }
    const asMember = yield* Effect.flip(inbox("uploads.claim", { websiteId: website.id, key: grant.key }))
    assert.strictEqual(asMember.reason, "not_arrived")
    assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key: "../../../etc/passwd" }, me))).reason, "not_arrived")
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${website.id}, ${conversationId}, true, ${me.id})`
    assert.strictEqual((yield* Effect.flip(widget("uploads.grant", file, other)))._tag, "ConversationNotFound")
    for (const id of ["../x", "CO", `${conversationId}/..`]) {
      assert.strictEqual((yield* Effect.flip(widget("uploads.grant", { ...file, conversationId: id }, me)))._tag, "ConversationNotFound")
    }
    const nowhere = yield* Effect.flip(inbox("uploads.grant", { websiteId: website.id, ...file, conversationId: "CO9999999999999999" }))
    assert.strictEqual(nowhere._tag, "ConversationNotFound")
    const mine = yield* inbox("uploads.grant", { websiteId: website.id, ...file })
    assert.strictEqual((yield* put(mine, text)).status, 201)
    assert.strictEqual((yield* inbox("uploads.claim", { websiteId: website.id, key: mine.key })).size, text.length)
    const rows = yield* admin`select is_test from upload where key = ${mine.key}`
    assert.deepStrictEqual(rows.map((row) => row["is_test"]), [true])
    assert.strictEqual(page.origin, "http://localhost:5173")
  }))

  it.effect("P24: no path leads out of the folder of files", () => Effect.gen(function*() {
    const { http } = yield* SiteWorld
    for (const path of ["/files/../secrets.json", "/files/%2e%2e/secrets.json", "/files/..%2fsecrets.json", "/files/a/b/c/d/e.csv", "/files/"]) {
      assert.strictEqual((yield* http(path, {})).status, 404, path)
    }
  }))

  it.effect("P24: a site's files have a limit together, and what is never claimed gives its room back", () => Effect.gen(function*() {
    const { dataDir, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { me, website } = yield* begin
    const room = Effect.map(admin`select bytes::int from storage_use where website_id = ${website.id}`, ([row]) => row?.["bytes"])
    const kept = yield* widget("uploads.grant", file, me)
    yield* put(kept, text)
    yield* widget("uploads.claim", { key: kept.key }, me)
    const lost = yield* widget("uploads.grant", file, me)
    yield* put(lost, text)
    assert.strictEqual(yield* room, 2 * text.length)
    yield* admin`update upload set granted_at = now() - interval '25 hours' where website_id = ${website.id}`
    assert.strictEqual((yield* Effect.flip(widget("uploads.claim", { key: lost.key }, me))).reason, "not_arrived")
    assert.strictEqual(yield* (yield* Uploads).removeUnclaimed, 1)
    assert.strictEqual(yield* (yield* Uploads).removeUnclaimed, 0)
    assert.strictEqual(yield* room, text.length)
    assert.isFalse(existsSync(path.join(dataDir, "uploads", lost.key)))
    assert.isTrue(existsSync(path.join(dataDir, "files", kept.key)))
    yield* admin`update storage_use set bytes = 10240::bigint * 1024 * 1024 - 1 where website_id = ${website.id}`
    assert.strictEqual((yield* Effect.flip(widget("uploads.grant", file, me))).reason, "quota")
  }))

  it.effect("may be sent from a page of any origin", () => Effect.gen(function*() {
    const { http } = yield* SiteWorld
    const preflight = yield* http("/files/upload/any", { method: "OPTIONS" })
    assert.strictEqual(preflight.status, 204)
    assert.strictEqual(preflight.headers.get("access-control-allow-origin"), "*")
    assert.include(preflight.headers.get("access-control-allow-headers") ?? "", "x-upload-grant")
    assert.strictEqual(preflight.headers.get("access-control-allow-credentials"), null)
  }))
})
