import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { hand, letter } from "../../../e2e/src/peers/letters.ts"
import { products } from "../../../e2e/src/peers/PolarPeer.ts"
import { DnsResolver } from "../inbound/authentication.ts"
import { ReplyAddress } from "../inbound/ReplyAddress.ts"
import { senderKeys } from "../inbound/testing/senderKeys.ts"
import { NoticeTimes } from "../notifications/NoticeTimes.ts"
import { Notifier } from "../notifications/Notifier.ts"
import { pushSettings, startPushPeer } from "../notifications/testing/pushPeer.ts"
import { freePort } from "../run/freePort.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { until } from "../testing/until.ts"
import { WebhookTimes } from "../webhooks/WebhookTimes.ts"
import { begun, sellingWith, tagOf } from "./testing/SoldSite.ts"

const acme = senderKeys("acme.test")
const smtpPort = freePort("127.0.0.1")
const world = sellingWith({ ...pushSettings, SMTP_INBOUND_PORT: String(smtpPort), SMTP_INBOUND_DOMAIN: "in.acme.test" }).pipe(
  Layer.provide(Layer.mergeAll(
    // Nobody looks by itself: the test says when.
    Layer.succeed(NoticeTimes, { look: 3_600_000, visitorDelay: 0, readingGrace: 0, onlineWait: 0, onlineLook: 30 }),
    Layer.succeed(DnsResolver, (name, type) => Promise.resolve(acme.dns[`${type} ${name}` as keyof typeof acme.dns] ?? [])),
    Layer.effect(WebhookTimes, Effect.map(WebhookTimes, (times) => ({ ...times, pause: 20 })))
  ))
)

/** The site's own server, told of everything. */
const receiver = Effect.acquireRelease(Effect.sync(() => {
  const seen: Array<{ readonly type: string; readonly data: Readonly<Record<string, unknown>> }> = []
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: async (request) => {
    seen.push(await request.json() as never) // As our own webhooks are written.
    return new Response("thanks")
  } })
  return { seen, server, url: `http://127.0.0.1:${server.port}/hook` }
}), ({ server }) => Effect.promise(() => server.stop(true)))

