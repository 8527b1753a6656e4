import { signIdentity } from "@cossistant/core/server/signIdentity"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { ulid } from "ulid"
import { watchLog } from "../sql/testing/loggedErrors.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"

/** A site with a signing secret, and ways to start visitors and sign for people. */
const signingSite = Effect.gen(function*() {
  const { inbox, newSite, widget } = yield* SiteWorld
  const { page, website: { id: websiteId } } = yield* newSite()
  const { secret } = yield* inbox("identitySecrets.add", { websiteId })
  const sign = (externalId: string, more: { readonly email?: string } = {}, now?: number) =>
    Effect.promise(() => signIdentity({ secret, websiteId, externalId, ...more }, now))
  const start = Effect.map(widget("visitors.start", { profile: {} }, page), ({ secret, visitor }) => ({ ...page, secret, id: visitor.id }))
  return { websiteId, sign, start }
})

layer(SiteWorld.layer, { excludeTestServices: true })("What is said of a person", (it) => {
  it.effect("P13: beside a token holds of an address only what the token says", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { sign, start } = yield* signingSite
    const me = yield* start
    const said = yield* widget("visitors.identify", { identityToken: yield* sign("user_1"), email: "boss@acme.example", name: "Jane" }, me)
    assert.deepInclude(said.contact, { externalId: "user_1", email: null, name: "Jane" })
    const signed = { identityToken: yield* sign("user_1", { email: "jane@acme.example" }), email: "boss@acme.example" }
    assert.deepInclude((yield* widget("visitors.identify", signed, me)).contact, { email: "jane@acme.example" })
  }))

  it.effect("is believed of a server whose clock is half a minute ahead", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { sign, start } = yield* signingSite
    const identityToken = yield* sign("user_1", {}, Date.now() + 30_000)
    assert.isTrue((yield* widget("visitors.identify", { identityToken }, yield* start)).contact?.isVerified)
    // One from further ahead would outlive every log-out until then.
    const ahead = { identityToken: yield* sign("user_1", {}, Date.now() + 120_000) }
    assert.deepInclude(yield* Effect.flip(widget("visitors.identify", ahead, yield* start)), { _tag: "IdentityRefused", reason: "token_malformed" })
  }))

  it.effect("P13: is ended by nobody who only claimed to be it: a proof from before stays one", () => Effect.gen(function*() {
    const { inbox, widget } = yield* SiteWorld
    const { sign, start, websiteId } = yield* signingSite
    const [me, claimer] = [yield* start, yield* start]
    const identityToken = yield* sign("user_1", {}, Date.now() - 5_000)
    yield* widget("visitors.identify", { identityToken }, me)
    yield* inbox("websites.update", { websiteId, identityVerification: "off" })
    yield* widget("visitors.identify", { externalId: "user_1" }, claimer)
    yield* widget("visitors.logout", undefined, claimer)
    assert.isTrue((yield* widget("visitors.identify", { identityToken }, yield* start)).contact?.isVerified)
    yield* widget("visitors.logout", undefined, me)
    assert.deepInclude(yield* Effect.flip(widget("visitors.identify", { identityToken }, yield* start)), { reason: "logged_out_since" })
  }))

  it.effect("is told to the team where it is new, and not where it was known", () => Effect.gen(function*() {
    const { told, widget } = yield* SiteWorld
    const { sign, start } = yield* signingSite
    const me = yield* start
    const identityToken = yield* sign("user_1")
    const news = () => told.filter(({ about, what }) => what === "visitorChanged" && JSON.stringify(about).includes(me.id)).length
    yield* widget("visitors.identify", { identityToken, name: "Jane" }, me)
    yield* widget("visitors.identify", { identityToken, name: "Jane" }, me)
    assert.strictEqual(news(), 1)
    yield* widget("visitors.identify", { identityToken, name: "Janet" }, me)
    assert.strictEqual(news(), 2)
    yield* widget("visitors.setMetadata", { metadata: { plan: "pro" } }, me)
    assert.strictEqual(news(), 3)
  }))

  it.effect("P13: makes one contact of one person, also when the site's own server tells of the same one at that moment", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, websiteId } = yield* signingSite
    const me = yield* start
    const identityToken = yield* sign("user_1", { email: "jane@acme.example" })
    const id = ulid()
    const errors = yield* watchLog
    const waits = Effect.map(admin`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`, (rows) => rows.length > 0)
    // As the public API writes it, whose transaction ends while ours waits for it.
    const proving = yield* admin.withTransaction(Effect.gen(function*() {
      yield* admin`insert into contact (id, website_id, is_test, external_id, name, is_verified) values (${id}, ${websiteId}, true, 'user_1', 'Jane', true)`
      const proving = yield* Effect.forkDetach(widget("visitors.identify", { identityToken }, me))
      yield* until(waits)
      return proving
    }))
    assert.deepInclude((yield* Fiber.join(proving)).contact, { id, externalId: "user_1", name: "Jane", email: "jane@acme.example", isVerified: true })
    assert.deepStrictEqual(yield* errors, [])
  }))

  it.effect("P13: makes one contact of one person, on however many devices they are proven at once", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { sign, start, websiteId } = yield* signingSite
    const people = Array.from({ length: 6 }, (_, n) => `user_${n}`)
    const proven = yield* Effect.forEach(people, (person) => Effect.gen(function*() {
      const identityToken = yield* sign(person)
      const devices = yield* Effect.all([start, start, start])
      const faces = yield* Effect.forEach(devices, (device) => widget("visitors.identify", { identityToken }, device), { concurrency: "unbounded" })
      return new Set(faces.map(({ contact }) => contact?.id)).size
    }))
    assert.deepStrictEqual(proven, people.map(() => 1))
    assert.strictEqual((yield* admin`select id from contact where website_id = ${websiteId}`).length, people.length)
  }))

  it.effect("P29: is refused with a time to wait where it is said too often", () => Effect.gen(function*() {
    const { widget } = yield* SiteWorld
    const { start } = yield* signingSite
    const me = { ...yield* start, address: "203.0.113.77" }
    yield* widget("visitors.identify", { externalId: " u ", name: "Jane" }, me)
    assert.strictEqual((yield* widget("visitors.identify", { externalId: "u" }, me)).contact?.name, "Jane")
    let taken = 0
    const refused = yield* Effect.flip(Effect.forever(Effect.tap(widget("visitors.setMetadata", { metadata: { n: 1 } }, me), () => Effect.sync(() => taken++))))
    assert.strictEqual(refused._tag, "TooManyRequests")
    assert.isAbove(refused.retryAfterMs ?? 0, 0)
    assert.isTrue(taken >= 20 && taken < 45, `${taken} were taken`)
  }))
})
