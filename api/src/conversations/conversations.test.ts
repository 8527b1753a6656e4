import { type CurrentVisitor } from "@cossistant/core/auth/VisitorAuth"
import { ConversationId, PublicConversation } from "@cossistant/core/conversations/Conversation"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { PublicTimelineItem } from "@cossistant/core/conversations/TimelineItem"
import { TeamMark } from "@cossistant/core/conversations/widgetConversationRpcs"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Queue from "effect/Queue"
import * as Schema from "effect/Schema"
import { ulid } from "ulid"
import { Live } from "../live/Live.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { Installs } from "../websites/Installs.ts"
import { Conversations } from "./Conversations.ts"
import { Sends } from "./Sends.ts"
import { WireItems } from "./WireItems.ts"

const silent = Layer.mock(Live, { messageSent: () => Effect.void, conversationChanged: () => Effect.void, tell: () => Effect.void })
const plain = Layer.succeed(WireItems, { item: (item) => item, conversation: (conversation) => conversation, publicItems: (items) => items, publicConversation: (conversation) => conversation })
const conversationsWith = (live: Layer.Layer<Live>) => Conversations.layer.pipe(
  Layer.provide([Sends.layer, live, plain, Layer.mock(Installs, { spoken: () => Effect.void })])
)
const subject = conversationsWith(silent).pipe(Layer.provideMerge(TestDatabase.layer))

type Visitor = CurrentVisitor["Service"]

const makeVisitor = Effect.fn(function*(websiteId: string, isTest = false) {
  const { admin } = yield* TestDatabase
  const visitorId = VisitorId.make(ulid())
  yield* admin`insert into organization (id, name, slug) values ('o', 'Acme', 'acme') on conflict do nothing`
  yield* admin`insert into website (id, organization_id, name, slug, domain)
    values (${websiteId}, 'o', 'Acme', ${websiteId.toLowerCase()}, 'acme.test') on conflict do nothing`
  yield* admin`insert into visitor (id, website_id, is_test, secret_hash) values (${visitorId}, ${websiteId}, ${isTest}, ${ulid()}::bytea)`
  const visitor: Visitor = {
    websiteId: WebsiteId.make(websiteId),
    organizationId: OrganizationId.make(ulid()),
    isTest,
    visitorId,
    contactId: null,
    connection: { clientId: 1, transport: "socket", origin: null, address: "127.0.0.1", userAgent: null, acceptLanguage: null }
  }
  return visitor
})

const say = (text: string, conversationId = ConversationId.make(newConversationId())) => ({ conversationId, messageId: ulid(), text })

