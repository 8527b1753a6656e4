import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { NoticeTimes } from "./NoticeTimes.ts"

const world = TestProgram.layer().pipe(
  Layer.provide(Layer.succeed(NoticeTimes, { look: 30, visitorDelay: 0, readingGrace: 50, onlineWait: 0, onlineLook: 30 }))
)

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("P18: two robots that answer each other", (it) => {
  it.effect("get a bounded number of letters, and the team sees why there are no more", () => Effect.gen(function*() {
    const { firstOwner, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const { client, testKey, websiteId } = yield* firstOwner
    const visitor = widget(testKey)
    const conversationId = newConversationId()
    const letters = (to: string) => Effect.runPromise(Effect.map(
      admin<{ n: number }>`select count(*)::int as n from letter where recipient = ${to} and kind = 'new-message'`, ([row]) => row?.n ?? 0))
    yield* Effect.promise(async () => {
      await client.call("notifications.update", { websiteId, settings: [{ channel: "email_new_message", enabled: true, delaySeconds: 0 }] })
      await visitor.begin()
      await visitor.call("visitors.identify", { email: "robot@example.test" })
      let opened: ReadonlyArray<{ readonly recipient: string; readonly letters: number }> = []
      // Each answers the other's letter as soon as it is there; an hour of that in some seconds.
      for (let round = 0; round < 14; round++) {
        const [visitors, members] = [await letters("robot@example.test"), await letters("olga@acme.test")]
        await visitor.call("conversations.send", { conversationId, messageId: ulid(), text: `I am away (${round})` })
        for (const end = Date.now() + 1500; Date.now() < end && await letters("olga@acme.test") === members;) await new Promise((resolve) => setTimeout(resolve, 20))
        await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: `So am I (${round})`, visibility: "public", files: [], confirmedSeq: 1000 })
        for (const end = Date.now() + 1500; Date.now() < end && await letters("robot@example.test") === visitors;) await new Promise((resolve) => setTimeout(resolve, 20))
        opened = (await client.call("mail.deliveries", { websiteId, conversationId })).breakers
        if (opened.length === 2) break
      }
      assert.sameMembers(opened.map(({ recipient }) => recipient), ["robot@example.test", "olga@acme.test"])
      assert.strictEqual(await letters("robot@example.test"), 10)
      assert.strictEqual(await letters("olga@acme.test"), 10)
    })
    // An hour later there is room again.
    yield* admin`update letter set created_at = created_at - interval '61 minutes'`
    yield* admin`update mail_breaker set open_until = open_until - interval '61 minutes'`
    yield* Effect.promise(() => visitor.call("conversations.send", { conversationId, messageId: ulid(), text: "I am back" }))
    yield* until(Effect.map(Effect.promise(() => letters("olga@acme.test")), (n) => n === 11))
  }), 60_000)
})
