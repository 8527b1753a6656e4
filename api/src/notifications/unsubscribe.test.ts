import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { NoticeTimes } from "./NoticeTimes.ts"

const world = TestProgram.layer().pipe(
  Layer.provide(Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 0, readingGrace: 0, onlineWait: 0, onlineLook: 30 }))
)

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("A member's one click on a letter", (it) => {
  it.effect("turns these letters off and keeps how long they waited, for when they are wanted again", () => Effect.gen(function*() {
    const { firstOwner, widget } = yield* TestProgram
    const { admin } = yield* TestDatabase
    const { client, testKey, websiteId } = yield* firstOwner
    const site = { websiteId: websiteId as never }
    yield* Effect.promise(async () => {
      await client.call("notifications.update", { ...site, settings: [{ channel: "email_new_message", enabled: true, delaySeconds: 1 }] })
      const visitor = widget(testKey)
      await visitor.begin()
      await visitor.call("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "Is shipping free?" })
    })
    const { text } = yield* until(Effect.map(admin<{ text: string }>`select text from outbox where text like '%Is shipping free%'`, ([kept]) => kept))
    const link = /https?:\S+\/email\/unsubscribe\/\S+/.exec(text)?.[0] ?? ""
    yield* Effect.promise(() => client.call("notifications.update", { ...site, settings: [{ channel: "email_new_message", enabled: true, delaySeconds: 3600 }] }))
    // A letter's name is no secret, and mailboxes open links by themselves: neither turns anything off.
    const [place = "", token = ""] = link.split(/(?<=unsubscribe\/)/)
    const forged = [token.split(".")[0] ?? "", `${token.split(".")[0]}.`, `${token.split(".")[0]}.${"A".repeat(43)}`, `OTHER.${token.split(".")[1]}`]
    const statuses = yield* Effect.promise(async () => [
      ...await Promise.all(forged.map(async (token) => (await fetch(place + token, { method: "POST" })).status)), (await fetch(link)).status
    ])
    assert.deepStrictEqual(statuses, [404, 404, 404, 404, 200])
    assert.deepInclude((yield* Effect.promise(() => client.call("notifications.settings", site))).settings, { channel: "email_new_message", enabled: true, delaySeconds: 3600 })
    const answer = yield* Effect.promise(() => fetch(link, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) }))
    assert.strictEqual(answer.status, 200)
    const { settings } = yield* Effect.promise(() => client.call("notifications.settings", site))
    assert.deepInclude(settings, { channel: "email_new_message", enabled: false, delaySeconds: 3600 })
  }))
})
