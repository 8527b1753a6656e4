import { VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { SiteWorld } from "../websites/testing/SiteWorld.ts"
import { Visitors } from "./Visitors.ts"

const firefox = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0"

layer(SiteWorld.layer, { excludeTestServices: true })("A visitor", (it) => {
  it.effect("is nobody before its first activity, then known by a secret told once", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { page, website } = yield* newSite()
    yield* widget("websites.get", undefined, page)
    assert.deepStrictEqual(yield* admin`select id from visitor where website_id = ${website.id}`, [])
    const { secret, visitor } = yield* widget("visitors.start", { profile: { language: "de-DE", timezone: "Europe/Berlin" } }, page)
    assert.match(secret, /^vs_[\w-]{43}$/)
    assert.deepStrictEqual(visitor, { id: visitor.id, isBlocked: false, language: "de-DE", timezone: "Europe/Berlin", contact: null })
    assert.deepStrictEqual((yield* widget("websites.get", undefined, { ...page, secret })).visitor, visitor)
  }))

  it.effect("tells its browser, place and page, without anybody's secrets", () => Effect.gen(function*() {
    const { newSite, told, widget } = yield* SiteWorld
    const { website, page } = yield* newSite()
    const { secret, visitor } = yield* widget("visitors.start", { profile: {} }, { ...page, address: "198.51.100.77" })
    yield* widget("visitors.update", {
      profile: {
        viewport: "800x600",
        referrer: "https://search.example/find?q=my+illness#top",
        currentPage: { url: "https://me:pw@shop.example/cart?token=s3cret&utm_source=ad#step", path: "/cart?token=s3cret", title: "Cart" }
      }
    }, { ...page, secret, userAgent: firefox, address: "198.51.100.77" })
    const detail = yield* (yield* Visitors).detail(website.id, VisitorId.make(visitor.id))
    assert.deepInclude(detail, {
      browser: "Firefox 131", device: "desktop", viewport: "800x600", ip: "198.51.100.77", isTest: true,
      referrer: "https://search.example/find"
    })
    assert.deepStrictEqual(detail.currentPage, { url: "https://shop.example/cart?utm_source=ad", path: "/cart", title: "Cart" })
    assert.deepInclude(told.at(-1), { what: "visitorChanged" })
    const other = yield* newSite("other.example")
    const foreign = yield* Effect.flip((yield* Visitors).detail(other.website.id, VisitorId.make(visitor.id)))
    assert.strictEqual(foreign._tag, "VisitorNotFound")
  }))

  it.effect("P29: is limited by network and not by site, and told how long to wait", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { page } = yield* newSite()
    const start = (address: string) => widget("visitors.start", { profile: {} }, { ...page, address })
    // One a second comes back while they start.
    let started = 0
    const refused = yield* Effect.flip(Effect.forever(Effect.tap(start("203.0.113.5"), () => Effect.sync(() => started++))))
    assert.isTrue(started >= 60 && started < 100, `${started} were let in`)
    assert.strictEqual(refused._tag, "TooManyRequests")
    assert.isAbove(refused.retryAfterMs ?? 0, 0)
    assert.strictEqual((yield* Effect.flip(start("203.0.113.200")))._tag, "TooManyRequests")
    yield* start("198.51.100.1")
  }))

  it.effect("ends by logging out: its secret opens nothing any more", () => Effect.gen(function*() {
    const { newSite, told, widget } = yield* SiteWorld
    const { page } = yield* newSite()
    const { secret, visitor } = yield* widget("visitors.start", { profile: {} }, page)
    const me = { ...page, secret }
    yield* widget("visitors.update", { profile: {} }, me)
    yield* widget("visitors.logout", undefined, me)
    assert.deepStrictEqual(yield* Effect.flip(widget("visitors.update", { profile: {} }, me)), { _tag: "UnknownVisitor" })
    assert.strictEqual((yield* widget("websites.get", undefined, me)).visitor, null)
    assert.isTrue(told.some(({ about, what }) => what === "accessChanged" && JSON.stringify(about).includes(visitor.id)))
  }))

  it.effect("is refused while blocked, at once, and welcome again after", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { page, website } = yield* newSite()
    const visitors = yield* Visitors
    const { secret, visitor } = yield* widget("visitors.start", { profile: {} }, page)
    const me = { ...page, secret }
    const member = { userId: "owner", websiteId: website.id } as Parameters<typeof visitors.setBlocked>[0]
    yield* widget("visitors.update", { profile: {} }, me)
    const { admin } = yield* TestDatabase
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${website.id}, 'CO1111111111111111', true, ${visitor.id})`
    const blocked = yield* visitors.setBlocked(member, VisitorId.make(visitor.id), true)
    assert.isTrue(blocked.isBlocked)
    assert.deepStrictEqual(yield* Effect.flip(widget("visitors.update", { profile: {} }, me)), { _tag: "VisitorBlocked" })
    assert.isTrue((yield* widget("websites.get", undefined, me)).visitor?.isBlocked)
    // Its conversations show it, so whoever catches up hears of them.
    const touched = yield* admin`select version from conversation where website_id = ${website.id}`
    assert.isAbove(Number(touched[0]?.["version"]), 1)
    yield* visitors.setBlocked(member, VisitorId.make(visitor.id), false)
    yield* widget("visitors.update", { profile: {} }, me)
  }))

  it.effect("counts what it has not read, over its own conversations", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { page, website } = yield* newSite()
    const mine = yield* widget("visitors.start", { profile: {} }, page)
    const other = yield* widget("visitors.start", { profile: {} }, page)
    const conversation = (id: string, visitor: string, unread: number) => admin`
      insert into conversation (website_id, id, is_test, visitor_id, visitor_unread) values (${website.id}, ${id}, true, ${visitor}, ${unread})`
    yield* conversation("CO1111111111111111", mine.visitor.id, 2)
    yield* conversation("CO2222222222222222", mine.visitor.id, 3)
    yield* conversation("CO3333333333333333", other.visitor.id, 7)
    assert.strictEqual((yield* widget("websites.get", undefined, { ...page, secret: mine.secret })).unreadCount, 5)
    assert.strictEqual((yield* widget("websites.get", undefined, page)).unreadCount, 0)
  }))

  it.effect("is forgotten after 30 days of saying nothing; addresses keep their network", () => Effect.gen(function*() {
    const { newSite, widget } = yield* SiteWorld
    const { admin } = yield* TestDatabase
    const { page, website } = yield* newSite()
    const visitors = yield* Visitors
    const start = (address: string) => Effect.map(widget("visitors.start", { profile: {} }, { ...page, address }), ({ visitor }) => visitor.id)
    const empty = yield* start("198.51.100.9")
    const spoke = yield* start("198.51.100.10")
    const modern = yield* start("2001:db8:1:2:3::4")
    const fresh = yield* start("198.51.100.11")
    for (const id of [spoke, modern]) {
      yield* admin`insert into conversation (website_id, id, is_test, visitor_id) values (${website.id}, ${`CO${id.slice(-16)}`}, true, ${id})`
    }
    yield* admin`update visitor set created_at = now() - interval '31 days', last_seen_at = now() - interval '31 days'
      where id in (${empty}, ${spoke}, ${modern})`
    assert.strictEqual(yield* visitors.removeEmpty, 1)
    assert.strictEqual(yield* visitors.removeEmpty, 0)
    assert.strictEqual(yield* visitors.shortenAddresses, 2)
    assert.strictEqual(yield* visitors.shortenAddresses, 0)
    const left = yield* admin`select id, ip from visitor where website_id = ${website.id} order by id`
    assert.deepStrictEqual(left.map(({ id, ip }) => [id, ip]), [
      [spoke, "198.51.100.0/24"], [modern, "2001:db8:1::/48"], [fresh, "198.51.100.11"]
    ])
  }))
})
