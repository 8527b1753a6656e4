import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Admission } from "./Admission.ts"
import { SiteWorld } from "./testing/SiteWorld.ts"

layer(SiteWorld.layer, { excludeTestServices: true })("Admission", (it) => {
  it.effect("P14: lets a page in by key and origin, and tells the page and the team why not", () => Effect.gen(function*() {
    const { inbox, newSite, told, widget } = yield* SiteWorld
    const { liveKey, page, website } = yield* newSite()
    const site = { websiteId: website.id }
    const seen = yield* widget("websites.get", undefined, page)
    assert.strictEqual(seen.id, website.id)
    assert.strictEqual(seen.isTest, true)
    assert.strictEqual(seen.visitor, null)

    const refused = yield* Effect.flip(widget("websites.get", undefined, { key: liveKey, origin: "https://other.example" }))
    assert.deepStrictEqual<unknown>(refused, { _tag: "OriginRefused", origin: "https://other.example", reason: "origin_not_allowed" })
    const missing = yield* Effect.flip(widget("websites.get", undefined, { key: liveKey }))
    assert.deepStrictEqual<unknown>(missing, { _tag: "OriginRefused", origin: null, reason: "origin_missing" })
    assert.strictEqual((yield* widget("websites.get", undefined, { key: liveKey, origin: "https://shop.example" })).isTest, false)

    const status = yield* inbox("websites.install", site)
    assert.deepStrictEqual([status.seen?.origin, status.seen?.isTest], ["https://shop.example", false])
    assert.deepStrictEqual([status.refused?.origin, status.refused?.reason], ["https://other.example", "origin_not_allowed"])
    const news = told.filter(({ what }) => what === "InstallChanged")
    assert.isAtLeast(news.length, 3)
  }))

  it.effect("P14: asks a socket at the upgrade the same as a request for each of its calls", () => Effect.gen(function*() {
    const { newSite } = yield* SiteWorld
    const { admitSocket, site, visitor } = yield* Admission
    const { liveKey } = yield* newSite("socket.example")
    const connection = (transport: "socket" | "request", origin: string | null) => ({
      clientId: 1, transport, origin, publicKey: liveKey, address: "192.0.2.1", userAgent: null, acceptLanguage: null,
      cookie: null, door: "widget" as const, openedAt: 0
    })
    yield* admitSocket(connection("socket", "https://socket.example"))
    for (const origin of [null, "http://socket.example", "https://evil.example", "http://localhost:3000"]) {
      const atUpgrade = yield* Effect.flip(admitSocket(connection("socket", origin)))
      assert.strictEqual(atUpgrade._tag, "OriginRefused")
      yield* admitSocket(connection("request", origin))
      assert.deepStrictEqual(yield* Effect.flip(site(connection("request", origin))), atUpgrade)
      assert.deepStrictEqual(yield* Effect.flip(visitor(connection("request", origin), undefined, null)), atUpgrade)
    }
  }))

  it.effect("P14: asks each page anew: what one may do a moment ago, another may not with the same key and secret", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { liveKey } = yield* newSite("twice.example")
    const [own, other] = [{ key: liveKey, origin: "https://twice.example" }, { key: liveKey, origin: "https://other.example" }]
    yield* widget("websites.get", undefined, own)
    assert.strictEqual((yield* Effect.flip(widget("websites.get", undefined, other)))._tag, "OriginRefused")
    const { secret } = yield* widget("visitors.start", { profile: {} }, own)
    const identify = (page: typeof own) => widget("visitors.identify", { email: "jane@visitor.test" }, { ...page, secret })
    yield* identify(own)
    assert.strictEqual((yield* Effect.flip(identify(other)))._tag, "OriginRefused")
    yield* identify(own)
  }))

  it.effect("answers an unknown, malformed and missing key alike", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { page } = yield* newSite()
    for (const key of [`pk_test_${"0".repeat(64)}`, "pk_test_short", "", page.key.toUpperCase()]) {
      assert.deepStrictEqual(yield* Effect.flip(widget("websites.get", undefined, { ...page, key })), { _tag: "InvalidKey" })
    }
  }))

  it.effect("refuses a private key in a browser, and records it", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { page, website } = yield* newSite()
    const site = { websiteId: website.id }
    const { key, value } = yield* inbox("keys.create", { ...site, name: "Server", keyType: "private", isTest: true })
    assert.match(value, /^sk_test_[0-9a-f]{64}$/)
    assert.strictEqual(key.key, value.slice(-4))
    const refused = yield* Effect.flip(widget("websites.get", undefined, { ...page, key: value }))
    assert.deepInclude(refused, { _tag: "OriginRefused", reason: "private_key_in_browser" })
    assert.strictEqual((yield* inbox("websites.install", site)).refused?.reason, "private_key_in_browser")
  }))

  it.effect("P28: stores private keys as a keyed hash, signing secrets sealed and visitor secrets hashed", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { page, website } = yield* newSite()
    const site = { websiteId: website.id }
    const { value } = yield* inbox("keys.create", { ...site, name: "Server", keyType: "private", isTest: false })
    const { secret } = yield* inbox("identitySecrets.add", site)
    const started = yield* widget("visitors.start", { profile: {} }, page)
    const rows = yield* admin`select to_jsonb(k)::text as text from api_key k union all
      select to_jsonb(s)::text from identity_secret s union all select to_jsonb(v)::text from visitor v`
    const stored = rows.map(({ text }) => String(text)).join("\n")
    for (const canary of [value, secret, started.secret]) {
      assert.notInclude(stored, canary)
      assert.notInclude(stored, Buffer.from(canary).toString("hex"))
    }
    assert.strictEqual((yield* inbox("identitySecrets.list", site))[0]?.secret, secret)
  }))

  it.effect("P14: a revoked or expired key works nowhere any more, at once", () => Effect.gen(function*() {
    const { inbox, newSite, told, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { liveKey, page, website } = yield* newSite()
    const site = { websiteId: website.id }
    const { key, value } = yield* inbox("keys.create", { ...site, name: "Second", keyType: "public", isTest: true })
    yield* widget("websites.get", undefined, { ...page, key: value })
    yield* inbox("keys.revoke", { ...site, id: key.id })
    assert.deepStrictEqual(yield* Effect.flip(widget("websites.get", undefined, { ...page, key: value })), { _tag: "InvalidKey" })
    assert.deepInclude(told, { what: "accessChanged", about: { websiteId: website.id, reason: "access" } })
    assert.strictEqual((yield* inbox("websites.install", site)).refused?.reason, "key_revoked")
    yield* admin`update api_key set expires_at = now() - interval '1 second' where lookup = ${liveKey}`
    assert.deepStrictEqual(
      yield* Effect.flip(widget("websites.get", undefined, { key: liveKey, origin: "https://shop.example" })),
      { _tag: "InvalidKey" }
    )
    const foreign = yield* newSite("other.example")
    const notMine = yield* Effect.flip(inbox("keys.revoke", { websiteId: foreign.website.id, id: key.id }))
    assert.strictEqual(notMine._tag, "ApiKeyNotFound")
  }))

  it.effect("notes when a key was last used", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { page, website } = yield* newSite()
    yield* widget("websites.get", undefined, page)
    const keys = yield* inbox("keys.list", { websiteId: website.id })
    assert.deepStrictEqual(keys.map(({ isTest, lastUsedAt }) => [isTest, lastUsedAt !== null]).sort(), [[false, false], [true, true]])
  }))

  it.effect("P10: knows a visitor by its secret on its own site and kind of key only", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { liveKey, page, website } = yield* newSite()
    const other = yield* newSite("other.example")
    const { secret } = yield* widget("visitors.start", { profile: {} }, page)
    yield* widget("visitors.update", { profile: {} }, { ...page, secret })
    const strangers = [
      { ...other.page, secret },
      { key: liveKey, origin: "https://shop.example", secret },
      { ...page, secret: `vs_${"A".repeat(43)}` },
      { ...page, secret: "nonsense" },
      page
    ]
    for (const stranger of strangers) {
      const refused = yield* Effect.flip(widget("visitors.update", { profile: {} }, stranger))
      assert.deepStrictEqual(refused, { _tag: "UnknownVisitor" })
    }
    assert.strictEqual((yield* inbox("websites.settings", { websiteId: WebsiteId.make(website.id) })).id, website.id)
  }))
})