layer(subject, { excludeTestServices: true })("Conversations", (it) => {
  it.effect("a first message starts the conversation and stands first in its timeline", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const message = say("Hello")
    const { conversation, item } = yield* conversations.send(visitor, message)
    assert.strictEqual(item.seq, 1)
    assert.strictEqual(conversation.lastSeq, 1)
    const thread = yield* conversations.timeline(visitor, { conversationId: message.conversationId })
    assert.deepStrictEqual(thread.items.map(({ text }) => text), ["Hello"])
    assert.isFalse(thread.hasMore)
  }))

  it.effect("what the database answers has the shape of the contract", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const sent = yield* conversations.send(visitor, say("Hello"))
    yield* Schema.decodeUnknownEffect(PublicTimelineItem)(sent.item)
    yield* Schema.decodeUnknownEffect(PublicConversation)(sent.conversation)
    const { conversations: [listed] } = yield* conversations.list(visitor, {})
    yield* Schema.decodeUnknownEffect(PublicConversation)(listed)
  }))

  it.effect("a message sent again, also at the same moment, exists once (P5)", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const message = say("Only once")
    const answers = yield* Effect.all(Array.from({ length: 20 }, () => conversations.send(visitor, message)), { concurrency: "unbounded" })
    assert.deepStrictEqual(new Set(answers.map(({ item }) => item.seq)), new Set([1]))
    const thread = yield* conversations.timeline(visitor, { conversationId: message.conversationId })
    assert.strictEqual(thread.items.length, 1)
  }))

  it.effect("a repeated id with other words, or by another visitor, is a conflict and shows nothing", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const website = ulid()
    const [ann, bob] = [yield* makeVisitor(website), yield* makeVisitor(website)]
    const message = say("Mine")
    yield* conversations.send(ann, message)
    const other = yield* Effect.flip(conversations.send(ann, { ...message, text: "Changed" }))
    assert.deepStrictEqual(other._tag, "IdConflict")
    const foreign = yield* Effect.flip(conversations.send(bob, { ...say("Hi"), messageId: message.messageId }))
    assert.deepStrictEqual(foreign._tag, "IdConflict")
  }))

  it.effect("someone else's conversation looks like none at all (P10)", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const website = ulid()
    const [ann, bob] = [yield* makeVisitor(website), yield* makeVisitor(website)]
    const [test, elsewhere] = [yield* makeVisitor(website, true), yield* makeVisitor(ulid())]
    const message = say("Private matter")
    yield* conversations.send(ann, message)
    const { conversationId } = message
    for (const visitor of [bob, test]) {
      assert.strictEqual((yield* Effect.flip(conversations.timeline(visitor, { conversationId })))._tag, "ConversationNotFound")
      assert.strictEqual((yield* Effect.flip(conversations.send(visitor, say("Hi", conversationId))))._tag, "ConversationNotFound")
      assert.strictEqual((yield* Effect.flip(conversations.seen(visitor, { conversationId, seq: 1 })))._tag, "ConversationNotFound")
      assert.strictEqual((yield* Effect.flip(conversations.typing(visitor, { conversationId, isTyping: true })))._tag, "ConversationNotFound")
    }
    // Another site may use the same id for a conversation of its own.
    const own = yield* conversations.send(elsewhere, say("Hi", conversationId))
    assert.strictEqual(own.item.seq, 1)
  }))

  it.effect("messages of many visitors at once keep one order without gaps in each conversation", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const website = ulid()
    const visitors = yield* Effect.all(Array.from({ length: 8 }, () => makeVisitor(website)))
    const ids = visitors.map(() => ConversationId.make(newConversationId()))
    yield* Effect.all(
      Array.from({ length: 200 }, (_, n) => conversations.send(visitors[n % 8] as Visitor, say(`message ${n}`, ids[n % 8]))),
      { concurrency: "unbounded" }
    )
    for (const [place, visitor] of visitors.entries()) {
      const { items } = yield* conversations.timeline(visitor, { conversationId: ids[place] as ConversationId, limit: 100 })
      assert.deepStrictEqual(items.map(({ seq }) => seq), Array.from({ length: 25 }, (_, n) => n + 1))
    }
  }))

  it.effect("one broken message doesn't undo the others of its batch", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const stranger: Visitor = { ...visitor, visitorId: VisitorId.make(ulid()) }
    const results = yield* Effect.all([
      Effect.result(conversations.send(visitor, say("fine"))),
      Effect.result(conversations.send(stranger, say("no such visitor"))),
      // Postgres can't store a zero character: this one fails in the database.
      Effect.exit(conversations.send(visitor, say("zero \u0000 character"))),
      Effect.result(conversations.send(visitor, say("also fine")))
    ], { concurrency: "unbounded" })
    assert.deepStrictEqual(results.map(({ _tag }) => _tag), ["Success", "Failure", "Failure", "Success"])
  }))

  it.effect("greetings come before the first message and have no author (P12)", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const message = say("Hello")
    yield* conversations.send(visitor, { ...message, welcome: [{ content: "How can we help?", senderType: "team_member", senderId: "boss" }] })
    const { items } = yield* conversations.timeline(visitor, { conversationId: message.conversationId })
    assert.deepStrictEqual(items.map(({ text, userId, visitorId }) => [text, userId, visitorId]), [
      ["How can we help?", null, null],
      ["Hello", null, visitor.visitorId]
    ])
  }))

  it.effect("pages reach the oldest conversation, newest activity first", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const sent = yield* Effect.forEach(Array.from({ length: 7 }), () => conversations.send(visitor, say("x")))
    const first = yield* conversations.list(visitor, { limit: 4 })
    const second = yield* conversations.list(visitor, { limit: 4, ...(first.nextCursor && { cursor: first.nextCursor }) })
    assert.deepStrictEqual(
      [...first.conversations, ...second.conversations].map(({ id }) => id),
      sent.map(({ conversation }) => conversation.id).reverse()
    )
    assert.isNull(second.nextCursor)
    assert.strictEqual(first.total, 7)
  }))

  it.effect("a timeline pages backwards from the newest", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const conversationId = ConversationId.make(newConversationId())
    yield* Effect.forEach(Array.from({ length: 5 }, (_, n) => n + 1), (n) => conversations.send(visitor, say(`${n}`, conversationId)))
    const newest = yield* conversations.timeline(visitor, { conversationId, limit: 3 })
    const older = yield* conversations.timeline(visitor, { conversationId, limit: 3, beforeSeq: 3 })
    assert.deepStrictEqual([newest, older].map(({ hasMore, items }) => [items.map(({ text }) => text), hasMore]), [
      [["3", "4", "5"], true],
      [["1", "2"], false]
    ])
  }))

  it.effect("how far its visitor has read never goes back, whichever device says so last, nor beyond what there is", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const { admin } = yield* TestDatabase
    const visitor = yield* makeVisitor(ulid())
    const first = say("One")
    for (const text of ["One", "Two", "Three"]) yield* conversations.send(visitor, { ...say(text, first.conversationId) })
    yield* admin`update conversation set visitor_seen_seq = 0 where id = ${first.conversationId}`
    const read = Effect.fnUntraced(function*(seq: number) {
      yield* conversations.seen(visitor, { conversationId: first.conversationId, seq })
      return (yield* conversations.timeline(visitor, { conversationId: first.conversationId })).conversation.visitorSeenSeq
    })
    assert.deepStrictEqual([yield* read(2), yield* read(1), yield* read(99), yield* read(2)], [2, 2, 3, 3])
  }))

  it.effect("what is unread is what others said for all to see; what was archived isn't counted (P12)", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const { admin } = yield* TestDatabase
    const visitor = yield* makeVisitor(ulid())
    const [first, second] = [say("One"), say("Another matter")]
    for (const message of [first, second]) yield* conversations.send(visitor, message)
    const id = first.conversationId
    for (const [seq, visibility, userId] of [[2, "public", "ada"], [3, "private", "ada"], [4, "public", null], [5, "public", "ben"]] as const) {
      yield* admin`insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, user_id, visitor_id)
        values (${visitor.websiteId}, ${id}, false, ${seq}, ${ulid()}, ${visibility}, 'Hello', ${userId}, ${userId === null ? visitor.visitorId : null})`
    }
    yield* admin`update conversation set last_seq = 5, last_public_seq = 5, last_message_seq = 5, version = version + 1, changed_in = pg_current_xact_id() where id = ${id}`
    yield* conversations.seen(visitor, { conversationId: id, seq: 2 })
    assert.strictEqual((yield* conversations.timeline(visitor, { conversationId: id })).conversation.unreadCount, 1)
    assert.strictEqual((yield* conversations.list(visitor, {})).total, 2)
    yield* admin`update conversation set deleted_at = now(), version = version + 1, changed_in = pg_current_xact_id() where id = ${second.conversationId}`
    const { conversations: left, total } = yield* conversations.list(visitor, {})
    assert.deepStrictEqual([left.map((one) => one.id), total], [[id], 1])
  }))

  it.effect("a timeline says how far each of the team has read, and nothing else of them (P12)", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const [message, other] = [say("Hello"), say("Something else")]
    yield* conversations.send(visitor, message)
    yield* conversations.send(visitor, other)
    const mark = (conversationId: string, userId: string) => admin`
      insert into conversation_seen (website_id, conversation_id, user_id, is_test, seq)
      values (${visitor.websiteId}, ${conversationId}, ${userId}, false, 1)`
    yield* mark(message.conversationId, "ada")
    yield* mark(message.conversationId, "ben")
    yield* mark(other.conversationId, "cleo")
    const { seen } = yield* conversations.timeline(visitor, { conversationId: message.conversationId })
    assert.deepStrictEqual(seen.map(({ actorId, actorType, seq }) => ({ actorType, actorId, seq })), [
      { actorType: "user", actorId: "ada", seq: 1 },
      { actorType: "user", actorId: "ben", seq: 1 }
    ])
    yield* Schema.decodeUnknownEffect(Schema.Array(TeamMark))(seen)
  }))
})

