import { signIdentity } from "@cossistant/core/server/signIdentity"
import { VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { SignJWT } from "jose"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SiteWorld, type TestSite } from "../websites/testing/SiteWorld.ts"
import { Visitors } from "./Visitors.ts"

/** A site with a signing secret, and ways to start visitors and sign for people. */
const signingSite = Effect.gen(function*() {
  const { inbox, newSite, widget } = yield* SiteWorld
  const site = yield* newSite()
  const websiteId = site.website.id
  const { secret } = yield* inbox("identitySecrets.add", { websiteId })
  const sign = (externalId: string, more: Partial<Parameters<typeof signIdentity>[0]> = {}, now?: number) =>
    Effect.promise(() => signIdentity({ secret, websiteId, externalId, ...more }, now))
  const start = Effect.map(widget("visitors.start", { profile: {} }, site.page), ({ secret, visitor }) =>
    ({ ...site.page, secret, id: VisitorId.make(visitor.id) }))
  return { ...site, websiteId, secret, sign, start }
})

const verification = (site: TestSite, identityVerification: "optional" | "required" | "off") =>
  SiteWorld.use(({ inbox }) => inbox("websites.update", { websiteId: site.website.id, identityVerification }))

layer(SiteWorld.layer, { excludeTestServices: true })("Identity", (it) => {
  it.effect("P13: a signed token proves a contact, and opens its history on every device", () => Effect.gen(function*() {
    const { told, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, websiteId } = yield* signingSite
    const phone = yield* start
    const laptop = yield* start
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${websiteId}, 'CO1111111111111111', true, ${phone.id})`
    const identityToken = yield* sign("user_1", { email: "Jane@Acme.example" })
    const first = yield* widget("visitors.identify", { identityToken, name: "Jane", metadata: { b: 1, a: "x" } }, phone)
    assert.deepStrictEqual(first.contact, {
      id: first.contact?.id ?? "", externalId: "user_1", name: "Jane", email: "jane@acme.example", image: null,
      metadataHash: "cdab067e", isVerified: true
    })
    const second = yield* widget("visitors.identify", { identityToken }, laptop)
    assert.strictEqual(second.contact?.id, first.contact?.id)
    const shared = yield* admin`select contact_id from conversation where website_id = ${websiteId}`
    assert.strictEqual(shared[0]?.["contact_id"], first.contact?.id)
    assert.isTrue(told.some(({ about, what }) => what === "accessChanged" && JSON.stringify(about).includes(laptop.id)))
  }))

  it.effect("P13: within its life a token may be told again, and changes nothing then", () => Effect.gen(function*() {
    const { told, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, websiteId } = yield* signingSite
    const me = yield* start
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${websiteId}, 'CO1111111111111111', true, ${me.id})`
    const claim = { identityToken: yield* sign("user_1"), name: "Jane", metadata: { plan: "pro" } }
    const all = yield* Effect.all([1, 2, 3].map(() => widget("visitors.identify", claim, me)), { concurrency: "unbounded" })
    const versions = admin`select version from conversation where website_id = ${websiteId} union all
      select version from contact where website_id = ${websiteId} union all select version from visitor where website_id = ${websiteId}`
    const before = yield* versions
    const toldBefore = told.length
    assert.deepStrictEqual(yield* widget("visitors.identify", claim, me), all[0])
    assert.deepStrictEqual(yield* versions, before)
    assert.strictEqual(told.length, toldBefore)
    assert.strictEqual((yield* admin`select id from contact where website_id = ${websiteId}`).length, 1)
  }))

  it.effect("takes along a conversation that began while the visitor was being identified", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, websiteId } = yield* signingSite
    const me = yield* start
    const claim = { identityToken: yield* sign("user_1") }
    const { contact } = yield* widget("visitors.identify", claim, me)
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${websiteId}, 'CO1111111111111111', true, ${me.id})`
    yield* widget("visitors.identify", claim, me)
    const rows = yield* admin`select contact_id from conversation where website_id = ${websiteId}`
    assert.strictEqual(rows[0]?.["contact_id"], contact?.id)
  }))

  it.effect("P13: refuses tokens of every other kind, each with its reason", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { sign, secret, start, websiteId } = yield* signingSite
    const other = yield* newSite("other.example")
    const me = yield* start
    const now = Date.now()
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
    const claims = { sub: "user_1", aud: websiteId, iat: now / 1000, exp: now / 1000 + 60 }
    const good = yield* sign("user_1")
    // What our own signer refuses to sign.
    const bare = (sub: string) => new SignJWT({ ...claims, sub }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret))
    const [, body = "", signature = ""] = good.split(".")
    const cases: ReadonlyArray<readonly [what: string, token: string, reason: string]> = [
      ["another site's", yield* sign("user_1", { websiteId: other.website.id }), "wrong_audience"],
      ["signed with another secret", yield* sign("user_1", { secret: "is_another" }), "wrong_signature"],
      ["expired", yield* sign("user_1", {}, now - 7_200_000), "token_expired"],
      ["valid for two days", yield* sign("user_1", { expiresInSeconds: 172_800 }), "token_too_long"],
      ["from tomorrow", yield* sign("user_1", {}, now + 86_400_000), "token_malformed"],
      ["alg none", `${part({ alg: "none" })}.${part(claims)}.`, "token_malformed"],
      ["alg none in capitals", `${part({ alg: "NONE" })}.${part(claims)}.`, "token_malformed"],
      ["alg RS256 over the same bytes", `${part({ alg: "RS256" })}.${body}.${signature}`, "token_malformed"],
      ["alg HS512", `${part({ alg: "HS512" })}.${body}.${signature}`, "token_malformed"],
      ["with another body", `${part({ alg: "HS256", typ: "JWT" })}.${part({ ...claims, sub: "user_2" })}.${signature}`, "wrong_signature"],
      ["without a subject", yield* Effect.promise(() => bare("")), "token_malformed"],
      ["no token at all", "hello", "token_malformed"],
      ["empty", "", "token_malformed"]
    ]
    for (const [what, identityToken, reason] of cases) {
      const refused = yield* Effect.flip(widget("visitors.identify", { identityToken }, me))
      assert.deepStrictEqual<unknown>(refused, { _tag: "IdentityRefused", reason }, what)
    }
    const mixed = yield* Effect.flip(widget("visitors.identify", { identityToken: good, externalId: "user_2" }, me))
    assert.strictEqual(mixed._tag, "IdentityRefused")
    assert.isTrue(secret.startsWith("is_"))
    assert.strictEqual((yield* widget("websites.get", undefined, me)).visitor?.contact, null)
  }))

  it.effect("P13: two secrets sign at once; a removed one signs nothing any more", () => Effect.gen(function*() {
    const { inbox, widget } = yield* SiteWorld
    const { sign, start, websiteId } = yield* signingSite
    const me = yield* start
    const next = yield* inbox("identitySecrets.add", { websiteId })
    yield* widget("visitors.identify", { identityToken: yield* sign("user_1") }, me)
    yield* widget("visitors.identify", { identityToken: yield* sign("user_1", { secret: next.secret }) }, me)
    const [, old] = yield* inbox("identitySecrets.list", { websiteId })
    assert.isNotNull(old?.lastUsedAt)
    yield* inbox("identitySecrets.remove", { websiteId, id: old?.id ?? "" })
    const refused = yield* Effect.flip(widget("visitors.identify", { identityToken: yield* sign("user_1") }, me))
    assert.strictEqual(refused.reason, "wrong_signature")
  }))

  it.effect("P13: a token older than the last log-out is refused, a newer one opens everything again", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { sign, start } = yield* signingSite
    const first = yield* start
    const stolen = yield* sign("user_1")
    const before = yield* widget("visitors.identify", { identityToken: stolen }, first)
    yield* widget("visitors.logout", undefined, first)
    const second = yield* start
    const refused = yield* Effect.flip(widget("visitors.identify", { identityToken: stolen }, second))
    assert.deepStrictEqual<unknown>(refused, { _tag: "IdentityRefused", reason: "logged_out_since" })
    const after = yield* widget("visitors.identify", { identityToken: yield* sign("user_1") }, second)
    assert.strictEqual(after.contact?.id, before.contact?.id)
  }))

  it.effect("P13: an unsigned claim makes a profile of this device that neither reads nor changes a known contact", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, website, websiteId } = yield* signingSite
    const jane = yield* start
    const thief = yield* start
    const known = yield* widget("visitors.identify", { identityToken: yield* sign("user_1", { email: "jane@acme.example" }), name: "Jane", metadata: { plan: "pro" } }, jane)
    const claimed = yield* widget("visitors.identify", { externalId: "user_1", email: "jane@acme.example", name: "Not Jane", metadata: { plan: "free" } }, thief)
    assert.notStrictEqual(claimed.contact?.id, known.contact?.id)
    assert.deepInclude(claimed.contact, { name: "Not Jane", isVerified: false })
    yield* widget("visitors.setMetadata", { metadata: { plan: "none" } }, thief)
    assert.deepStrictEqual((yield* widget("websites.get", undefined, jane)).visitor, known)
    const detail = yield* (yield* Visitors).detail(website.id, jane.id)
    assert.deepStrictEqual(detail.metadata, { plan: "pro" })
    assert.isFalse((yield* (yield* Visitors).detail(website.id, thief.id)).isVerified)
    // On its own device the same profile goes on, and another person replaces it.
    const again = yield* widget("visitors.identify", { externalId: "user_1", name: "Still not Jane" }, thief)
    assert.strictEqual(again.contact?.id, claimed.contact?.id)
    yield* widget("visitors.identify", { email: "someone@else.example" }, thief)
    const replaced = yield* (yield* Visitors).detail(website.id, thief.id)
    assert.deepInclude(replaced, { name: null, externalId: null, email: "someone@else.example" })
    assert.deepStrictEqual(replaced.metadata, {})
    const rows = yield* admin`select count(*)::int as n from contact where website_id = ${websiteId}`
    assert.strictEqual(rows[0]?.["n"], 2)
  }))

  it.effect("P13: a proven visitor changes its own name unsigned, but not who it is", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { sign, start } = yield* signingSite
    const me = yield* start
    yield* widget("visitors.identify", { identityToken: yield* sign("user_1", { email: "jane@acme.example" }) }, me)
    const named = yield* widget("visitors.identify", { externalId: "user_1", email: "evil@acme.example", name: "Jane" }, me)
    assert.deepInclude(named.contact, { name: "Jane", email: "jane@acme.example", isVerified: true })
    const refused = yield* Effect.flip(widget("visitors.identify", { externalId: "user_2" }, me))
    assert.deepStrictEqual<unknown>(refused, { _tag: "IdentityRefused", reason: "contact_is_known" })
  }))

  it.effect("proving an unproven profile's visitor drops the profile", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, websiteId } = yield* signingSite
    const me = yield* start
    yield* widget("visitors.identify", { externalId: "user_1", name: "Told", metadata: { told: true } }, me)
    const proven = yield* widget("visitors.identify", { identityToken: yield* sign("user_1") }, me)
    assert.deepInclude(proven.contact, { name: null, isVerified: true })
    const rows = yield* admin`select is_verified, metadata from contact where website_id = ${websiteId}`
    assert.deepStrictEqual(rows.map((row) => [row["is_verified"], row["metadata"]]), [[true, {}]])
  }))

  it.effect("another proven person on the same device doesn't get the former one's conversations", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, websiteId } = yield* signingSite
    const me = yield* start
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, visitor_unread) values (${websiteId}, 'CO1111111111111111', true, ${me.id}, 4)`
    yield* widget("visitors.identify", { identityToken: yield* sign("user_1") }, me)
    yield* widget("visitors.identify", { identityToken: yield* sign("user_2") }, me)
    assert.strictEqual((yield* widget("websites.get", undefined, me)).unreadCount, 0)
    const elsewhere = yield* start
    yield* widget("visitors.identify", { identityToken: yield* sign("user_1") }, elsewhere)
    assert.strictEqual((yield* widget("websites.get", undefined, elsewhere)).unreadCount, 4)
    const rows = yield* admin`select v.ended_at is not null as ended from conversation c join visitor v on v.id = c.visitor_id where c.website_id = ${websiteId}`
    assert.deepStrictEqual(rows.map((row) => row["ended"]), [true])
  }))

  it.effect("where signing is required, only a token identifies", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const site = yield* signingSite
    yield* verification(site, "required")
    const me = yield* site.start
    const refused = yield* Effect.flip(widget("visitors.identify", { externalId: "user_1" }, me))
    assert.deepStrictEqual<unknown>(refused, { _tag: "IdentityRefused", reason: "token_required" })
    yield* widget("visitors.identify", { identityToken: yield* site.sign("user_1") }, me)
    const nobody = yield* Effect.flip(widget("visitors.identify", { name: "Jane" }, yield* site.start))
    assert.strictEqual(nobody._tag, "NotIdentified")
  }))

  it.effect("where verification is off anyone may claim anyone, until it is turned on again", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const site = yield* signingSite
    const jane = yield* site.start
    const known = yield* widget("visitors.identify", { identityToken: yield* site.sign("user_1"), name: "Jane" }, jane)
    yield* verification(site, "off")
    const other = yield* site.start
    const claimed = yield* widget("visitors.identify", { externalId: "user_1", name: "Janet" }, other)
    assert.strictEqual(claimed.contact?.id, known.contact?.id)
    assert.deepInclude(claimed.contact, { name: "Janet", isVerified: false })
    const byAddress = yield* widget("visitors.identify", { email: "New@Shop.example" }, yield* site.start)
    assert.strictEqual((yield* widget("visitors.identify", { email: "new@shop.example" }, yield* site.start)).contact?.id, byAddress.contact?.id)
    yield* verification(site, "optional")
    assert.strictEqual((yield* widget("websites.get", undefined, other)).visitor?.contact, null)
    assert.isTrue((yield* widget("websites.get", undefined, jane)).visitor?.contact?.isVerified)
  }))

  it.effect("merges metadata at the first level, also from two tabs at once, and keeps 64 keys at most", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { start, website } = yield* signingSite
    const me = yield* start
    const early = yield* Effect.flip(widget("visitors.setMetadata", { metadata: { a: 1 } }, me))
    assert.strictEqual(early._tag, "NotIdentified")
    yield* widget("visitors.identify", { externalId: "u", metadata: { plan: "free", seats: 1 } }, me)
    yield* Effect.all([
      widget("visitors.setMetadata", { metadata: { plan: "pro" } }, me),
      widget("visitors.setMetadata", { metadata: { vip: true, note: null } }, me)
    ], { concurrency: "unbounded" })
    const visitors = yield* Visitors
    assert.deepStrictEqual((yield* visitors.detail(website.id, me.id)).metadata, { note: null, plan: "pro", seats: 1, vip: true })
    const many = Object.fromEntries(Array.from({ length: 63 }, (_, n) => [`k${n}`, n]))
    const contact = yield* widget("visitors.setMetadata", { metadata: many }, me)
    const kept = (yield* visitors.detail(website.id, me.id)).metadata
    assert.strictEqual(Object.keys(kept).length, 64)
    assert.deepInclude(kept, many)
    assert.match(contact.metadataHash ?? "", /^[0-9a-f]{8}$/)
  }))

  it.effect("P12: a visitor sets no more than the contract names", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { start, website } = yield* signingSite
    const me = yield* start
    const claim = { externalId: "u", isVerified: true, contactId: "01JZ00000000000000000000ZZ", websiteId: "x", image: "javascript:alert(1)" }
    const said = yield* widget("visitors.identify", claim, me)
    assert.deepInclude(said.contact, { isVerified: false, image: null })
    assert.isFalse((yield* (yield* Visitors).detail(website.id, me.id)).isVerified)
  }))
})
