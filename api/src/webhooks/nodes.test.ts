import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { startNode } from "../proofs/startNode.ts"
import { asMember, must } from "../proofs/TwoTenants.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "./testing/until.ts"
import { WebhookTimes } from "./WebhookTimes.ts"

const node = Effect.flatMap(WebhookTimes, (times) =>
  Effect.provideService(startNode({ OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32" }), WebhookTimes, {
    ...times, pause: 20, timeout: 2_500, lease: 5_000, pauses: Array.from({ length: 200 }, () => 100)
  }))

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("P26: webhooks of an installation of several nodes", (it) => {
  it.effect("are made and sent once, by whichever node comes first, in each conversation's order; what was not sent is sent after a restart", () => Effect.gen(function*() {
    const [one, two] = [yield* node, yield* node]
    const owner = yield* one.program.firstOwner
    const { seen, start, stop } = receiver()
    const { conversations, first } = yield* Effect.promise(async () => {
      const ask = asMember(one.url, owner.cookie)
      const { websiteId } = owner
      await must(ask, "webhooks.create", { websiteId, url: `http://127.0.0.1:${start()}/hook`, description: null, events: ["message.created"], isTest: true })
      const conversations = Array.from({ length: 6 }, () => newConversationId())
      const writers = await Promise.all(conversations.map(async (_, n) => {
        const client = (n % 2 === 0 ? one : two).program.widget(owner.testKey)
        await client.begin()
        return client
      }))
      const say = (from: number, to: number) => Promise.all(conversations.map(async (conversationId, n) => {
        for (let line = from; line < to; line++) {
          await writers[n]?.call("conversations.send", { conversationId: conversationId as never, messageId: ulid() as never, text: `${conversationId} ${line}` })
        }
      }))
      await say(0, 8)
      await until(() => new Set(seen.map(({ id }) => id)).size === 48, { what: "48 events" })
      const first = seen.length
      // The receiver goes, and so do the nodes.
      stop()
      await say(8, 12)
      for (const writer of writers) writer.close()
      return { conversations, first }
    })
    assert.strictEqual(first, 48)
    yield* Effect.promise(() => Promise.all([one.close(), two.close()]))
    start()
    const three = yield* node
    yield* Effect.promise(async () => {
      await until(() => new Set(seen.map(({ id }) => id)).size === 72, { what: "All 72 events" })
      for (const conversation of conversations) {
        const lines = seen.filter(({ id }, n) => seen.findIndex((other) => other.id === id) === n)
          .map(({ text }) => text).filter((text) => text.startsWith(conversation)).map((text) => Number(text.split(" ")[1]))
        assert.deepStrictEqual(lines, Array.from({ length: 12 }, (_, n) => n))
      }
      stop()
      await three.close()
    })
  }), 60_000)
})

/** A site's own server that may go and come back at the same address. */
const receiver = () => {
  const seen: Array<{ readonly id: string; readonly text: string }> = []
  let server: ReturnType<typeof Bun.serve> | undefined
  let port = 0
  return {
    seen,
    start: () => {
      server = Bun.serve({
        port,
        hostname: "127.0.0.1",
        fetch: async (request) => {
          seen.push({ id: request.headers.get("webhook-id") ?? "", text: (await request.json()).data.message.text })
          return new Response("ok")
        }
      })
      return port = server.port ?? 0
    },
    stop: () => void server?.stop(true)
  }
}
