import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { must } from "../proofs/TwoTenants.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Asked, ApiWorld } from "./testing/ApiWorld.ts"

/** Another visitor on the same pages, with a contact and a conversation of their own. */
const another = Effect.gen(function*() {
  const { client, test: { origin, publicKey } } = yield* ApiWorld
  return yield* Effect.promise(async () => {
    const page = { "x-public-key": publicKey, origin }
    const { secret, visitor } = (await client(page)("post", "/v1/visitors", { body: {} })).body as { readonly secret: string; readonly visitor: { readonly id: string } }
    const self = client({ ...page, authorization: `Bearer ${secret}` })
    const conversationId = newConversationId()
    await self("post", "/v1/conversations", { body: { conversationId, defaultTimelineItems: [{ text: "Only mine", visitorId: visitor.id }] } })
    const identified = await self("post", "/v1/contacts/identify", { body: { email: `${visitor.id.toLowerCase()}@visitor.test` } })
    const { contact } = identified.body as { readonly contact: { readonly id: string } }
    return { self, visitorId: visitor.id, contactId: contact.id, conversationId }
  })
})

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("P10: A public key with one visitor's secret", (it) => {
  it.effect("speaks for that visitor alone, whomever its calls name", () => Effect.gen(function*() {
    const { client, test } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const { contactId, conversationId, self, visitorId } = yield* another
    const rows = Effect.all([
      admin`select v.* from visitor v where v.id = ${visitorId}`, admin`select * from contact where id = ${contactId}`,
      admin`select id from conversation where visitor_id = ${visitorId}`, admin`select id from feedback where visitor_id = ${visitorId}`
    ])
    const before = yield* rows
    const path = { id: visitorId }
    const calls: ReadonlyArray<readonly ["get" | "post" | "patch", string, Asked]> = [
      ["get", "/v1/visitors/{id}", { path }],
      ["patch", "/v1/visitors/{id}", { path, body: { language: "fr" } }],
      ["patch", "/v1/visitors/{id}/metadata", { path, body: { metadata: { plan: "stolen" } } }],
      ["post", "/v1/visitors/{id}/activity", { path, body: { sessionId: "s", activityType: "focus" } }],
      ["post", "/v1/contacts/identify", { body: { visitorId, email: "eve@evil.test" } }],
      ["post", "/v1/conversations", { body: { visitorId, defaultTimelineItems: [{ text: "As somebody else" }] } }],
      ["get", "/v1/conversations", { query: { visitorId } }],
      ["post", "/v1/feedback", { body: { rating: 1, visitorId } }],
      ["post", "/v1/feedback", { body: { rating: 1, contactId } }],
      ["post", "/v1/feedback", { body: { rating: 1, contactId, visitorId } }],
      ["get", "/v1/conversations/{id}", { path: { id: conversationId } }],
      ["get", "/v1/conversations/{id}/timeline", { path: { id: conversationId } }]
    ]
    const named = client({ "x-public-key": test.publicKey, origin: test.origin, authorization: `Bearer ${test.secret}`, "x-visitor-id": visitorId })
    yield* Effect.promise(async () => {
      for (const [method, at, asked] of calls) {
        for (const api of [test.visitor, named]) assert.strictEqual((await api(method, at, asked)).status, 404, `${method} ${at} ${JSON.stringify(asked)}`)
      }
      // The header is a private key's way to say for whom: a page's visitor stays who it is.
      const own = (await named("get", "/v1/conversations")).body as { readonly conversations: ReadonlyArray<{ readonly id: string }> }
      assert.deepStrictEqual(own.conversations.map(({ id }) => id), [test.conversationId])
      assert.strictEqual((await self("get", "/v1/visitors/{id}", { path })).status, 200)
      assert.strictEqual((await self("post", "/v1/feedback", { body: { rating: 5, contactId } })).status, 201)
    })
    const [visitor, contact, conversations] = yield* rows
    assert.deepStrictEqual([contact, conversations], [before[1], before[2]])
    assert.deepStrictEqual(visitor.map(({ language, metadata }) => [language, metadata]), before[0].map(({ language, metadata }) => [language, metadata]))
  }))
})

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("P10: A private key", (it) => {
  it.effect("acts as members of its site alone", () => Effect.gen(function*() {
    const { client, owner, test: { conversationId, secretKey } } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const stranger = "user-of-another-team"
    yield* admin`insert into auth.users (id, name, email, "emailVerified", "updatedAt") values (${stranger}, 'Eve', 'eve@evil.test', true, now())`
    yield* Effect.promise(async () => {
      for (const userId of [stranger, "nobody"]) {
        const api = client({ authorization: `Bearer ${secretKey}`, "x-actor-user-id": userId })
        for (const [method, path, asked] of [
          ["get", "/v1/conversations/{id}", { path: { id: conversationId } }],
          ["post", "/v1/messages", { body: { conversationId, item: { text: "As nobody of the team" } } }]
        ] as const) assert.deepInclude((await api(method, path, asked)).body, { error: "ActorRefused", status: 403 }, `${path} ${userId}`)
      }
      const asOwner = client({ authorization: `Bearer ${secretKey}`, "x-actor-user-id": owner.userId })
      assert.strictEqual((await asOwner("get", "/v1/conversations/{id}", { path: { id: conversationId } })).status, 200)
    })
  }))

  it.effect("says nothing in a conversation of the other kind of data, whoever is to have said it", () => Effect.gen(function*() {
    const { live, owner: { userId }, test } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const count = Effect.map(admin<{ n: number }>`select count(*)::int as n from timeline_item`, ([row]) => row?.n)
    const before = yield* count
    yield* Effect.promise(async () => {
      for (const [mine, theirs] of [[test, live], [live, test]] as const) {
        for (const item of [{}, { userId }, { userId, visibility: "private" }, { visitorId: theirs.visitorId }, { visitorId: mine.visitorId }]) {
          for (const api of [mine.server, mine.actor]) {
            assert.strictEqual((await api("post", "/v1/messages", { body: { conversationId: theirs.conversationId, item: { text: "From elsewhere", ...item } } })).status, 404, JSON.stringify(item))
          }
        }
      }
    })
    assert.strictEqual(yield* count, before)
  }))

  it.effect("P13: reads for a visitor what that visitor may read: nobody else's, though anyone could claim anyone before", () => Effect.gen(function*() {
    const { client, inbox, owner: { websiteId }, test: { origin, publicKey, server } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const page = { "x-public-key": publicKey, origin }
      const arrive = async () => {
        const { secret, visitor } = (await client(page)("post", "/v1/visitors", { body: {} })).body as { readonly secret: string; readonly visitor: { readonly id: string } }
        const conversationId = newConversationId()
        await server("post", "/v1/conversations", { body: { visitorId: visitor.id, conversationId, defaultTimelineItems: [{ text: "Mine", visitorId: visitor.id }] } })
        return { id: visitor.id, conversationId, self: client({ ...page, authorization: `Bearer ${secret}` }) }
      }
      const [known, claimer] = [await arrive(), await arrive()]
      await server("post", "/v1/contacts/identify", { body: { visitorId: known.id, externalId: "shared" } })
      await must(inbox, "websites.update", { websiteId, identityVerification: "off" })
      assert.strictEqual((await claimer.self("post", "/v1/contacts/identify", { body: { externalId: "shared" } })).status, 200)
      const reads = async () => ((await server("get", "/v1/conversations", { query: { visitorId: claimer.id } })).body as { readonly conversations: ReadonlyArray<{ readonly id: string }> }).conversations.map(({ id }) => id)
      assert.sameMembers(await reads(), [known.conversationId, claimer.conversationId])
      await must(inbox, "websites.update", { websiteId, identityVerification: "optional" })
      assert.deepStrictEqual(await reads(), [claimer.conversationId])
    })
  }))
})
