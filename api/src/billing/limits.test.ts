import { FeatureNotInPlan } from "@cossistant/core/billing/Plan"
import { plans } from "@cossistant/core/billing/plans"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { products } from "../../../e2e/src/peers/PolarPeer.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Owner, TestProgram, type TestWidget } from "../testing/TestProgram.ts"
import { Billing } from "./Billing.ts"
import { Entitlements } from "./Entitlements.ts"
import * as selfHosted from "./selfHosted.ts"
import { begun, refusalOf, selling, tagOf } from "./testing/SoldSite.ts"

const origin = "https://acme.test"

/** A conversation of somebody live with one message, and its visitor's browser. */
const talk = async (widget: TestWidget, text: string) => {
  const conversationId = newConversationId()
  await widget.call("conversations.send", { conversationId, messageId: ulid(), text })
  return conversationId
}

/** A private key of live data, as its site's server uses it. */
const serverOf = async ({ client, websiteId }: Owner, url: string) => {
  const { value } = await client.call("keys.create", { websiteId, name: "Server", keyType: "private", isTest: false })
  const { userId } = await client.call("me.get")
  return async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${value}`, "x-actor-user-id": userId, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>> }
  }
}

/** Fills the live conversations of 30 days up to `count`; gives one of them. */
const fill = Effect.fnUntraced(function*(websiteId: string, visitorId: string, count: number) {
  const { admin } = yield* TestDatabase
  const ids = Array.from({ length: count }, () => newConversationId())
  for (const [index, id] of ids.entries()) {
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, last_seq, last_public_seq, last_message_seq, created_at)
      values (${websiteId}, ${id}, false, ${visitorId}, 0, 0, 0, now() - ${count - index} * interval '1 minute')`
  }
  return ids
})

