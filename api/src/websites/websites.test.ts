import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SiteWorld } from "./testing/SiteWorld.ts"

layer(SiteWorld.layer, { excludeTestServices: true })("A website", (it) => {
  it.effect("starts with a slug, its domain and localhost allowed, and a live and a test public key", () => Effect.gen(function*() {
    const { inbox, newSite } = yield* SiteWorld
    const { liveKey, testKey, website } = yield* newSite("https://start.example/pricing")
    assert.strictEqual(website.domain, "start.example")
    assert.strictEqual(website.slug, "startdotexample")
    assert.deepStrictEqual(website.allowedOrigins, ["https://start.example", "http://localhost:3000"])
    assert.match(liveKey, /^pk_live_[0-9a-f]{64}$/)
    assert.match(testKey, /^pk_test_[0-9a-f]{64}$/)
    assert.strictEqual(yield* inbox("keys.installKey", { websiteId: website.id }), testKey)
    const again = yield* newSite("start.example")
    assert.match(again.website.slug, /^startdotexample-[a-z0-9]{6}$/)
  }))

  it.effect("on a port of its own keeps it: its pages there may use the key, those without it may not", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { liveKey, website } = yield* newSite("harbour.example:8080")
    assert.deepStrictEqual([website.domain, website.slug], ["harbour.example:8080", "harbourdotexample"])
    assert.deepStrictEqual(website.allowedOrigins, ["https://harbour.example:8080", "http://localhost:3000"])
    yield* widget("websites.get", undefined, { key: liveKey, origin: "https://harbour.example:8080" })
    const elsewhere = yield* Effect.flip(widget("websites.get", undefined, { key: liveKey, origin: "https://harbour.example" }))
    assert.strictEqual(elsewhere._tag, "OriginRefused")
    const moved = yield* inbox("websites.update", { websiteId: website.id, domain: "https://harbour.example:8443/pricing" })
    assert.deepStrictEqual([moved.domain, ...moved.allowedOrigins], ["harbour.example:8443", "https://harbour.example:8443", "http://localhost:3000"])
  }))

  it.effect("is never called like a path of the program", () => Effect.gen(function*() {
    const { newSite } = yield* SiteWorld
    assert.match((yield* newSite("api.com")).website.slug, /^api-[a-z0-9]{6}$/)
  }))

  it.effect("keeps its settings, with origins in one form, and tells the team", () => Effect.gen(function*() {
    const { inbox, newSite, told } = yield* SiteWorld
    const { website } = yield* newSite("settings.example")
    const site = { websiteId: website.id }
    const changed = yield* inbox("websites.update", {
      ...site,
      name: " New name ",
      description: "Shoes",
      typingPreview: true,
      allowedOrigins: ["HTTPS://Settings.Example:443", "https://settings.example", "https://*.settings.example"]
    })
    assert.strictEqual(changed.name, "New name")
    assert.deepStrictEqual(changed.allowedOrigins, ["https://settings.example", "https://*.settings.example"])
    assert.deepStrictEqual(yield* inbox("websites.settings", site), changed)
    assert.isTrue(told.some(({ what, about }) => what === "SiteChanged" && JSON.stringify(about).includes(website.id)))
    // Whoever came in by the former rule is asked anew.
    told.splice(0)
    yield* inbox("websites.update", { ...site, description: "Boots" })
    assert.deepStrictEqual(told.filter(({ what }) => what === "accessChanged"), [])
    yield* inbox("websites.update", { ...site, identityVerification: "required" })
    assert.isTrue(told.some(({ about, what }) => what === "accessChanged" && JSON.stringify(about).includes(website.id)))
    const moved = yield* inbox("websites.update", { ...site, domain: "moved.example", description: null })
    assert.deepStrictEqual(moved.allowedOrigins, ["https://moved.example", "https://*.settings.example"])
    assert.strictEqual(moved.description, null)
    for (const origin of ["https://[::", "settings.example", "ftp://settings.example", "https://settings.example/shop"]) {
      const bad = yield* Effect.flip(inbox("websites.update", { ...site, allowedOrigins: [origin] }))
      assert.strictEqual(bad._tag, "BadRequest")
      assert.include(JSON.stringify(bad), "Expected an origin such as https://app.example.com", origin)
      assert.notInclude(JSON.stringify(bad), "RegExp")
    }
  }))

  it.effect("P14: turns pages away at once when their origin is taken off the list", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { liveKey, website } = yield* newSite("narrow.example")
    const page = { key: liveKey, origin: "https://narrow.example" }
    yield* widget("websites.get", undefined, page)
    yield* inbox("websites.update", { websiteId: website.id, allowedOrigins: [] })
    assert.strictEqual((yield* Effect.flip(widget("websites.get", undefined, page)))._tag, "OriginRefused")
  }))

  it.effect("is deleted with all that is in it, once its name was typed", () => Effect.gen(function*() {
    const { inbox, newSite, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { page, website } = yield* newSite("gone.example")
    const site = { websiteId: website.id }
    yield* widget("visitors.start", { profile: {} }, page)
    assert.strictEqual((yield* Effect.flip(inbox("websites.delete", { ...site, confirmName: "no" })))._tag, "NameDiffers")
    yield* inbox("websites.delete", { ...site, confirmName: "Test shop" })
    const left = yield* admin`select id from api_key where website_id = ${website.id}
      union all select id from visitor where website_id = ${website.id} union all select id from website where id = ${website.id}`
    assert.deepStrictEqual(left, [])
    assert.deepStrictEqual(yield* Effect.flip(widget("websites.get", undefined, page)), { _tag: "InvalidKey" })
  }))

  it.effect("keeps two signing secrets, so that one can be replaced while the other signs", () => Effect.gen(function*() {
    const { inbox, newSite } = yield* SiteWorld
    const { website } = yield* newSite("secrets.example")
    const site = { websiteId: website.id }
    const first = yield* inbox("identitySecrets.add", site)
    const second = yield* inbox("identitySecrets.add", site)
    const third = yield* Effect.flip(inbox("identitySecrets.add", site))
    assert.deepStrictEqual<unknown>(third, { _tag: "TooManySecrets", limit: 2 })
    assert.deepStrictEqual((yield* inbox("identitySecrets.list", site)).map(({ secret }) => secret), [second.secret, first.secret])
    yield* inbox("identitySecrets.remove", { ...site, id: first.id })
    yield* inbox("identitySecrets.add", site)
    assert.strictEqual((yield* inbox("identitySecrets.list", site)).length, 2)
  }))

  it.effect("P12: shows visitors three people at most, and nobody's e-mail", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { page, website } = yield* newSite("people.example")
    for (const n of [1, 2, 3, 4]) {
      yield* admin`insert into auth.users (id, name, email, "emailVerified", "updatedAt")
        values (${`u${n}`}, ${`Person ${n}`}, ${`person${n}@people.example`}, true, now())`
      yield* admin`insert into member (organization_id, user_id, role, last_seen_at)
        values (${website.organizationId}, ${`u${n}`}, 'owner', now() - ${n} * interval '1 hour')`
    }
    const face = yield* widget("websites.get", undefined, page)
    assert.deepStrictEqual(face.availableHumanAgents.map(({ email, name }) => [name, email]), [
      ["Person 1", null], ["Person 2", null], ["Person 3", null]
    ])
    assert.strictEqual(face.lastOnlineAt, face.availableHumanAgents[0]?.lastSeenAt)
    assert.notInclude(JSON.stringify(face), "@people.example")
  }))
})