describe("The words of a conversation the plan locks", () => {
  it.live("leave by no letter to the team, no push, no webhook and no original, and come back with a larger plan", () => Effect.gen(function*() {
    const { buy, owner, program, shows, url, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    const { mint } = yield* ReplyAddress
    const notifier = yield* Notifier
    const told = yield* receiver
    const { peer: device, subscription } = yield* Effect.acquireRelease(Effect.sync(startPushPeer), ({ peer }) => Effect.promise(() => peer.close()))
    yield* shows("free")
    const { client, cookie } = owner
    const visitor = program.widget(owner.liveKey, { origin: "https://acme.test" })
    const conversationId = newConversationId()
    const say = (text: string) => visitor.call("conversations.send", { conversationId, messageId: ulid(), text })
    const get = async (path: string) => {
      const answer = await fetch(url + path, { headers: { cookie } })
      return { status: answer.status, text: await answer.text() }
    }
    const letters = () => admin<{ recipient: string; subject: string; html: string; text: string }>`select recipient, subject, html, text from outbox where subject not like '%onfirm%' order by id`
    const webhook = (type: string, after: number) => until(Effect.sync(() => told.seen.slice(after).find((event) => event.type === type)))

    const { endpoint } = yield* Effect.promise(async () => {
      await client.call("notifications.update", { websiteId, settings: ["email_new_message", "email_mention"].map((channel) => ({ channel: channel as "email_mention", enabled: true, delaySeconds: 0 })) })
      await client.call("notifications.subscribe", { websiteId, subscription, deviceName: "Phone" })
      return await client.call("webhooks.create", { websiteId, url: told.url, description: null, events: ["message.created", "conversation.resolved"], isTest: false })
    })
    const { visitorId } = yield* Effect.promise(() => visitor.begin())
    yield* Effect.promise(async () => {
      await visitor.call("visitors.identify", { email: "vera@visitor.test", name: "Vera" })
      await say("The canary sings")
    })
    assert.deepInclude((yield* webhook("message.created", 0)).data["message"], { text: "The canary sings" })
    const address = yield* mint({ websiteId, conversationId, recipient: { type: "visitor", id: visitorId } })
    yield* Effect.promise(() => hand(smtpPort, letter({ from: "vera@visitor.test", to: address ?? "", subject: "My canary", text: "The mailed canary" }), { from: "vera@visitor.test", to: address ?? "" }))
    const answer = yield* Effect.promise(async () => (await client.call("inbox.open", { websiteId, conversationId })).items.at(-1)?.id ?? "")
    const original = yield* Effect.promise(async () => (await client.call("inbound.letter", { websiteId, id: answer as never })).originalUrl ?? "")
    assert.include((yield* Effect.promise(() => get(original))).text, "The mailed canary")
    yield* until(Effect.sync(() => JSON.stringify(told.seen).includes("The mailed canary")))
    const [before, pushes] = [told.seen.length, device.taken.length]

    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, created_at)
      select ${websiteId}, 'older' || n, false, ${visitorId}, now() - n * interval '1 minute' from generate_series(1, 50) n`
    yield* Effect.promise(async () => {
      await say("Another canary")
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "A canary of ours", visibility: "public", confirmedSeq: 9 })
    })
    const quiet = (text: string) => assert.notMatch(text, /canary/i)

    // The site's own server is told who and when.
    const event = (yield* webhook("message.created", before)).data
    assert.deepInclude(event["message"], { conversationId, text: null, parts: [], visitorId })
    assert.deepInclude(event["conversation"], { id: conversationId, locked: "conversation_limit" })
    yield* Effect.promise(() => client.call("inbox.setStatus", { websiteId, conversationId, status: "resolved" }))
    assert.deepInclude((yield* webhook("conversation.resolved", before)).data["conversation"], { id: conversationId, lastItem: null, locked: "conversation_limit" })
    quiet(JSON.stringify(told.seen.slice(before)))
    // So is whoever reads the log of what was told while it was open.
    const log = yield* Effect.promise(async () => {
      const { deliveries } = await client.call("webhooks.deliveries", { websiteId, id: endpoint.id })
      const bodies = await Promise.all(deliveries.map(async ({ id }) => ({ id, ...await client.call("webhooks.delivery", { websiteId, id: endpoint.id, deliveryId: id }) })))
      for (const { body } of bodies) quiet(body)
      return bodies
    })
    yield* Effect.promise(() => client.call("inbox.setStatus", { websiteId, conversationId, status: "open" }))

    // The visitor's side is never stopped; the team hears that there is something.
    yield* Effect.promise(() => say("One more canary"))
    yield* notifier.look
    yield* until(Effect.map(letters(), (all) => all.some(({ recipient }) => recipient === "olga@acme.test")))
    const toTeam = (yield* letters()).filter(({ recipient }) => recipient === "olga@acme.test")
    for (const { html, subject, text } of toTeam) quiet(subject + html + text)
    assert.include(toTeam[0]?.subject, "Vera")
    assert.include(toTeam[0]?.text, "locked")
    yield* until(Effect.sync(() => device.taken.length > pushes))
    quiet(JSON.stringify(device.taken))
    assert.include(JSON.stringify(device.taken), "Vera on Acme")
    yield* notifier.escalated({ id: "run", websiteId, conversationId, reason: "Her canary died", summary: "The canary", keyPoints: ["A canary"], aiAgentName: "Bot" })
    yield* until(Effect.map(letters(), (all) => all.some(({ subject }) => subject.startsWith("A visitor needs"))))
    for (const { html, recipient, subject, text } of yield* letters()) if (recipient === "olga@acme.test") quiet(subject + html + text)
    quiet(JSON.stringify(device.taken))

    yield* Effect.promise(async () => {
      for (const path of [original, `${original}/source`]) {
        const shown = await get(path)
        assert.strictEqual(shown.status, 402)
        quiet(shown.text)
      }
      const { letter: facts, originalUrl } = await client.call("inbound.letter", { websiteId, id: answer as never })
      assert.deepInclude(facts, { sender: "vera@visitor.test", subject: null, hasOriginal: false })
      assert.isNull(originalUrl)
    })

    yield* buy(products.pro, "pro")
    assert.include((yield* Effect.promise(() => get(original))).text, "The mailed canary")
    const again = told.seen.length
    yield* Effect.promise(() => client.call("webhooks.replay", { websiteId, id: endpoint.id, deliveryId: log.at(-1)?.id ?? "" }))
    assert.deepInclude((yield* webhook("message.created", again)).data["message"], { text: "The canary sings" })
  }).pipe(Effect.provide(world), Effect.scoped), 90_000)

  it.live("still reach their visitor by letter", () => Effect.gen(function*() {
    const { owner, program, shows, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    const notifier = yield* Notifier
    yield* shows("free")
    const visitor = program.widget(owner.liveKey, { origin: "https://acme.test" })
    const { visitorId } = yield* Effect.promise(() => visitor.begin())
    yield* admin`insert into conversation (website_id, id, is_test, visitor_id, created_at)
      select ${websiteId}, 'older' || n, false, ${visitorId}, now() - n * interval '1 minute' from generate_series(1, 50) n`
    const conversationId = newConversationId()
    yield* Effect.promise(async () => {
      await visitor.call("visitors.identify", { email: "vera@visitor.test", name: "Vera" })
      await visitor.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello" })
      await owner.client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "Our answer", visibility: "public", confirmedSeq: 9 })
    })
    yield* notifier.look
    yield* until(Effect.map(admin<{ text: string }>`select text from outbox where recipient = 'vera@visitor.test'`, ([found]) => found?.text.includes("Our answer") === true))
  }).pipe(Effect.provide(world), Effect.scoped), 60_000)
})

describe("A member's answer by letter", () => {
  it.live("reaches its visitor though the plan's messages are used up: what is written elsewhere counts, and only the inbox is refused", () => Effect.gen(function*() {
    const { owner: { client, liveKey }, program, shows, websiteId } = yield* begun
    const { admin } = yield* TestDatabase
    const { mint } = yield* ReplyAddress
    yield* shows("free")
    const visitor = program.widget(liveKey, { origin: "https://acme.test" })
    const conversationId = newConversationId()
    const { userId } = yield* Effect.promise(async () => {
      await visitor.begin()
      await visitor.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello" })
      return await client.call("me.get")
    })
    yield* admin`insert into timeline_item (website_id, conversation_id, is_test, seq, id, visibility, text, visitor_id)
      select website_id, id, false, n, '01' || lpad(n::text, 24, '0'), 'public', 'Hello', visitor_id from conversation, generate_series(2, 500) n where id = ${conversationId}`
    yield* admin`update conversation set last_seq = 500, last_message_seq = 500, last_public_seq = 500,
      version = version + 1, changed_in = pg_current_xact_id() where id = ${conversationId}`
    const to = (yield* mint({ websiteId, conversationId, recipient: { type: "member", id: userId } })) ?? ""
    yield* Effect.promise(async () => {
      const reply = { websiteId, conversationId, messageId: ulid(), text: "From the inbox", visibility: "public", confirmedSeq: 500 } as const
      assert.strictEqual(await tagOf(client.call("inbox.reply", reply)), "LimitReached")
      const from = "olga@acme.test"
      await hand(smtpPort, await acme.sign({ from, to, subject: "Re: New message", text: "By letter" }), { from, to })
      const { items } = await visitor.call("conversations.timeline", { conversationId })
      assert.deepStrictEqual([items.at(-1)?.text, items.at(-1)?.userId], ["By letter", userId])
    })
  }).pipe(Effect.provide(world), Effect.scoped), 60_000)
})
