import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { ulid } from "ulid"
import { writeGeneratedTypes } from "./testing/generatedTypes.ts"
import { type Api, ApiWorld } from "./testing/ApiWorld.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))

interface Document {
  readonly openapi: string
  readonly servers: ReadonlyArray<{ readonly url: string }>
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly security: ReadonlyArray<object>; readonly parameters: ReadonlyArray<{ readonly name: string; readonly description: string }> }>>>>
}
const documentOf = async (url: string): Promise<Document> => await (await fetch(`${url}/v1/openapi.json`)).json() as Document

/** What somebody writes against the generated types: right uses compile, wrong ones don't. */
const typedUse = `
import createClient from "openapi-fetch"
import type { paths } from "./schema.ts"
const client = createClient<paths>({ baseUrl: "http://localhost", headers: { authorization: "Bearer sk_test_x" } })
export const right = async () => {
  const { data, error } = await client.GET("/v1/conversations/{id}", { params: { path: { id: "CO" } } })
  const title: string | null | undefined = data?.conversation.title
  const kind: string | undefined = error?.type
  const sent = await client.POST("/v1/messages", { body: { conversationId: "CO", item: { text: "hi", userId: "u" } } })
  const seq: number | undefined = sent.data?.item.seq
  const made = await client.POST("/v1/contacts", { body: { externalId: "1", metadata: { plan: "pro", seats: 3, trial: false } } })
  return [title, kind, seq, made.data?.id, (await client.GET("/v1/contacts", { params: { query: { limit: "5" } } })).data?.items[0]?.visitorCount]
}
export const wrong = () => {
  // @ts-expect-error there is no such path
  void client.GET("/v1/nothing")
  // @ts-expect-error text is missing
  void client.POST("/v1/messages", { body: { conversationId: "CO", item: {} } })
  // @ts-expect-error a rating is a number
  void client.POST("/v1/feedback", { body: { rating: "five" } })
}
`

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("The public API", (it) => {
  it.effect("is described by a document from which a typed client is made, that compiles", () => Effect.gen(function*() {
    const { url } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const document = await documentOf(url)
      assert.match(document.openapi, /^3\.1/)
      assert.strictEqual(document.servers.length, 1)
      const repeats = (path: string) => document.paths[path]?.["post"]?.parameters.find(({ name }) => name === "idempotency-key")?.description ?? ""
      assert.match(repeats("/v1/messages"), /^Repeat/)
      assert.match(repeats("/v1/visitors"), /^With a private key/)
      const folder = mkdtempSync(path.join(tmpdir(), "cossistant-client-"))
      try {
        writeGeneratedTypes(root, folder, document)
        writeFileSync(path.join(folder, "use.ts"), typedUse)
        writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({
          compilerOptions: {
            strict: true, noEmit: true, skipLibCheck: true, target: "ES2022", module: "ESNext", moduleResolution: "Bundler", types: [], lib: ["ES2022", "DOM"],
            allowImportingTsExtensions: true, paths: { "openapi-fetch": [path.join(root, "node_modules/openapi-fetch/dist/index.d.mts")] }
          },
          files: ["use.ts"]
        }))
        execFileSync(path.join(root, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8", stdio: "pipe" })
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  }))

  it.effect("gives a visitor its own conversation, and the team's side to a private key alone", () => Effect.gen(function*() {
    const { test: { actor, conversationId, messageId, server, visitor, visitorId }, owner } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const one = { path: { id: conversationId } }
      const note = await actor("post", "/v1/messages", { body: { conversationId, item: { text: "Between us", visibility: "private" } } })
      assert.strictEqual(note.status, 200, JSON.stringify(note.body))
      const seen = await visitor("get", "/v1/conversations/{id}", one)
      assert.strictEqual(seen.status, 200)
      assert.include(seen.headers.get("content-type"), "application/json")
      const mine = (seen.body as { conversation: Record<string, unknown> }).conversation
      assert.include(mine, { id: conversationId, visitorId, status: "open" })
      assert.notInclude(JSON.stringify(seen.body), "Between us")
      assert.notProperty(mine, "priority")
      const full = (await server("get", "/v1/conversations/{id}", one)).body as { conversation: { priority: string; lastTimelineItem: { text: string }; organizationId: string } }
      assert.deepInclude(full.conversation, { priority: "normal", organizationId: owner.organizationId })
      assert.strictEqual(full.conversation.lastTimelineItem.text, "Between us")

      const items = async (api: Api, query: object = {}) => (await api("get", "/v1/conversations/{id}/timeline", { ...one, query: { ...query } })).body as
        { items: ReadonlyArray<{ id: string; text: string; visitorId: string | null; userId: string | null }>; nextCursor: string | null; hasNextPage: boolean }
      const own = await items(visitor)
      assert.deepStrictEqual(own.items.map(({ text, userId, visitorId }) => [text, userId, visitorId]), [["Hello there", null, null], ["Help, please", null, visitorId]])
      assert.strictEqual(own.items[1]?.id, messageId)
      const all = await items(server, { limit: 2 })
      assert.deepStrictEqual(all.items.map(({ text }) => text), ["Help, please", "Between us"])
      assert.isTrue(all.hasNextPage)
      const before = await items(server, { limit: 2, cursor: all.nextCursor })
      assert.deepStrictEqual([before.items.map(({ text }) => text), before.nextCursor, before.hasNextPage], [["Hello there"], null, false])
    })
  }))

  it.effect("takes a message once, however often it is asked, from its author alone", () => Effect.gen(function*() {
    const { live, owner, test: { actor, conversationId, server, visitor, visitorId } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const id = ulid()
      const send = (api: Api, item: object, headers: Record<string, string> = {}) => api("post", "/v1/messages", { body: { conversationId, item: { text: "Once", ...item } }, headers })
      const [first, again] = [await send(visitor, { id }), await send(visitor, { id })]
      assert.deepStrictEqual([first.status, again.status], [200, 200])
      assert.deepStrictEqual(again.body, first.body)
      assert.deepInclude((await send(visitor, { id, text: "Other words" })).body, { error: "IdConflict", status: 409 })
      for (const item of [{ userId: owner.userId }, { visibility: "private" }, { visitorId: live.visitorId }]) {
        assert.deepInclude((await send(visitor, item)).body, { error: "AuthorRefused", status: 403 })
      }
      // Without an author it is the member's who made the key.
      assert.deepInclude(((await send(server, { text: "From our server" })).body as { item: object }).item, { userId: owner.userId, visitorId: null, text: "From our server" })
      assert.deepInclude((await send(server, { userId: ulid() })).body, { error: "ActorRefused", status: 403 })
      assert.deepInclude(((await send(server, { userId: owner.userId })).body as { item: object }).item, { userId: owner.userId, visitorId: null })
      assert.deepInclude(((await send(server, { visitorId })).body as { item: object }).item, { visitorId, visibility: "public" })

      const key = { "idempotency-key": ulid() }
      const [one, two] = [await send(actor, {}, key), await send(actor, {}, key)]
      assert.deepStrictEqual(two.body, one.body)
      assert.deepStrictEqual([one.headers.get("idempotency-replayed"), two.headers.get("idempotency-replayed")], [null, "true"])
      const other = await send(actor, { text: "Something else" }, key)
      assert.deepInclude(other.body, { error: "IdempotencyConflict", reason: "other_request", status: 409 })
      const refused = { "idempotency-key": ulid() }
      assert.strictEqual((await send(server, { userId: ulid() }, refused)).status, 403)
      assert.strictEqual((await send(server, { userId: owner.userId }, refused)).status, 200)
    })
  }))

  it.effect("begins a conversation once, with greetings that nobody said", () => Effect.gen(function*() {
    const { live, test: { server, visitor, visitorId } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const conversationId = newConversationId()
      const begin = (api: Api, body: object) => api("post", "/v1/conversations", { body: { conversationId, defaultTimelineItems: [{ text: "Welcome", userId: "somebody" }], ...body } })
      const first = await begin(visitor, { metadata: { plan: "pro" } })
      assert.strictEqual(first.status, 200, JSON.stringify(first.body))
      const { conversation, initialTimelineItems } = first.body as { conversation: object; initialTimelineItems: ReadonlyArray<object> }
      assert.deepInclude(conversation, { id: conversationId, metadata: { plan: "pro" }, visitorId })
      assert.deepInclude(initialTimelineItems[0] ?? {}, { text: "Welcome", userId: null, visitorId: null, aiAgentId: null })
      assert.strictEqual(((await begin(visitor, {})).body as { initialTimelineItems: ReadonlyArray<object> }).initialTimelineItems.length, 1)
      assert.deepInclude((await begin(server, {})).body, { error: "VisitorRequired", status: 400 })
      assert.deepInclude((await begin(server, { visitorId: live.visitorId })).body, { error: "VisitorNotFound", status: 404 })
      const second = (await visitor("post", "/v1/visitors", { body: {} })).body as { visitor: { id: string } }
      assert.deepInclude((await begin(server, { visitorId: second.visitor.id })).body, { error: "IdConflict", status: 409 })
      const listed = (await server("get", "/v1/conversations", { query: { visitorId, limit: 1 } })).body as { conversations: ReadonlyArray<{ id: string }>; nextCursor: string; hasMore: boolean }
      assert.deepStrictEqual([listed.conversations.length, listed.hasMore], [1, true])
      const more = (await server("get", "/v1/conversations", { query: { visitorId, cursor: listed.nextCursor } })).body as { conversations: ReadonlyArray<{ id: string }> }
      assert.notInclude(more.conversations.map(({ id }) => id), listed.conversations[0]?.id)
      assert.strictEqual((await visitor("get", "/v1/conversations", { query: { status: "closed" } })).status, 200)
    })
  }))

  it.effect("lets the team's server do what the team does, in a teammate's name", () => Effect.gen(function*() {
    const { owner, test: { actor, conversationId, server, visitor } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const act = async (what: string, api = actor) => {
        const { body, status } = await api("post", `/v1/conversations/{id}/${what}`, { path: { id: conversationId } })
        return status === 200 ? (body as { conversation: { status: string; deletedAt: string | null; resolvedByUserId: string | null; assigneeIds: ReadonlyArray<string> } }).conversation : body as { error: string }
      }
      assert.deepInclude(await act("resolve", server), { error: "ActorRequired" })
      assert.deepInclude(await act("resolve", visitor), { error: "PrivateKeyRequired" })
      assert.deepInclude(await act("resolve"), { status: "resolved", resolvedByUserId: owner.userId })
      const rate = (rating: number) => visitor("post", "/v1/conversations/{id}/rating", { path: { id: conversationId }, body: { rating, comment: "Quick" } })
      assert.deepInclude((await rate(5)).body, { rating: 5, conversationId })
      assert.deepInclude((await rate(2)).body, { error: "RatingRefused", reason: "already_rated" })
      assert.deepInclude((await visitor("post", "/v1/messages", { body: { conversationId, item: { text: "More" } } })).body, { error: "ConversationClosed", state: "resolved" })
      assert.deepInclude(await act("reopen"), { status: "open", resolvedByUserId: null })
      assert.deepInclude(await act("spam"), { status: "spam" })
      assert.deepInclude(await act("not-spam"), { status: "open" })
      assert.isString((await act("archive") as { deletedAt: string }).deletedAt)
      assert.deepInclude(await act("unarchive"), { deletedAt: null })
      const joined = () => visitor("get", "/v1/conversations/{id}/timeline", { path: { id: conversationId } }).then(({ body }) =>
        (body as { items: ReadonlyArray<{ parts: ReadonlyArray<{ eventType?: string; actorUserId?: string }> }> }).items
          .flatMap(({ parts }) => parts).filter(({ eventType }) => eventType === "participant_joined"))
      for (const _ of [1, 2]) assert.deepInclude(await act("join-escalation"), { assigneeIds: [owner.userId] })
      assert.deepStrictEqual((await joined()).map(({ actorUserId }) => actorUserId), [owner.userId])
      assert.deepInclude(await act("read"), { status: "open" })
      assert.deepInclude(await act("unread"), { status: "open" })
      const one = { path: { id: conversationId } }
      const titled = await server("patch", "/v1/conversations/{id}", { ...one, body: { title: "An order is late" } })
      assert.deepInclude((titled.body as { conversation: object }).conversation, { title: "An order is late" })
      await server("patch", "/v1/conversations/{id}/metadata", { ...one, body: { metadata: { order: 7 } } })
      const merged = await server("patch", "/v1/conversations/{id}/metadata", { ...one, body: { metadata: { late: true } } })
      assert.deepInclude((merged.body as { conversation: object }).conversation, { metadata: { order: 7, late: true } })
      const marked = await visitor("post", "/v1/conversations/{id}/seen", { ...one, body: {} })
      assert.strictEqual(marked.status, 200)
      const { seenData } = (await server("get", "/v1/conversations/{id}/seen", one)).body as { seenData: ReadonlyArray<{ actorType: string }> }
      assert.sameMembers(seenData.map(({ actorType }) => actorType), ["visitor", "user"])
      assert.deepInclude((await visitor("post", "/v1/conversations/{id}/typing", { ...one, body: { isTyping: true, visitorPreview: "I wri" } })).body, { isTyping: true, visitorPreview: "I wri" })
      const inbox = (await actor("get", "/v1/conversations/inbox")).body as { items: ReadonlyArray<{ id: string; isTest: boolean }>; seen: object }
      assert.include(inbox.items.map(({ id }) => id), conversationId)
      assert.isTrue(inbox.items.every(({ isTest }) => isTest))
      const text = await server("get", "/v1/conversations/{id}/export", one)
      assert.include(text.headers.get("content-disposition"), `conversation-${conversationId}.txt`)
      for (const words of ["An order is late", "Help, please", "[event] resolved", "private"]) assert.include(text.body as string, words)
    })
  }))

  it.effect("knows the site's people: contacts, their companies, and who a visitor is", () => Effect.gen(function*() {
    const { test: { server, visitor, visitorId } } = yield* ApiWorld
    yield* Effect.promise(async () => {
      const externalId = ulid()
      const put = (body: object) => server("post", "/v1/contacts", { body: { externalId, ...body } })
      const made = await put({ name: "Jane", email: "Jane@Shop.test", metadata: { plan: "pro" } })
      assert.strictEqual(made.status, 201, JSON.stringify(made.body))
      assert.deepInclude(made.body, { name: "Jane", email: "jane@shop.test", isVerified: true, metadata: { plan: "pro" } })
      const { id } = made.body as { id: string }
      const again = await put({ name: "Jane Doe" })
      assert.strictEqual(again.status, 200)
      assert.deepInclude(again.body, { id, name: "Jane Doe", email: "jane@shop.test" })
      assert.deepInclude((await server("get", "/v1/contacts/{id}", { path: { id } })).body, { id })
      assert.deepInclude((await server("patch", "/v1/contacts/{id}", { path: { id }, body: { email: null } })).body, { email: null, name: "Jane Doe" })
      assert.deepInclude((await server("patch", "/v1/contacts/{id}/metadata", { path: { id }, body: { metadata: { seats: 3 } } })).body, { metadata: { plan: "pro", seats: 3 } })

      const company = (await server("post", "/v1/contacts/organizations", { body: { name: "Shop", externalId: ulid(), domain: "shop.test" } })).body as { id: string; externalId: string }
      assert.deepInclude((await server("post", "/v1/contacts/organizations", { body: { name: "Shop", externalId: company.externalId } })).body, { error: "ExternalIdTaken" })
      assert.deepInclude((await server("patch", "/v1/contacts/organizations/{id}", { path: company, body: { name: "Shop Ltd" } })).body, { name: "Shop Ltd", domain: "shop.test" })
      assert.deepInclude((await server("get", "/v1/contacts/organizations/{id}", { path: company })).body, { name: "Shop Ltd" })
      assert.deepInclude((await server("patch", "/v1/contacts/{id}", { path: { id }, body: { contactOrganizationId: company.id } })).body, { contactOrganizationId: company.id })
      assert.deepInclude((await server("patch", "/v1/contacts/{id}", { path: { id }, body: { contactOrganizationId: ulid() } })).body, { error: "ContactOrganizationNotFound" })

      const said = await server("post", "/v1/contacts/identify", { body: { visitorId, externalId } })
      assert.strictEqual(said.status, 200, JSON.stringify(said.body))
      assert.deepInclude((said.body as { contact: object }).contact, { id, isVerified: true })
      assert.deepInclude((await server("get", "/v1/visitors/{id}", { path: { id: visitorId } })).body, { contactId: id, externalId, isVerified: true })
      const self = (await visitor("get", "/v1/visitors/{id}", { path: { id: visitorId } })).body as { contact: { id: string } }
      assert.strictEqual(self.contact.id, id)
      assert.notProperty(self, "ip")
      const page = (await server("get", "/v1/contacts", { query: { externalId } })).body as { items: ReadonlyArray<object>; nextCursor: null }
      assert.strictEqual(page.items.length, 1)
      assert.deepInclude(page.items[0] ?? {}, { id, visitorCount: 1, contactOrganizationName: "Shop Ltd" })
      for (let n = 0; n < 3; n++) await server("post", "/v1/contacts", { body: { name: `Person ${n}` } })
      const seen: Array<string> = []
      for (let cursor: string | null = ""; cursor !== null;) {
        const { items, nextCursor }: { items: ReadonlyArray<{ id: string }>; nextCursor: string | null } =
          (await server("get", "/v1/contacts", { query: { limit: 2, ...(cursor === "" ? {} : { cursor }) } })).body
        seen.push(...items.map((item) => item.id))
        cursor = nextCursor
      }
      assert.strictEqual(new Set(seen).size, seen.length)
      assert.isAtLeast(seen.length, 4)

      assert.strictEqual((await server("delete", "/v1/contacts/organizations/{id}", { path: company })).status, 204)
      assert.deepInclude((await server("get", "/v1/contacts/{id}", { path: { id } })).body, { contactOrganizationId: null })
      assert.strictEqual((await server("delete", "/v1/contacts/{id}", { path: { id } })).status, 204)
      assert.deepInclude((await server("get", "/v1/contacts/{id}", { path: { id } })).body, { error: "ContactNotFound", type: "urn:cossistant:problem:contact-not-found" })
      assert.deepInclude((await server("get", "/v1/visitors/{id}", { path: { id: visitorId } })).body, { contactId: null })
      assert.deepInclude((await server("post", "/v1/contacts/identify", { body: { visitorId, email: "mia@shop.test", name: "Mia" } })).body, { visitorId })
      assert.strictEqual((await server("patch", "/v1/visitors/{id}/metadata", { path: { id: visitorId }, body: { metadata: { vip: true } } })).status, 200)
      const before = (await server("get", "/v1/visitors/{id}", { path: { id: visitorId } })).body as { ip: string; browser: string | null }
      const after = (await server("patch", "/v1/visitors/{id}", { path: { id: visitorId }, body: { language: "de" } })).body as { language: string; ip: string; browser: string | null }
      assert.deepStrictEqual([after.language, after.ip, after.browser], ["de", before.ip, before.browser])
      const there = await visitor("post", "/v1/visitors/{id}/activity", {
        path: { id: visitorId }, body: { sessionId: "s", activityType: "route_change", currentPage: { url: "https://shop.test/cart", path: "/cart", title: null } }
      })
      assert.deepInclude(there.body, { ok: true })
    })
  }))

  it.effect("takes files and feedback, and tells of the site", () => Effect.gen(function*() {
    const { live, owner, test: { actor, conversationId, server, visitor, visitorId }, url } = yield* ApiWorld
    yield* Effect.promise(async () => {
      for (const api of [visitor, actor]) {
        const body = { scope: { type: "conversation", conversationId }, contentType: "text/plain", fileName: "a.txt", size: 2 }
        const grant = (await api("post", "/v1/uploads/sign-url", { body })).body as { key: string; uploadUrl: string; headers: Record<string, string> }
        assert.strictEqual((await fetch(new URL(grant.uploadUrl, url), { method: "PUT", headers: grant.headers, body: "hi" })).status, 201)
        assert.deepInclude((await api("post", "/v1/uploads/claim", { body: { key: grant.key } })).body, { key: grant.key, filename: "a.txt", size: 2 })
        const sent = (await api("post", "/v1/messages", { body: { conversationId, item: { text: "With a file", files: [grant.key] } } })).body as { item: { parts: ReadonlyArray<object> } }
        assert.deepInclude(sent.item.parts[0] ?? {}, { type: "file", filename: "a.txt" })
        assert.deepInclude((await api("post", "/v1/uploads/sign-url", { body: { ...body, contentType: "text/html" } })).body, { error: "FileRefused", reason: "type_not_allowed" })
      }
      const documented = (body: object) => visitor("post", "/v1/uploads/sign-url", {
        body: { scope: { type: "conversation", conversationId, websiteId: owner.websiteId }, websiteId: owner.websiteId, contentType: "text/plain", fileName: "notes", size: 2, ...body }
      })
      assert.match(((await documented({ fileExtension: "txt", useCdn: false })).body as { key: string }).key, /\/notes\.txt$/)
      for (const [body, issue] of [[{ path: "a/b" }, /path/], [{ useCdn: true }, /useCdn/], [{ websiteId: ulid() }, /websiteId/], [{ organizationId: ulid() }, /organizationId/]] as const) {
        const refused = (await documented(body)).body as { error: string; issue: string }
        assert.strictEqual(refused.error, "BadRequest")
        assert.match(refused.issue, issue)
      }
      assert.deepInclude((await server("post", "/v1/uploads/claim", { body: { key: "x" } })).body, { error: "ActorRequired" })
      const said = (await visitor("post", "/v1/feedback", { body: { rating: 4, comment: "Fine", trigger: "pricing" } }))
      assert.strictEqual(said.status, 201)
      const { feedback } = said.body as { feedback: { id: string } }
      assert.deepInclude((await server("get", "/v1/feedback/{id}", { path: feedback })).body, { feedback })
      const listed = (await server("get", "/v1/feedback", { query: { trigger: "pricing", visitorId } })).body as { feedback: ReadonlyArray<object>; nextCursor: null }
      assert.deepStrictEqual(listed.feedback, [feedback])
      assert.deepInclude((await live.server("get", "/v1/feedback/{id}", { path: feedback })).body, { error: "FeedbackNotFound" })

      const { contact } = (await server("post", "/v1/contacts/identify", { body: { visitorId, externalId: ulid() } })).body as { contact: { id: string } }
      const ofContact = (api: Api, body: object) => api("post", "/v1/feedback", { body: { rating: 3, contactId: contact.id, ...body } })
      for (const api of [server, visitor]) assert.deepInclude(((await ofContact(api, {})).body as { feedback: object }).feedback, { visitorId, rating: 3 })
      const other = (await server("post", "/v1/contacts", { body: { name: "Never seen" } })).body as { id: string }
      for (const api of [server, visitor]) assert.deepInclude((await ofContact(api, { contactId: other.id })).body, { error: "ContactNotFound" })
      assert.deepInclude((await ofContact(live.server, {})).body, { error: "ContactNotFound" })
      assert.deepInclude((await ofContact(visitor, { visitorId: live.visitorId })).body, { error: "VisitorNotFound" })

      assert.deepInclude((await visitor("get", "/v1/websites")).body, { id: owner.websiteId, isTest: true })
      const team = (await server("get", "/v1/websites/team-members")).body as { members: ReadonlyArray<object> }
      assert.deepInclude(team.members[0] ?? {}, { id: owner.userId, role: "owner", email: "olga@acme.test" })
      assert.deepInclude((await server("get", "/v1/organizations/{id}", { path: { id: owner.organizationId } })).body, { id: owner.organizationId })
      assert.deepInclude((await server("get", "/v1/organizations/{id}", { path: { id: ulid() } })).body, { error: "OrganizationNotFound" })
    })
  }))

  it.effect("was asked all it answers by the client made from its document", () => Effect.gen(function*() {
    const { called, url } = yield* ApiWorld
    const { paths } = yield* Effect.promise(() => documentOf(url))
    const operations = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))
    assert.sameMembers([...called], operations)
  }))
})