describe("The limits of the free plan", () => {
  it.live("lock the newest conversations for the team, refuse answers over the number of messages, and leave visitors alone", () => Effect.gen(function*() {
    const { owner, program, shows, url, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* shows("free")
    const visitor = program.widget(owner.liveKey, { origin })
    const { visitorId } = yield* Effect.promise(() => visitor.begin())
    const [open = ""] = yield* fill(websiteId, visitorId, 50)
    yield* Effect.promise(async () => {
      const locked = await talk(visitor, "The fifty-first")
      const { conversations } = await owner.client.call("inbox.list", { websiteId, view: "open", isTest: false, limit: 100 })
      assert.deepStrictEqual(conversations.filter((each) => each.locked !== undefined).map(({ id, lastItem, locked }) => [id, lastItem, locked]), [[locked, null, "conversation_limit"]])
      const refused = { _tag: "LimitReached", limit: "conversations", allowed: 50 }
      assert.deepEqual(await refusalOf(owner.client.call("inbox.open", { websiteId, conversationId: locked })), refused)
      assert.deepEqual(await refusalOf(owner.client.call("inbox.timeline", { websiteId, conversationId: locked, beforeSeq: 10 })), refused)
      assert.strictEqual(await tagOf(owner.client.call("inbox.open", { websiteId, conversationId: open })), "done")
      assert.deepStrictEqual((await visitor.call("conversations.timeline", { conversationId: locked })).items.map(({ text }) => text), ["The fifty-first"])
      // The site's own server is told no more than its team.
      const server = await serverOf(owner, url)
      for (const path of [`/conversations/${locked}`, "/conversations/inbox", `/conversations?visitorId=${visitorId}`]) {
        assert.notInclude(JSON.stringify(await server("GET", path)), "The fifty-first", path)
      }
      assert.deepInclude((await server("GET", `/conversations/${locked}/timeline`)).body, { error: "LimitReached", status: 402, limit: "conversations" })
    })
    yield* admin`insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id)
      select ${websiteId}, ${open}, false, n, 'm' || n, 'public', 'Hello', ${visitorId} from generate_series(1, 500) n`
    yield* admin`update conversation set last_seq = 500, last_message_seq = 500, last_public_seq = 500,
      version = version + 1, changed_in = pg_current_xact_id() where id = ${open}`
    yield* Effect.promise(async () => {
      const reply = { websiteId, conversationId: open, messageId: ulid(), text: "Hi", visibility: "public", confirmedSeq: 500 } as const
      assert.deepEqual(await refusalOf(owner.client.call("inbox.reply", reply)), { _tag: "LimitReached", limit: "messages", allowed: 500 })
      // What a server says in a teammate's name goes on, as documented.
      const server = await serverOf(owner, url)
      assert.strictEqual((await server("POST", "/messages", { conversationId: open, item: { text: "By our server" } })).status, 200)
      assert.strictEqual(await tagOf(owner.client.call("team.invite", { websiteId, emails: ["new@acme.test"], role: "member" })), "LimitReached")
      assert.strictEqual(await tagOf(visitor.call("conversations.send", { conversationId: open, messageId: ulid(), text: "Still here" })), "done")
    })
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("refuse no answer that was given already, be its repeat beyond the limit", () => Effect.gen(function*() {
    const { owner, program, shows, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* shows("free")
    const visitor = program.widget(owner.liveKey, { origin })
    const { visitorId } = yield* Effect.promise(() => visitor.begin())
    const [conversationId = ""] = yield* fill(websiteId, visitorId, 1)
    yield* admin`insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id)
      select ${websiteId}, ${conversationId}, false, n, 'm' || n, 'public', 'Hello', ${visitorId} from generate_series(1, 498) n`
    yield* admin`update conversation set last_seq = 498, last_message_seq = 498, last_public_seq = 498,
      version = version + 1, changed_in = pg_current_xact_id() where id = ${conversationId}`
    yield* Effect.promise(async () => {
      const { client } = owner
      const full = { _tag: "LimitReached", limit: "messages", allowed: 500 }
      const reply = { websiteId, conversationId, messageId: ulid(), text: "The last but one", visibility: "public", confirmedSeq: 498 } as const
      const chat = { websiteId, visitorId: visitorId as never, conversationId: newConversationId() as never, messageId: ulid() as never, text: "The last" }
      const said = [await client.call("inbox.reply", reply), await client.call("inbox.start", chat)]
      // Their answers were lost on the way.
      const again = [await client.call("inbox.reply", reply), await client.call("inbox.start", chat)]
      assert.deepStrictEqual(again.map(({ item }) => item), said.map(({ item }) => item))
      assert.deepEqual(await refusalOf(client.call("inbox.reply", { ...reply, messageId: ulid() })), full)
      assert.deepEqual(await refusalOf(client.call("inbox.reply", { ...reply, text: "Other words" })), { _tag: "IdConflict", id: reply.messageId })
      const another = { ...chat, conversationId: newConversationId() as never }
      assert.deepEqual(await refusalOf(client.call("inbox.start", { ...another, messageId: ulid() as never })), full)
      assert.deepEqual(await refusalOf(client.call("inbox.start", another)), full)
      assert.strictEqual(await tagOf(client.call("inbox.open", { websiteId, conversationId: another.conversationId })), "ConversationNotFound")
    })
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("show the team what moved in 30 days, hide older words without losing them, and hide nothing from their visitor", () => Effect.gen(function*() {
    const { buy, owner, program, shows, url, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* shows("free")
    const visitor = program.widget(owner.liveKey, { origin })
    yield* Effect.promise(() => visitor.begin())
    const [quiet, recent] = yield* Effect.promise(async () => [await talk(visitor, "A month ago"), await talk(visitor, "A moment ago")] as const)
    yield* admin`update conversation set created_at = now() - interval '40 days', last_activity_at = now() - interval '31 days' where id = ${quiet}`
    const list = () => owner.client.call("inbox.list", { websiteId, view: "open", isTest: false })
    yield* Effect.promise(async () => {
      const { conversations } = await list()
      assert.deepStrictEqual(conversations.map(({ id, lastItem, locked }) => [id, lastItem?.text, locked]),
        [[recent, "A moment ago", undefined], [quiet, undefined, "conversation_retention"]])
      const refused = { _tag: "LimitReached", limit: "conversationRetentionDays", allowed: 30 }
      assert.deepEqual(await refusalOf(owner.client.call("inbox.open", { websiteId, conversationId: quiet })), refused)
      const server = await serverOf(owner, url)
      assert.deepInclude((await server("GET", `/conversations/${quiet}`)).body["conversation"] as object, { lastTimelineItem: null, locked: "conversation_retention" })
      assert.deepInclude((await server("GET", `/conversations/${quiet}/export`)).body, { error: "LimitReached", limit: "conversationRetentionDays" })
      assert.deepStrictEqual((await visitor.call("conversations.timeline", { conversationId: quiet })).items.map(({ text }) => text), ["A month ago"])
    })
    yield* buy(products.hobby, "hobby")
    yield* Effect.promise(async () => {
      assert.deepStrictEqual((await list()).conversations.map(({ lastItem, locked }) => [lastItem?.text, locked]), [["A moment ago", undefined], ["A month ago", undefined]])
      assert.strictEqual(await tagOf(owner.client.call("inbox.open", { websiteId, conversationId: quiet })), "done")
    })
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("hold 50 contacts: who is new stays unknown and can write, who is known may change, and whoever goes makes room", () => Effect.gen(function*() {
    const { owner, program, shows, url, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* shows("free")
    yield* admin`insert into contact (id, website_id, is_test, external_id, name, is_verified)
      select '01JZ' || lpad(n::text, 22, '0'), ${websiteId}, false, 'user-' || n, 'User ' || n, true from generate_series(1, 50) n`
    yield* Effect.promise(async () => {
      const server = await serverOf(owner, url)
      const put = (externalId: string) => server("POST", "/contacts", { externalId, name: "Jane" })
      const full = await put("user-51")
      assert.strictEqual(full.status, 402)
      assert.deepInclude(full.body, { error: "LimitReached", limit: "contacts", allowed: 50 })
      assert.strictEqual((await put("user-7")).status, 200)
      const visitor = program.widget(owner.liveKey, { origin })
      await visitor.begin()
      assert.deepEqual(await refusalOf(visitor.call("visitors.identify", { email: "jane@shop.test" })), { _tag: "IdentityRefused", reason: "contacts_full" })
      // Where anybody may be claimed, who is known may be, and nobody is added either.
      await owner.client.call("websites.update", { websiteId, identityVerification: "off" })
      assert.deepEqual(await refusalOf(visitor.call("visitors.identify", { externalId: "user-51" })), { _tag: "IdentityRefused", reason: "contacts_full" })
      const another = program.widget(owner.liveKey, { origin })
      await another.begin()
      assert.strictEqual(await tagOf(another.call("visitors.identify", { externalId: "user-8" })), "done")
      await owner.client.call("websites.update", { websiteId, identityVerification: "optional" })
      const said = await talk(visitor, "Nobody knows me")
      assert.strictEqual((await owner.client.call("inbox.open", { websiteId, conversationId: said })).conversation.visitor.email, null)
      // Test data has room of its own.
      const tester = program.widget(owner.testKey)
      await tester.begin()
      assert.strictEqual(await tagOf(tester.call("visitors.identify", { email: "jane@shop.test" })), "done")

      const removed = (await server("POST", "/contacts", { externalId: "user-9", name: "Going" })).body["id"]
      assert.strictEqual((await server("DELETE", `/contacts/${removed}`)).status, 204)
      assert.strictEqual((await put("user-51")).status, 201)
      // Who was removed takes room again on coming back.
      assert.strictEqual((await put("user-9")).status, 402)
    })
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("let in as many contacts as there is room for, however many come at the same moment", () => Effect.gen(function*() {
    const { owner, program, shows, url, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    yield* shows("free")
    yield* admin`insert into contact (id, website_id, is_test, external_id, is_verified)
      select '01JZ' || lpad(n::text, 22, '0'), ${websiteId}, false, 'user-' || n, true from generate_series(1, 47) n`
    const outcomes = yield* Effect.promise(async () => {
      const server = await serverOf(owner, url)
      const visitors = await Promise.all(Array.from({ length: 6 }, async () => {
        const visitor = program.widget(owner.liveKey, { origin })
        await visitor.begin()
        return visitor
      }))
      return await Promise.all([
        ...Array.from({ length: 6 }, async (_, n) => (await server("POST", "/contacts", { externalId: `new-${n}` })).status === 201),
        ...visitors.map(async (visitor, n) => (await tagOf(visitor.call("visitors.identify", { email: `new-${n}@shop.test` }))) === "done")
      ])
    })
    assert.strictEqual(outcomes.filter((isIn) => isIn).length, 3)
    const [counted] = yield* admin<{ n: number }>`select count(*)::int as n from contact where website_id = ${websiteId}`
    assert.strictEqual(counted?.n, 50)
    // Someone who was removed, asked for by many at once, takes the one room that is left and no second one.
    yield* admin`update contact set deleted_at = now() where website_id = ${websiteId} and external_id = 'user-1'`
    const back = yield* Effect.promise(async () => {
      const server = await serverOf(owner, url)
      return await Promise.all(Array.from({ length: 4 }, async (_, n) => (await server("POST", "/contacts", { externalId: "user-1", name: `Back ${n}` })).status))
    })
    assert.deepStrictEqual(back, [200, 200, 200, 200])
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)

  it.live("keep files out of the team's answers, never out of a visitor's", () => Effect.gen(function*() {
    const { buy, owner, program, shows, url, websiteId } = yield* begun
    yield* shows("free")
    const visitor = program.widget(owner.liveKey, { origin })
    const file = { filename: "bill.txt", mediaType: "text/plain", size: 4 }
    const { conversationId, attach } = yield* Effect.promise(async () => {
      await visitor.begin()
      const conversationId = await talk(visitor, "My bill, please")
      const attach = () => refusalOf(owner.client.call("uploads.grant", { websiteId, conversationId, ...file }))
      return { conversationId, attach }
    })
    yield* Effect.promise(async () => {
      assert.deepEqual(await attach(), { _tag: "FeatureNotInPlan", feature: "dashboard-file-sharing" })
      const server = await serverOf(owner, url)
      const signed = await server("POST", "/uploads/sign-url", { scope: { type: "conversation", conversationId }, contentType: "text/plain", fileName: "bill.txt", size: 4 })
      assert.deepInclude(signed.body, { error: "FeatureNotInPlan", status: 402, feature: "dashboard-file-sharing" })
      assert.strictEqual(await tagOf(visitor.call("uploads.grant", { conversationId, ...file })), "done")
    })
    yield* buy(products.hobby, "hobby")
    assert.isUndefined(yield* Effect.promise(attach))
  }).pipe(Effect.provide(selling), Effect.scoped), 60_000)
})

describe("A server that sells nothing", () => {
  it.live("keeps none of these limits", () => Effect.gen(function*() {
    const program = yield* TestProgram
    const { admin } = yield* TestDatabase
    const owner = yield* program.firstOwner
    const { client, websiteId } = owner
    const visitor = program.widget(owner.liveKey, { origin })
    const { visitorId } = yield* Effect.promise(() => visitor.begin())
    yield* fill(websiteId, visitorId, 50)
    yield* admin`insert into contact (id, website_id, is_test, is_verified) select 'contact' || n, ${websiteId}, false, true from generate_series(1, 50) n`
    const conversationId = yield* Effect.promise(() => talk(visitor, "The fifty-first"))
    yield* admin`update conversation set created_at = now() - interval '90 days', last_activity_at = now() - interval '90 days'
      where id in (select id from conversation where id <> ${conversationId} limit 10)`
    yield* Effect.promise(async () => {
      const { conversations } = await client.call("inbox.list", { websiteId, view: "open", isTest: false, limit: 100 })
      assert.deepStrictEqual([conversations.length, conversations.filter(({ locked }) => locked !== undefined)], [51, []])
      assert.strictEqual(await tagOf(visitor.call("visitors.identify", { email: "jane@shop.test" })), "done")
      assert.strictEqual(await tagOf(client.call("uploads.grant", { websiteId, conversationId, filename: "a.txt", mediaType: "text/plain", size: 1 })), "done")
      assert.strictEqual((await (await serverOf(owner, program.url))("POST", "/contacts", { externalId: "another" })).status, 201)
    })
  }).pipe(Effect.provide(TestProgram.layer()), Effect.scoped), 60_000)
})

describe("What a plan may leave out", () => {
  const site = { websiteId: WebsiteId.make(ulid()), organizationId: OrganizationId.make(ulid()) }
  /** A seller of one plan, without the HTTP API. */
  const plain = Layer.effect(Billing, Effect.map(Billing, (billing) => Billing.of({
    ...billing, plan: () => Effect.succeed({ ...plans.free, features: plans.free.features.filter((feature) => feature !== "rest-api") })
  }))).pipe(Layer.provide(selfHosted.layer))

  it.effect("is refused by its name: a feature, or a number a feature counts itself", () => Effect.gen(function*() {
    const entitlements = yield* Entitlements
    assert.deepEqual(yield* Effect.flip(entitlements.feature(site, "rest-api")), new FeatureNotInPlan({ feature: "rest-api" }))
    yield* entitlements.feature(site, "webhooks")
    yield* entitlements.within(site, "aiTrainingFaqs", 10)
    assert.include(yield* Effect.flip(entitlements.within(site, "aiTrainingFaqs", 11)), { limit: "aiTrainingFaqs", allowed: 10 })
  }).pipe(Effect.provide(Entitlements.layer.pipe(Layer.provide(plain), Layer.provideMerge(TestDatabase.layer)))))
})
