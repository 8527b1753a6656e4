import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { isTag, listenAsMember } from "../proofs/listen.ts"
import { ApiWorld } from "../publicApi/testing/ApiWorld.ts"
import { TestProgram } from "../testing/TestProgram.ts"

layer(ApiWorld.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A conversation that an inbox hears of by news alone", (it) => {
  it.effect("comes with how far each of the team has read, live and after a cut, so that what is read isn't called unread", () => Effect.gen(function*() {
    const { live, owner: { cookie, userId, websiteId }, test: { conversationId } } = yield* ApiWorld
    const client = (yield* TestProgram).member(cookie)
    yield* Effect.promise(async () => {
      const one = { websiteId, conversationId }
      const { conversation } = await client.call("inbox.open", one)
      await client.call("inbox.seen", { ...one, seq: conversation.lastSeq })
      const told = await listenAsMember(client, websiteId)
      const { token } = await told.until(isTag("Position"))
      await client.call("inbox.setPriority", { ...one, priority: "high" })
      await client.call("inbox.setPriority", { websiteId, conversationId: live.conversationId, priority: "high" })
      const marked = { _tag: "ConversationChanged", seen: { [userId]: conversation.lastSeq } } as const
      const isOf = (id: string) => (event: typeof told.all[number]): event is Extract<typeof event, { readonly _tag: "ConversationChanged" }> =>
        event._tag === "ConversationChanged" && event.conversation.id === id && event.conversation.priority === "high"
      assert.deepInclude(await told.until(isOf(conversationId)), marked)
      assert.deepInclude(await told.until(isOf(live.conversationId)), { ...marked, seen: {} })
      told.stop()
      const { events } = await client.call("sync.pull", { websiteId, token })
      assert.deepInclude(events.find(isOf(conversationId)), marked)
      assert.deepInclude(events.find(isOf(live.conversationId)), { ...marked, seen: {} })
    })
  }))
})
