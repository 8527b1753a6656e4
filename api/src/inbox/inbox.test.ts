import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { ConversationId } from "@cossistant/core/conversations/Conversation"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { ulid } from "ulid"
import { Entitlements } from "../billing/Entitlements.ts"
import * as selfHosted from "../billing/selfHosted.ts"
import { Sends } from "../conversations/Sends.ts"
import { WireItems } from "../conversations/WireItems.ts"
import { Live } from "../live/Live.ts"
import { Members } from "../members/Members.ts"
import { Ids } from "../ids/Ids.ts"
import { somebodyWaits } from "../testing/somebodyWaits.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Inbox } from "./Inbox.ts"
import { Triage } from "./Triage.ts"

const silent = Layer.mock(Live, {
  messageSent: () => Effect.void,
  conversationChanged: () => Effect.void,
  tell: () => Effect.void,
  tellVisitor: () => Effect.void
})
const plain = Layer.succeed(WireItems, { item: (item) => item, conversation: (conversation) => conversation, publicItems: (items) => items, publicConversation: (conversation) => conversation })
const colleagues = Layer.mock(Members, { isOnSite: (_websiteId, userId) => Effect.succeed(userId.startsWith("user")) })
const subject = Layer.mergeAll(Inbox.layer, Triage.layer).pipe(
  Layer.provideMerge(Sends.layer),
  Layer.provide(Entitlements.layer),
  Layer.provide(selfHosted.layer),
  Layer.provide([silent, plain, colleagues, Ids.layer]),
  Layer.provideMerge(TestDatabase.layer)
)

type Member = CurrentMember["Service"]

const memberOf = (websiteId: string, userId = "user-1"): Member => ({
  userId,
  sessionId: "session",
  websiteId: WebsiteId.make(websiteId),
  organizationId: OrganizationId.make(ulid()),
  role: "member",
  connection: { clientId: 1, transport: "socket", origin: null, address: "127.0.0.1", userAgent: null, acceptLanguage: null }
})

