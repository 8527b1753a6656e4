import { assert, layer } from "@effect/vitest"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { LetterTimes } from "../mail/LetterTimes.ts"
import { NoticeTimes } from "../notifications/NoticeTimes.ts"
import { isTag, listenAsVisitor, saying } from "../proofs/listen.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Owner, TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"

const world = TestProgram.layer().pipe(Layer.provide(Layer.mergeAll(
  Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 100, readingGrace: 50, onlineWait: 100, onlineLook: 50 }),
  Layer.succeed(LetterTimes, { look: 50, answer: 5000, lease: 10_000, pauseMs: 20, drain: 500 })
)))
let known: Owner | undefined
const owner = Effect.gen(function*() {
  return known ??= yield* (yield* TestProgram).firstOwner
})
const words = (visitorId: string, text: string) =>
  ({ visitorId: visitorId as never, conversationId: newConversationId() as never, messageId: ulid() as never, text })

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("A conversation that the team begins", (it) => {
  it.effect("is in the visitor's widget at once, once however often it was asked for, and the visitor answers in it", () => Effect.gen(function*() {
    const { client, testKey, websiteId } = yield* owner
    const device = (yield* TestProgram).widget(testKey)
    yield* Effect.promise(async () => {
      const { visitorId } = await device.begin()
      const told = await listenAsVisitor(device)
      const first = words(visitorId, "Can I help you choose?")
      for (let n = 0; n < 3; n++) {
        const { conversation, item } = await client.call("inbox.start", { websiteId, ...first })
        assert.deepStrictEqual([conversation.id, conversation.visitorId, item.text, item.visibility, item.seq], [first.conversationId, visitorId, first.text, "public", 1])
      }
      await told.until(saying(first.text))
      await told.until(isTag("ConversationChanged"))
      const { conversations } = await device.call("conversations.list", {})
      assert.deepStrictEqual(conversations.map(({ id }) => id), [first.conversationId])
      await device.call("conversations.send", { conversationId: first.conversationId, messageId: ulid(), text: "Yes, please." })
      told.stop()
      device.close()
      const { items } = await client.call("inbox.open", { websiteId, conversationId: first.conversationId, limit: 10 })
      assert.deepStrictEqual(items.map(({ text }) => text), ["Can I help you choose?", "Yes, please."])
    })
  }))

  it.effect("reaches a visitor who is gone and left an address by letter", () => Effect.gen(function*() {
    const { client, testKey, websiteId } = yield* owner
    const { admin } = yield* TestDatabase
    const device = (yield* TestProgram).widget(testKey, { socket: false })
    const { visitorId } = yield* Effect.promise(() => device.begin())
    yield* Effect.promise(async () => {
      await device.call("visitors.identify", { email: "gone@visitor.test", name: "Gone" })
      await client.call("inbox.start", { websiteId, ...words(visitorId, "You left your kettle in the basket.") })
    })
    yield* until(Effect.map(admin`select id from outbox where recipient = 'gone@visitor.test' and text like '%kettle%'`, (rows) => rows.length === 1))
  }))

  it.effect("isn't begun with a blocked or unknown visitor, nor under the name of another conversation", () => Effect.gen(function*() {
    const { client, testKey, websiteId } = yield* owner
    const device = (yield* TestProgram).widget(testKey, { socket: false })
    yield* Effect.promise(async () => {
      const { visitorId } = await device.begin()
      const ask = (first: ReturnType<typeof words>) => client.call("inbox.start", { websiteId, ...first }).then(() => "done", ({ error }) => error._tag)
      const first = words(visitorId, "Hello")
      assert.strictEqual(await ask(first), "done")
      assert.strictEqual(await ask({ ...first, text: "Something else" }), "IdConflict")
      assert.lengthOf((await device.call("conversations.list", {})).conversations, 1)
      assert.strictEqual(await ask(words(ulid(), "Hello")), "VisitorNotFound")
      await client.call("visitors.setBlocked", { websiteId, visitorId: visitorId as never, blocked: true })
      assert.strictEqual(await ask(words(visitorId, "Hello")), "VisitorBlocked")
    })
  }))
})