const logged = Effect.runSync(Queue.unbounded<string>())
const broken = conversationsWith(Layer.mock(Live, { messageSent: () => Effect.die(new Error("nobody can be told")) })).pipe(
  Layer.provide(Logger.layer([Logger.map(Logger.formatJson, (line) => Queue.offerUnsafe(logged, line))])),
  Layer.provideMerge(TestDatabase.layer)
)

layer(broken, { excludeTestServices: true })("A message that was answered, when telling others breaks", (it) => {
  it.effect("is kept, and the log says so once for each", () => Effect.gen(function*() {
    const conversations = yield* Conversations
    const visitor = yield* makeVisitor(ulid())
    const messages = [say("Hello"), say("Again")]
    for (const message of messages) {
      const exit = yield* Effect.callback<Exit.Exit<unknown, unknown>>((resume) =>
        conversations.post(visitor, message, (exit) => Effect.sync(() => resume(Effect.succeed(exit)))))
      assert.isTrue(Exit.isSuccess(exit))
      const line = yield* Effect.timeout(Queue.take(logged), "5 seconds")
      for (const part of ["unexpected failure", "nobody can be told", visitor.websiteId, message.conversationId, "errorId"]) assert.include(line, part)
      assert.notInclude(line, message.text)
    }
    assert.strictEqual(yield* Queue.size(logged), 0)
    const { total } = yield* conversations.list(visitor, {})
    assert.strictEqual(total, messages.length)
  }))
})
