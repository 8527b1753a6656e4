import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { ulid } from "ulid"
import { must } from "../proofs/TwoTenants.ts"
import { withTenant } from "../sql/Tenant.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { contactPage } from "./contactPage.ts"
import { visitorPage } from "./conversationPage.ts"
import { type Api, ApiWorld } from "./testing/ApiWorld.ts"

interface Page {
  readonly items: ReadonlyArray<{ readonly id: string; readonly name: string; readonly visitorCount: number; readonly lastSeenAt: string | null }>
  readonly nextCursor: string | null
}

/** Every page of a list, two rows at a time. */
const walk = async (api: Api, query: object): Promise<ReadonlyArray<Page["items"][number]>> => {
  const items: Array<Page["items"][number]> = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { body, status } = await api("get", "/v1/contacts", { query: { limit: 2, ...query, ...(cursor === undefined ? {} : { cursor }) } })
    assert.strictEqual(status, 200, JSON.stringify(body))
    const page = body as Page
    assert.isAtMost(page.items.length, 2)
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A list of the public API", (it) => {
  it.effect("of contacts comes in each documented order, page by page, none twice and none left out", () => Effect.gen(function*() {
    const { test: { server, visitor, visitorId } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const names = ["Émile", "anna", "Bert", "cleo", null]
      for (const name of names) {
        await server("post", "/v1/contacts", { body: { name, externalId: `list-${name ?? "nobody"}`, ...(name === null ? {} : { email: `${name.toLowerCase()}@list.test` }) } })
      }
      const listed = async (query: object) => (await walk(server, { search: "LIST-", ...query })).map(({ name }) => name)
      assert.deepStrictEqual(await listed({}), [...names].reverse())
      assert.deepStrictEqual(await listed({ sortBy: "createdAt", sortOrder: "asc" }), names)
      const byName = await listed({ sortBy: "name", sortOrder: "asc" })
      assert.deepStrictEqual(byName.filter((name) => name !== "Émile"), [null, "anna", "Bert", "cleo"])
      assert.deepStrictEqual(await listed({ sortBy: "name", sortOrder: "desc" }), [...byName].reverse())
      assert.deepStrictEqual((await listed({ sortBy: "email", sortOrder: "asc" })).slice(0, 3), [null, "anna", "Bert"])
      assert.deepStrictEqual(await listed({ search: "bert@LIST" }), ["Bert"])
      assert.deepStrictEqual(await listed({ search: "%" }), [])

      const bert = (await server("post", "/v1/contacts", { body: { externalId: "list-Bert", name: "Bert" } })).body as { id: string }
      assert.strictEqual((await listed({ sortBy: "updatedAt" }))[0], "Bert")
      const identified = await server("post", "/v1/contacts/identify", { body: { visitorId, id: bert.id, metadata: { plan: "pro" } } })
      assert.deepInclude((identified.body as { contact: object }).contact, { id: bert.id, name: "Bert", externalId: "list-Bert" })
      await visitor("patch", "/v1/visitors/{id}", { path: { id: visitorId }, body: { language: "de" } })
      for (const sortBy of ["visitorCount", "lastSeenAt"]) {
        const all = await walk(server, { search: "list-", sortBy })
        assert.deepStrictEqual([all.length, all[0]?.name, all[0]?.visitorCount, all[1]?.visitorCount], [5, "Bert", 1, 0])
        assert.deepStrictEqual([typeof all[0]?.lastSeenAt, all[1]?.lastSeenAt], ["string", null])
        assert.deepStrictEqual((await walk(server, { search: "list-", sortBy, sortOrder: "asc" })).map(({ id }) => id), all.map(({ id }) => id).reverse())
      }
      assert.deepStrictEqual(await listed({ visitorStatus: "withVisitors" }), ["Bert"])
      assert.strictEqual((await listed({ visitorStatus: "withoutVisitors" })).length, 4)
      // Whoever turns out to be somebody else is that person's browser; what was said as the former one stays with that one.
      const nobody = ((await server("post", "/v1/visitors", { body: {} })).body as { visitor: { id: string } }).visitor.id
      for (const id of [nobody, visitorId]) {
        for (const externalId of ["list-cleo", "list-anna"]) await server("post", "/v1/contacts/identify", { body: { visitorId: id, externalId } })
      }
      const counted = (await walk(server, { search: "list-", sortBy: "name", sortOrder: "asc" })).map(({ name, visitorCount }) => [name, visitorCount])
      assert.deepStrictEqual(counted.filter(([name]) => name !== "Émile"), [[null, 0], ["anna", 2], ["Bert", 1], ["cleo", 0]])
    })
  }))

  it.effect("refuses a place in another order, and orders there aren't", () => Effect.gen(function*() {
    const { test: { server } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const { nextCursor } = (await server("get", "/v1/contacts", { query: { sortBy: "name", sortOrder: "desc", limit: 1 } })).body as Page
      for (const query of [{ cursor: nextCursor, sortBy: "visitorCount" }, { cursor: nextCursor }, { cursor: "?" }, { sortBy: "secret" }, { search: " " }]) {
        assert.deepInclude((await server("get", "/v1/contacts", { query })).body, { error: "BadRequest", status: 400 }, JSON.stringify(query))
      }
    })
  }))

  it.effect("takes a contact by id only from a private key, keeps other facts, and says what isn't there", () => Effect.gen(function*() {
    const { live, test: { server, visitor, visitorId } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const identify = (api: Api, body: object) => api("post", "/v1/contacts/identify", { body: { visitorId, ...body } })
      const company = (await server("post", "/v1/contacts/organizations", { body: { name: "Shop" } })).body as { id: string }
      const first = await identify(server, { externalId: "jane", contactOrganizationId: company.id, metadata: { plan: "pro" } })
      const { id } = (first.body as { contact: { id: string } }).contact
      await identify(server, { id, metadata: { seats: 3 } })
      assert.deepInclude((await server("get", "/v1/contacts/{id}", { path: { id } })).body, { metadata: { plan: "pro", seats: 3 }, contactOrganizationId: company.id })
      assert.deepInclude((await identify(visitor, { id })).body, { error: "NotIdentified", status: 400 })
      assert.deepInclude((await identify(server, { id: ulid() })).body, { error: "ContactNotFound", status: 404 })
      assert.deepInclude((await identify(server, { externalId: "jane", contactOrganizationId: ulid() })).body, { error: "ContactOrganizationNotFound", status: 404 })
      assert.deepInclude((await identify(live.server, { visitorId: live.visitorId, id })).body, { error: "ContactNotFound", status: 404 })
    })
  }))

  it.effect("of a visitor's conversations comes by what was last said or by when it began, either way round, archived ones left out", () => Effect.gen(function*() {
    const { inbox, owner: { websiteId }, test: { server } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const started = (await server("post", "/v1/visitors", { body: {} })).body as { visitor: { id: string } }
      const visitorId = started.visitor.id
      const [one, two, three] = [newConversationId(), newConversationId(), newConversationId()]
      for (const conversationId of [one, two, three]) {
        await server("post", "/v1/conversations", { body: { visitorId, conversationId, defaultTimelineItems: [{ text: "Hi", visitorId }] } })
      }
      await server("post", "/v1/messages", { body: { conversationId: one, item: { text: "Me again", visitorId } } })
      const listed = async (query: object) => {
        const ids: Array<string> = []
        for (let cursor: string | null | undefined; cursor !== null;) {
          const { body } = await server("get", "/v1/conversations", { query: { visitorId, limit: 2, ...query, ...(cursor === undefined ? {} : { cursor }) } })
          const page = body as { conversations: ReadonlyArray<{ id: string }>; nextCursor: string | null }
          ids.push(...page.conversations.map(({ id }) => id))
          cursor = page.nextCursor
        }
        return ids
      }
      assert.deepStrictEqual(await listed({}), [one, three, two])
      assert.deepStrictEqual(await listed({ orderBy: "updatedAt", order: "asc" }), [two, three, one])
      assert.deepStrictEqual(await listed({ orderBy: "createdAt" }), [three, two, one])
      assert.deepStrictEqual(await listed({ orderBy: "createdAt", order: "asc" }), [one, two, three])
      await must(inbox, "inbox.setArchived", { websiteId, conversationId: two, archived: true })
      await must(inbox, "inbox.setStatus", { websiteId, conversationId: three, status: "resolved" })
      assert.deepStrictEqual(await listed({ orderBy: "createdAt" }), [three, one])
      assert.deepStrictEqual([await listed({ status: "open" }), await listed({ status: "closed" })], [[one], [three]])
    })
  }))

  it.effect("reads an index in its order, or no more than one visitor's own", () => Effect.gen(function*() {
    const { owner, test: { visitorId } } = yield* ApiWorld
    const { admin } = yield* TestDatabase
    const sql = yield* SqlClient
    const scope = { websiteId: WebsiteId.make(owner.websiteId), data: "test" } as const
    yield* admin`insert into contact (id, website_id, is_test, name, email)
      select '01JZ' || lpad(n::text, 22, '0'), ${scope.websiteId}, true, 'Name ' || n, n || '@many.test' from generate_series(1, 3000) n`
    const crowd = ulid()
    yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${crowd}, ${scope.websiteId}, true, ${crowd}::bytea)`
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, created_at)
      select ${scope.websiteId}, 'CX' || lpad(n::text, 16, '0'), true, ${crowd}, now() - n * interval '1 minute' from generate_series(1, 3000) n`
    yield* admin`analyze contact, contact_presence, conversation, visitor`
    const planOf = (statement: ReturnType<typeof contactPage> | ReturnType<typeof visitorPage>) => Effect.map(
      withTenant(scope, sql<{ queryPlan: string }>`explain ${statement}`), (rows) => rows.map((row) => Object.values(row)[0]).join("\n"))
    const indexes = {
      name: "contact_by_name", email: "contact_by_email", createdAt: "contact_newest", updatedAt: "contact_by_update",
      visitorCount: "contact_presence_by_visitors", lastSeenAt: "contact_presence_by_time"
    } as const
    for (const [orderBy, index] of Object.entries(indexes) as ReadonlyArray<[keyof typeof indexes, string]>) {
      for (const isAscending of [true, false]) {
        const plan = yield* planOf(contactPage(sql, scope, {}, { orderBy, isAscending, after: { value: orderBy === "name" || orderBy === "email" ? "m" : "5", id: "01JZ" }, limit: 21 }))
        assert.include(plan, index, `${orderBy} ${plan}`)
        assert.notMatch(plan, /Sort|Seq Scan on contact/, `${orderBy} ${plan}`)
      }
    }
    for (const orderBy of ["updatedAt", "createdAt"] as const) {
      const plan = yield* planOf(visitorPage(sql, scope, { visitorId: visitorId as never, contactId: null }, { view: null, orderBy, order: "desc", after: null, limit: 21 }))
      assert.include(plan, "conversation_of_visitor", plan)
      assert.notInclude(plan, "Seq Scan on conversation", plan)
    }
  }))
})
