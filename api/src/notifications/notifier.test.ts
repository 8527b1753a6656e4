import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { NoticeTimes } from "./NoticeTimes.ts"
import { Notifier } from "./Notifier.ts"

// Nobody looks by itself: the test says when.
const world = TestProgram.layer().pipe(
  Layer.provide(Layer.succeed(NoticeTimes, { look: 3_600_000, visitorDelay: 0, readingGrace: 0, onlineWait: 0, onlineLook: 30 }))
)

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("The team", (it) => {
  const setUp = Effect.gen(function*() {
    const { firstOwner, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const owner = yield* firstOwner
    const { client, websiteId } = owner
    yield* Effect.promise(() => client.call("notifications.update", { websiteId, settings: [{ channel: "email_new_message", enabled: true, delaySeconds: 0 }] }))
    const begin = (text: string) => Effect.promise(async () => {
      const visitor = widget(owner.testKey)
      await visitor.begin()
      const conversationId = newConversationId()
      await visitor.call("conversations.send", { conversationId, messageId: ulid(), text })
      return { visitor, conversationId }
    })
    const letters = admin<{ kind: string; recipient: string; event: string; state: string }>`select kind, recipient, event, state from letter where kind <> 'confirm-email' order by id`
    return { ...owner, admin, begin, letters }
  })

  it.effect("hears of a message once, however many look at it at once, and of many conversations in one letter", () => Effect.gen(function*() {
    const { admin, begin, letters } = yield* setUp
    const notifier = yield* Notifier
    yield* begin("One question")
    yield* Effect.all(Array.from({ length: 6 }, () => notifier.look), { concurrency: 6 })
    assert.deepStrictEqual((yield* letters).map(({ kind, recipient }) => `${kind} ${recipient}`), ["new-message olga@acme.test"])
    yield* admin`delete from letter`
    yield* Effect.forEach(["a", "b", "c", "d", "e"], begin)
    yield* notifier.look
    yield* notifier.look
    assert.deepStrictEqual((yield* letters).map(({ kind }) => kind), ["digest"])
  }))

  it.effect("costs a message nothing: what is due is found from what moved, and a quiet system writes nothing", () => Effect.gen(function*() {
    const notifier = yield* Notifier
    const { admin } = yield* TestDatabase
    yield* notifier.look
    yield* notifier.look
    const writes = admin<{ xid: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as xid`
    const before = yield* writes
    const position = yield* admin`select position::text from notification_position`
    yield* notifier.look
    assert.deepStrictEqual(yield* admin`select position::text from notification_position`, position)
    assert.isBelow(Number((yield* writes)[0]?.xid) - Number(before[0]?.xid), 20)
  }))

  it.effect("hears of an escalation at once, once, unless a member wants no letters", () => Effect.gen(function*() {
    const { websiteId } = (yield* (yield* TestDatabase).admin<{ websiteId: string }>`select id as "websiteId" from website limit 1`)[0] ?? { websiteId: "" }
    const { admin } = yield* TestDatabase
    const notifier = yield* Notifier
    const [conversation] = yield* admin<{ id: string }>`select id from conversation limit 1`
    const about = {
      id: "run-1", websiteId, conversationId: conversation?.id ?? "", reason: "Wants a refund", summary: "The kettle broke.", keyPoints: ["Order 4711"], aiAgentName: "Bot"
    }
    yield* notifier.escalated(about)
    yield* notifier.escalated(about)
    const escalations = admin<{ recipient: string }>`select recipient from letter where kind = 'escalation'`
    assert.deepStrictEqual(yield* escalations, [{ recipient: "olga@acme.test" }])
    yield* admin`update notification_setting set enabled = false`
    yield* notifier.escalated({ ...about, id: "run-2" })
    assert.lengthOf(yield* escalations, 1)
  }))
})
