import { WidgetRpcs } from "@cossistant/core/rpcs"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Caller, openSocket, overEach, overHttp } from "./calls.ts"
import { rowsOf } from "./rowsOf.ts"
import { asMember, firstWords, must, nothing, someone, type Things, TwoTenants } from "./TwoTenants.ts"
import { widgetCases } from "./widgetCases.ts"
import { withoutNames } from "./withoutNames.ts"

const cases = Object.entries(widgetCases)
const ofVisitors = cases.filter(([, { caller }]) => caller === "visitor")

/** Every question gets exactly this answer, but for whether the door or the procedure gave it. */
const allRefused = (url: string, caller: Caller, questions: typeof cases, things: Things, expected: object) =>
  overEach(url, caller, async (ask, transport) => {
    for (const [tag, { about }] of questions) {
      const { door: _, ...outcome } = await ask(tag, about(things))
      assert.deepStrictEqual<unknown>(outcome, expected, `${tag} over ${transport}`)
    }
  })

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P10: what a page may ask of the widget's door", (it) => {
  it.effect("is all of the contract, and all of it is tested here", () => Effect.sync(() => {
    assert.sameMembers(cases.map(([tag]) => tag), [...WidgetRpcs.requests.keys()])
  }))

  it.effect("is answered to whoever may ask it, over both transports", () => Effect.gen(function*() {
    const { acme: { things, testKey }, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const me = await someone(url, { door: "widget", key: testKey, origin: "http://localhost:5173" })
      await overEach(url, me.caller, async (ask, transport) => {
        for (const [tag, { about, owner = "Success" }] of cases.filter(([tag]) => tag !== "visitors.logout")) {
          const outcome = await ask(tag, about({ ...things, ...me }))
          assert.strictEqual(outcome._tag, owner, `${tag} over ${transport}: ${JSON.stringify(outcome)}`)
        }
      })
      await must(overHttp(url, me.caller), "visitors.logout", null)
    })
  }))

  it.effect("is refused without a key that holds, one answer for all of them", () => Effect.gen(function*() {
    const { acme: { owner, things, testKey }, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const { websiteId } = things
    const ask = asMember(url, owner)
    const newKey = () => must(ask, "keys.create", { websiteId, name: "Short-lived", keyType: "public", isTest: true }) as
      Promise<{ readonly key: { readonly id: string }; readonly value: string }>
    const [revoked, expired] = yield* Effect.promise(async () => {
      const keys = [await newKey(), await newKey()] as const
      await must(ask, "keys.revoke", { websiteId, id: keys[0].key.id })
      return keys
    })
    yield* admin`update api_key set expires_at = now() - interval '1 second' where id = ${expired.key.id}`
    const page = { door: "widget", origin: "http://localhost:5173" } as const
    const unknown = `pk_test_${"0".repeat(64)}`
    const callers: ReadonlyArray<Caller> = [
      page, { ...page, key: unknown }, { ...page, key: "nonsense" }, { ...page, key: revoked.value }, { ...page, key: expired.value },
      { ...page, key: testKey.replace("pk_", "sk_") }
    ]
    yield* Effect.promise(async () => {
      for (const caller of callers) await allRefused(url, caller, cases, things, { _tag: "InvalidKey" })
    })
  }))

  it.effect("is refused on a page the key isn't for, and the answer names the page (P14)", () => Effect.gen(function*() {
    const { acme: { liveKey, liveVisitor, owner, testKey, testVisitor, things }, url } = yield* TwoTenants
    const secretKey = (yield* Effect.promise(() => must(asMember(url, owner), "keys.create", {
      websiteId: things.websiteId, name: "Server", keyType: "private", isTest: true
    }))) as { readonly value: string }
    const live = { door: "widget", key: liveKey, secret: liveVisitor.caller.secret } as const
    const test = { door: "widget", key: testKey, secret: testVisitor.caller.secret } as const
    const refused: ReadonlyArray<readonly [caller: Caller, reason: string]> = [
      [live, "origin_missing"],
      [{ ...live, origin: "null" }, "origin_missing"],
      [{ ...live, origin: "https://evil.test" }, "origin_not_allowed"],
      [{ ...live, origin: "https://acme.test.evil.test" }, "origin_not_allowed"],
      [{ ...live, origin: "https://acme.test:8443" }, "origin_not_allowed"],
      [{ ...live, origin: "http://acme.test" }, "https_required"],
      [{ ...live, origin: "http://localhost:5173" }, "live_key_on_loopback"],
      [{ ...test, origin: "https://evil.test" }, "origin_not_allowed"],
      [{ ...test, origin: "http://localhost.evil.test" }, "origin_not_allowed"],
      [{ ...test, key: secretKey.value, origin: "http://localhost:5173" }, "private_key_in_browser"]
    ]
    yield* Effect.promise(async () => {
      for (const [caller, reason] of refused) {
        await allRefused(url, caller, cases, things, { _tag: "OriginRefused", origin: caller.origin ?? null, reason })
      }
    })
  }))

  it.effect("is refused to a socket before anything is read, for good", () => Effect.gen(function*() {
    const { acme: { liveKey }, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      for (const caller of [{ origin: "https://acme.test" }, { key: liveKey, origin: "https://evil.test" }]) {
        const socket = await openSocket(url, { door: "widget", ...caller })
        assert.isTrue((await socket.ask("websites.get", null)).door)
        assert.strictEqual(await socket.closed, 4403)
      }
    })
  }))

  it.effect("is refused to whoever isn't a visitor of this very site and kind of data", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    const page = { door: "widget", key: acme.testKey, origin: "http://localhost:5173" } as const
    yield* Effect.promise(async () => {
      const gone = await someone(url, page)
      await must(overHttp(url, gone.caller), "visitors.logout", null)
      const secrets = [undefined, "", "nonsense", `vs_${"A".repeat(43)}`, gone.caller.secret, other.testVisitor.caller.secret, acme.liveVisitor.caller.secret]
      for (const secret of secrets) {
        const caller = { ...page, ...(secret === undefined ? {} : { secret }) }
        await allRefused(url, caller, ofVisitors, acme.things, { _tag: "UnknownVisitor" })
      }
      const live = { door: "widget", key: acme.liveKey, origin: "https://acme.test", secret: acme.testVisitor.caller.secret } as const
      await allRefused(url, live, ofVisitors, acme.things, { _tag: "UnknownVisitor" })
      const face = await must(overHttp(url, live), "websites.get", null)
      assert.strictEqual((face as { readonly visitor: unknown }).visitor, null)
    })
  }))

  it.effect("is refused to a visitor the team has blocked", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    yield* Effect.promise(async () => {
      const { caller, visitorId } = await someone(url, { door: "widget", key: acme.testKey, origin: "http://localhost:5173" })
      await must(asMember(url, acme.owner), "visitors.setBlocked", { websiteId: acme.things.websiteId, visitorId, blocked: true })
      await allRefused(url, caller, ofVisitors, acme.things, { _tag: "VisitorBlocked" })
    })
  }))

  it.effect("about another's things is answered as about nothing, and changes nothing", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const neighbour = yield* Effect.promise(() => someone(url, { door: "widget", key: acme.testKey, origin: "http://localhost:5173" }))
    const before = yield* rowsOf(admin, acme.things.websiteId)
    const beforeOther = yield* rowsOf(admin, other.things.websiteId)
    const pairs = [
      [acme.testVisitor, neighbour], [acme.testVisitor, acme.liveVisitor], [acme.testVisitor, other.testVisitor], [acme.liveVisitor, acme.testVisitor]
    ] as const
    yield* Effect.promise(async () => {
      for (const [me, victim] of pairs) {
        await overEach(url, me.caller, async (ask, transport) => {
          for (const [tag, { about, makes, names }] of cases) {
            if (names === undefined || (makes && victim !== neighbour)) continue
            const theirs = { ...acme.things, ...victim }
            const outcome = await ask(tag, about(theirs))
            assert.strictEqual(outcome._tag, names === "file" ? "FileRefused" : "ConversationNotFound", `${tag} over ${transport}`)
            if (makes) continue
            assert.strictEqual(withoutNames(outcome, theirs), withoutNames(await ask(tag, about(nothing)), nothing), tag)
          }
        })
      }
    })
    assert.strictEqual(yield* rowsOf(admin, acme.things.websiteId), before)
    assert.strictEqual(yield* rowsOf(admin, other.things.websiteId), beforeOther)
  }))

  it.effect("by an id that is in use where it can't see makes a thing of its own, and touches nothing there", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const before = yield* rowsOf(admin, other.things.websiteId)
    yield* Effect.promise(async () => {
      const { conversationId, messageId } = other.testVisitor
      const ask = overHttp(url, acme.testVisitor.caller)
      const sent = await must(ask, "conversations.send", { conversationId, messageId, text: "Mine" }) as { readonly item: { readonly seq: number } }
      assert.strictEqual(sent.item.seq, 1)
      const live = { conversationId: acme.liveVisitor.conversationId, messageId: acme.liveVisitor.messageId, text: firstWords }
      assert.strictEqual((await ask("conversations.send", live))._tag, "ConversationNotFound")
      const mine = { conversationId: acme.testVisitor.conversationId, messageId: acme.liveVisitor.messageId, text: firstWords }
      assert.deepStrictEqual<unknown>(await ask("conversations.send", mine), { _tag: "IdConflict", id: mine.messageId })
    })
    assert.strictEqual(yield* rowsOf(admin, other.things.websiteId), before)
  }))
})
