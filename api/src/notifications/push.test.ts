import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { TestProgram } from "../testing/TestProgram.ts"
import { NoticeTimes } from "./NoticeTimes.ts"
import { keys, pushSettings, startPushPeer } from "./testing/pushPeer.ts"

const world = TestProgram.layer(pushSettings).pipe(Layer.provide(Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 60_000, readingGrace: 50, onlineWait: 0, onlineLook: 50 })))

const until = async (holds: () => boolean | Promise<boolean>, what: string) => {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`Waited in vain for ${what}`)
}

layer(world, { excludeTestServices: true, timeout: "60 seconds" })("A push", (it) => {
  it.effect("reaches each device of a member, signed and sealed, once; a device that is gone is forgotten", () => Effect.gen(function*() {
    const { firstOwner, widget } = yield* TestProgram
    const { client, testKey, websiteId } = yield* firstOwner
    yield* Effect.promise(async () => {
      const [one, two] = [startPushPeer(), startPushPeer()]
      const before = await client.call("notifications.settings", { websiteId })
      assert.deepInclude(before, { devices: [], vapidPublicKey: keys.publicKey })
      await client.call("notifications.subscribe", { websiteId, subscription: one.subscription, deviceName: "Firefox on Linux" })
      await client.call("notifications.subscribe", { websiteId, subscription: two.subscription, deviceName: "Phone" })
      const { devices } = await client.call("notifications.subscribe", { websiteId, subscription: one.subscription, deviceName: "Firefox" })
      assert.sameMembers(devices.map(({ name }) => name), ["Firefox", "Phone"])

      const visitor = widget(testKey)
      await visitor.begin()
      const conversationId = newConversationId()
      const say = (text: string) => visitor.call("conversations.send", { conversationId, messageId: ulid(), text })
      await say(`**Hello**, is anybody there? ${"long ".repeat(40)}`)
      await until(() => one.peer.taken.length > 0 && two.peer.taken.length > 0, `two pushes; refused: ${[...one.peer.refused, ...two.peer.refused].join()}`)
      const said = one.peer.taken[0]?.said as { readonly title: string; readonly body: string; readonly tag: string; readonly data: object } // As it was sealed.
      assert.strictEqual(said.title, "Visitor on Acme")
      assert.isTrue(said.body.startsWith("Hello, is anybody there? long"))
      assert.strictEqual(said.body.length, 100)
      assert.strictEqual(said.tag, `conversation-${conversationId}`)
      assert.deepStrictEqual(said.data, { conversationId, websiteSlug: "acmedottest", url: `/acmedottest/inbox/${conversationId}` })

      two.peer.status = 410
      await say("Still here")
      await until(() => one.peer.taken.length === 2, "a second push")
      await until(async () => (await client.call("notifications.settings", { websiteId })).devices.length === 1, "the lost device to be forgotten")
      await client.call("notifications.update", { websiteId, settings: [{ channel: "browser_push_new_message", enabled: false }] })
      await say("And now?")
      const [device] = (await client.call("notifications.settings", { websiteId })).devices
      assert.strictEqual(device?.name, "Firefox")
      assert.isNotNull(device?.lastUsedAt)
      assert.deepStrictEqual((await client.call("notifications.unsubscribe", { websiteId, deviceId: device?.id ?? "" })).devices, [])
      assert.strictEqual(one.peer.taken.length, 2)
      const refusals = await Promise.all(["https://10.0.0.1/x", "https://169.254.169.254/latest"].map((endpoint) =>
        client.call("notifications.subscribe", { websiteId, subscription: { ...one.subscription, endpoint }, deviceName: "Inside" }).catch((error: unknown) => JSON.stringify(error))))
      for (const refusal of refusals) assert.include(String(refusal), "PushUnavailable")
      await Promise.all([one.peer.close(), two.peer.close()])
    })
  }), 60_000)
})