/** A conversation with one message by a visitor of the site. */
const started = Effect.fn(function*(websiteId: string, isTest = false) {
  const { admin } = yield* TestDatabase
  const sends = yield* Sends
  const visitor = ulid()
  const conversation = ConversationId.make(newConversationId())
  yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme') on conflict do nothing`
  yield* admin`insert into website (id, organization_id, name, slug, domain)
    values (${websiteId}, 'o', 'Acme', ${websiteId.toLowerCase()}, 'acme.test') on conflict do nothing`
  yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${visitor}, ${websiteId}, ${isTest}, ${ulid()}::bytea)`
  yield* sends.send({
    website: websiteId, data: isTest ? "test" : "live", conversation, id: ulid(), visitor, visibility: "public", body: "Help!", hash: "h", files: []
  })
  return { conversationId: conversation, visitor }
})

const reply = (conversationId: ConversationId, text: string, confirmedSeq: number, visibility: "public" | "private" = "public") =>
  ({ conversationId, messageId: ulid(), text, visibility, confirmedSeq })

layer(subject, { excludeTestServices: true })("Inbox", (it) => {
  it.effect("lists a site's open conversations in the shape of the contract, live and test apart", () => Effect.gen(function*() {
    const inbox = yield* Inbox
    const website = ulid()
    const live = yield* started(website)
    const test = yield* started(website, true)
    yield* started(ulid())
    const member = memberOf(website)
    const { conversations } = yield* inbox.list(member, { view: "open", isTest: false })
    assert.deepStrictEqual(conversations.map(({ id }) => id), [live.conversationId])
    yield* Schema.decodeUnknownEffect(InboxConversation)(conversations[0])
    const tests = yield* inbox.list(member, { view: "open", isTest: true })
    assert.deepStrictEqual(tests.conversations.map(({ id }) => id), [test.conversationId])
    assert.deepStrictEqual(yield* inbox.counts(member, { isTest: false }), { open: 1, resolved: 0, spam: 0, archived: 0 })
  }))

  it.effect("a colleague's reply since I began to write is shown before mine is sent (P9)", () => Effect.gen(function*() {
    const inbox = yield* Inbox
    const website = ulid()
    const { conversationId } = yield* started(website)
    const [ann, bob] = [memberOf(website, "user-ann"), memberOf(website, "user-bob")]
    yield* inbox.reply(ann, reply(conversationId, "I can help", 1))
    const mine = reply(conversationId, "Me too", 1)
    const stale = yield* Effect.flip(inbox.reply(bob, mine))
    assert.strictEqual(stale._tag, "ReplyIsStale")
    if (stale._tag !== "ReplyIsStale") return
    assert.deepStrictEqual(stale.items.map(({ text }) => text), ["I can help"])
    const sent = yield* inbox.reply(bob, { ...mine, confirmedSeq: stale.items.at(-1)?.seq ?? 0 })
    assert.strictEqual(sent.item.seq, 3)
  }))

  it.effect("a note is never stale and doesn't count as an answer", () => Effect.gen(function*() {
    const inbox = yield* Inbox
    const website = ulid()
    const { conversationId } = yield* started(website)
    yield* inbox.reply(memberOf(website, "user-ann"), reply(conversationId, "Just between us", 1, "private"))
    const sent = yield* inbox.reply(memberOf(website, "user-bob"), reply(conversationId, "Hello", 1))
    assert.strictEqual(sent.item.visibility, "public")
  }))

  it.effect("two members who resolve at once leave one event and no error", () => Effect.gen(function*() {
    const inbox = yield* Inbox
    const triage = yield* Triage
    const website = ulid()
    const { conversationId } = yield* started(website)
    yield* Effect.all([1, 2].map((n) => triage.setStatus(memberOf(website, `user-${n}`), { conversationId, status: "resolved" })), {
      concurrency: "unbounded"
    })
    const { conversation, items } = yield* inbox.open(memberOf(website), { conversationId })
    assert.strictEqual(conversation.status, "resolved")
    assert.deepStrictEqual(items.flatMap(({ parts }) => parts.flatMap((part) => part.type === "event" ? [part.eventType] : [])), ["resolved"])
    assert.strictEqual(conversation.lastItem?.text, "Help!")
    const { admin } = yield* TestDatabase
    const [row] = yield* admin<{ n: number }>`select count(*)::int as n from timeline_item where conversation_id = ${conversationId}`
    assert.strictEqual(row?.n, 2)
  }))

  it.effect("a visitor can't write in a closed conversation, but a retry of an earlier message is still acknowledged", () => Effect.gen(function*() {
    const triage = yield* Triage
    const sends = yield* Sends
    const website = ulid()
    const { conversationId, visitor } = yield* started(website)
    const message = {
      website, data: "live", conversation: conversationId, id: ulid(), visitor, visibility: "public", body: "More", hash: "m", files: []
    } as const
    yield* sends.send(message)
    yield* triage.setArchived(memberOf(website), { conversationId, archived: true })
    assert.strictEqual((yield* sends.send(message)).outcome, "repeat")
    assert.deepStrictEqual(yield* sends.send({ ...message, id: ulid() }), { outcome: "closed", status: "archived" })
  }))

  it.effect("assigns to a member of the site only", () => Effect.gen(function*() {
    const triage = yield* Triage
    const website = ulid()
    const { conversationId } = yield* started(website)
    const assigned = yield* triage.assign(memberOf(website), { conversationId, userId: "user-2" })
    assert.deepStrictEqual(assigned.assigneeIds, ["user-2"])
    const same = yield* triage.assign(memberOf(website), { conversationId, userId: "stranger" })
    assert.deepStrictEqual(same.assigneeIds, ["user-2"])
  }))

  it.effect("my mark moves forward and back, and is mine alone", () => Effect.gen(function*() {
    const inbox = yield* Inbox
    const website = ulid()
    const { conversationId } = yield* started(website)
    const [ann, bob] = [memberOf(website, "user-ann"), memberOf(website, "user-bob")]
    yield* inbox.seen(ann, { conversationId, seq: 1 })
    assert.deepStrictEqual((yield* inbox.list(ann, { view: "open", isTest: false })).seen, { [conversationId]: 1 })
    assert.deepStrictEqual((yield* inbox.list(bob, { view: "open", isTest: false })).seen, {})
    yield* inbox.seen(ann, { conversationId, seq: 0 })
    assert.deepStrictEqual((yield* inbox.list(ann, { view: "open", isTest: false })).seen, { [conversationId]: 0 })
  }))

  it.effect("a conversation that is being erased while I read it is gone, like any other that is", () => Effect.gen(function*() {
    const inbox = yield* Inbox
    const { admin } = yield* TestDatabase
    const website = ulid()
    const { conversationId } = yield* started(website)
    const reading = yield* admin.withTransaction(Effect.gen(function*() {
      yield* admin`delete from conversation where id = ${conversationId}`
      const seen = yield* Effect.forkChild(Effect.flip(inbox.seen(memberOf(website), { conversationId, seq: 1 })), { startImmediately: true })
      yield* somebodyWaits(admin)
      return seen
    }))
    assert.strictEqual((yield* Fiber.join(reading))._tag, "ConversationNotFound")
  }))

  it.effect("another site's conversation looks like none at all (P10)", () => Effect.gen(function*() {
    const inbox = yield* Inbox
    const triage = yield* Triage
    const { conversationId } = yield* started(ulid())
    const stranger = memberOf(ulid())
    const refused = yield* Effect.all([
      Effect.flip(inbox.open(stranger, { conversationId })),
      Effect.flip(inbox.timeline(stranger, { conversationId, beforeSeq: 9 })),
      Effect.flip(inbox.reply(stranger, reply(conversationId, "Hi", 0))),
      Effect.flip(inbox.seen(stranger, { conversationId, seq: 1 })),
      Effect.flip(triage.setStatus(stranger, { conversationId, status: "spam" })),
      Effect.flip(triage.assign(stranger, { conversationId, userId: "user-2" }))
    ])
    assert.deepStrictEqual(new Set(refused.map(({ _tag }) => _tag)), new Set(["ConversationNotFound"]))
  }))
})
