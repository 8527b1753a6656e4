import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { jwtVerify } from "jose"
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes } from "node:crypto"
import { ulid } from "ulid"
import webPush from "web-push"
import { TestProgram } from "../testing/TestProgram.ts"
import { NoticeTimes } from "./NoticeTimes.ts"

const keys = webPush.generateVAPIDKeys()

/** A browser's half of the encryption (RFC 8291), and its push service (RFC 8030) that takes what is signed (RFC 8292). */
const startPushPeer = () => {
  const ecdh = createECDH("prime256v1")
  const p256dh = ecdh.generateKeys()
  const auth = randomBytes(16)
  const taken: Array<{ readonly headers: Headers; readonly said: unknown }> = []
  const peer = { status: 201, url: "", taken, refused: [] as Array<string>, close: () => server.stop(true) }
  const decrypt = (body: Buffer): unknown => {
    // RFC 8188: salt, record size, the sender's public key, then one record.
    const salt = body.subarray(0, 16)
    const length = body[20] ?? 0
    const sender = body.subarray(21, 21 + length)
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), p256dh, sender])
    const secret = Buffer.from(hkdfSync("sha256", ecdh.computeSecret(sender), auth, info, 32))
    const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16))
    const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12))
    const sealed = body.subarray(21 + length)
    const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(sealed.subarray(-16))
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString("utf8"))
  }
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const { headers } = request
      const body = Buffer.from(await request.arrayBuffer())
      const [, token = "", key = ""] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.get("authorization") ?? "") ?? []
      const point = Buffer.from(key, "base64url")
      const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") }
      try {
        await jwtVerify(token, createPublicKey({ key: jwk, format: "jwk" }), { audience: new URL(peer.url).origin, subject: "mailto:admin@acme.test" })
        if (key !== keys.publicKey) throw new Error("another server's key")
        if (headers.get("content-encoding") !== "aes128gcm" || headers.get("ttl") === null) throw new Error("headers")
        if (peer.status === 201) taken.push({ headers, said: decrypt(body) })
      } catch (error) {
        peer.refused.push(String(error))
        return new Response(null, { status: 403 })
      }
      return new Response(null, { status: peer.status })
    }
  })
  peer.url = `http://127.0.0.1:${server.port}/push/1`
  return { peer, subscription: { endpoint: peer.url, keys: { p256dh: p256dh.toString("base64url"), auth: auth.toString("base64url") } } }
}

const world = TestProgram.layer({
  VAPID_PUBLIC_KEY: keys.publicKey, VAPID_PRIVATE_KEY: keys.privateKey, VAPID_SUBJECT: "mailto:admin@acme.test", OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32"
}).pipe(Layer.provide(Layer.succeed(NoticeTimes, { look: 50, visitorDelay: 60_000, readingGrace: 50, onlineWait: 0, onlineLook: 50 })))

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
