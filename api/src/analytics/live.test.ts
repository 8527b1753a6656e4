import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram, type TestWidget } from "../testing/TestProgram.ts"
import { until } from "../testing/until.ts"
import { RollUps } from "./RollUps.ts"

const origin = "https://acme.test"
const settings = { ANALYTICS_PROVIDER: "postgres", GEO_PROVIDER: "header", GEO_CITY_HEADER: "X-Edge-City" }

layer(TestProgram.layer(settings), { excludeTestServices: true, timeout: "60 seconds" })("A site with visitors", (it) => {
  it.effect("tells the team who is here, where and on which page, who has left, and what became of it all", () => Effect.gen(function*() {
    const server = yield* TestProgram
    const { client, liveKey, testKey, websiteId } = yield* server.firstOwner
    const live = Effect.promise(() => client.call("analytics.live", { websiteId }))
    const begin = (key: string) => Effect.promise(async () => {
      const widget = server.widget(key, { origin })
      return { widget, visitorId: (await widget.begin()).visitorId }
    })
    const stay = (widget: TestWidget) => widget.stream("sync.subscribe", {
      payload: () => ({ token: null }), poll: async () => [...(await widget.call("sync.pull", { token: null })).events], onValue: () => undefined
    })
    /** As a proxy on this machine passes a page's visit on. */
    const visit = ({ secret }: TestWidget, headers: Record<string, string>) => Effect.promise(async () => {
      const profile = { currentPage: { url: `${origin}/pricing?utm_source=x&token=secret`, path: "/pricing", title: "Pricing" } }
      const response = await fetch(`${server.url}/rpc/widget`, {
        method: "POST",
        headers: { origin, "x-public-key": liveKey, ...headers },
        body: JSON.stringify({ _tag: "Request", id: "1", tag: "visitors.update", payload: { profile }, headers: [["authorization", `Bearer ${secret}`]] }) + "\n"
      })
      assert.include(await response.text(), "\"Success\"")
    })

    const [maya, tom, tester] = [yield* begin(liveKey), yield* begin(liveKey), yield* begin(testKey)]
    const leave = stay(maya.widget)
    stay(tester.widget)
    yield* visit(maya.widget, { "x-forwarded-for": "203.0.113.9", "cf-ipcountry": "FR", "x-edge-city": "Lyon" })
    // No proxy: whoever writes such a header is the visitor.
    yield* visit(tom.widget, { "cf-ipcountry": "US" })
    const here = yield* until(Effect.map(live, (seen) => seen.online === 1 && seen))
    assert.deepStrictEqual(here.visitors.map(({ id, page, place, status }) => [id, status, page?.path, place?.countryCode, place?.city]), [
      [maya.visitorId, "online", "/pricing", "FR", "Lyon"], [tom.visitorId, "away", "/pricing", undefined, undefined]
    ])
    assert.isNull(here.placesOff)
    assert.notInclude(JSON.stringify(here), "secret")
    // Whoever is blocked counts as little as they are listed.
    const blocked = yield* begin(liveKey)
    const goAway = stay(blocked.widget)
    yield* until(Effect.map(live, (seen) => seen.online === 2))
    yield* (yield* TestDatabase).admin`update visitor set blocked_at = now() where id = ${blocked.visitorId}`
    const shown = yield* live
    assert.deepStrictEqual([shown.online, shown.visitors.map(({ status }) => status)], [1, ["online", "away"]])
    goAway()
    leave()
    const left = yield* until(Effect.map(live, (seen) => seen.online === 0 && seen))
    assert.deepStrictEqual(left.visitors.map(({ status }) => status), ["away", "away"])

    const conversationId = newConversationId()
    yield* Effect.promise(async () => {
      await maya.widget.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello?" })
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "Only us", visibility: "private", confirmedSeq: 1 })
      await client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text: "Yes", visibility: "public", confirmedSeq: 2 })
      await client.call("inbox.setStatus", { websiteId, conversationId, status: "resolved" })
      await maya.widget.call("conversations.rate", { conversationId, value: 5 })
    })
    yield* (yield* RollUps).run
    const { current } = yield* Effect.promise(() => client.call("analytics.inbox", { websiteId, days: 7 }))
    assert.deepStrictEqual([current.conversations, current.resolvedByPerson, current.resolvedByAi, current.visitors], [1, 1, 0, 3])
    assert.isBelow(current.firstReplySeconds ?? 99, 10)
    // 40 % of 100, 25 % of 50 (no sentiment), 20 % of 100, 15 % of 100.
    assert.closeTo(current.satisfaction ?? 0, 87.5, 0.001)
    assert.strictEqual((yield* live).visitors.find(({ id }) => id === maya.visitorId)?.conversationId, conversationId)
    assert.deepStrictEqual(yield* Effect.promise(() => client.call("analytics.token", { websiteId })), { enabled: false, token: null, host: null, expiresAt: null, maxRetentionDays: null })
    assert.deepInclude(yield* Effect.promise(() => client.call("capabilities.get")), { analytics: "postgres", geo: "header" })
  }))
})

layer(TestProgram.layer({ ANALYTICS_PROVIDER: "none" }), { excludeTestServices: true, timeout: "60 seconds" })("A server without figures", (it) => {
  it.effect("says so, and shows nobody who is here", () => Effect.gen(function*() {
    const { client, websiteId } = yield* (yield* TestProgram).firstOwner
    const refused = (asked: Promise<unknown>) => Effect.promise(() => asked.then(() => "answered", (error: unknown) => JSON.stringify(error)))
    assert.include(yield* refused(client.call("analytics.inbox", { websiteId, days: 7 })), "AnalyticsOff")
    assert.include(yield* refused(client.call("analytics.live", { websiteId })), "AnalyticsOff")
    assert.strictEqual((yield* Effect.promise(() => client.call("capabilities.get"))).analytics, "none")
  }))
})
