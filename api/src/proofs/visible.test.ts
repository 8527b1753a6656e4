import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { asMember, must, TwoTenants } from "./TwoTenants.ts"
import { overHttp } from "./calls.ts"
import { isTag, listenAsMember, listenAsVisitor, saying } from "./listen.ts"

layer(TwoTenants.layer, { excludeTestServices: true, timeout: "60 seconds" })("P12: what a visitor may set and see", (it) => {
  it.effect("nothing it sends beside its words counts: author, time, order, kind and place are the server's", () => Effect.gen(function*() {
    const { acme, other, url } = yield* TwoTenants
    const { admin } = yield* TestDatabase
    const { conversationId } = acme.testVisitor
    const messageId = ulid()
    const claims = {
      userId: acme.things.userId, visitorId: acme.liveVisitor.visitorId, aiAgentId: "ai", contactId: ulid(), websiteId: other.things.websiteId,
      seq: 99, createdAt: "2001-01-01T00:00:00.000Z", visibility: "private", type: "event", isTest: false, version: 7, parts: [{ type: "text", text: "x" }]
    }
    yield* Effect.promise(() => must(overHttp(url, acme.testVisitor.caller), "conversations.send", { conversationId, messageId, text: "Me", ...claims }))
    const rows = yield* admin`
      select website_id, conversation_id, is_test, seq, type, visibility, text, parts, user_id, ai_agent_id, visitor_id,
        created_at > now() - interval '1 minute' as is_new from timeline_item where id = ${messageId}`
    assert.deepStrictEqual(rows, [{
      website_id: acme.things.websiteId, conversation_id: conversationId, is_test: true, seq: 2, type: "message", visibility: "public",
      text: "Me", parts: [], user_id: null, ai_agent_id: null, visitor_id: acme.testVisitor.visitorId, is_new: true
    }])
  }))

  it.effect("a teammate's name can't be put under a welcome line", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const conversationId = newConversationId()
    yield* Effect.promise(async () => {
      const ask = overHttp(url, acme.testVisitor.caller)
      const welcome = [{ content: "We owe you money", senderType: "team_member", senderId: acme.things.userId }]
      await must(ask, "conversations.send", { conversationId, messageId: ulid(), text: "Hello", welcome })
      const { items } = await must(ask, "conversations.timeline", { conversationId }) as { readonly items: ReadonlyArray<{ readonly userId: string | null }> }
      assert.deepStrictEqual(items.map(({ userId }) => userId), [null, null])
    })
  }))

  it.effect("notes, decisions and addresses of the team reach no widget, by reading or by listening", () => Effect.gen(function*() {
    const { acme, team, url } = yield* TwoTenants
    const { widget } = yield* TestProgram
    const { conversationId, visitorId } = acme.testVisitor
    const one = { websiteId: acme.things.websiteId, conversationId }
    yield* Effect.promise(async () => {
      const device = widget(acme.testKey)
      device.secret = acme.testVisitor.caller.secret
      const listening = await listenAsVisitor(device)
      const { token } = await listening.until(isTag("Position"))
      const ask = asMember(url, team.member)
      await must(ask, "inbox.reply", { ...one, messageId: ulid(), text: "He is a difficult one", visibility: "private", confirmedSeq: 9 })
      await must(ask, "inbox.typing", { ...one, isTyping: true, visibility: "private" })
      await must(ask, "inbox.assign", { ...one, userId: acme.things.userId })
      await must(ask, "inbox.setPriority", { ...one, priority: "urgent" })
      await must(ask, "inbox.viewing", one)
      await must(ask, "inbox.reply", { ...one, messageId: ulid(), text: "How can I help?", visibility: "public", confirmedSeq: 9 })
      await listening.until(saying("How can I help?"))
      const read = [
        await device.call("websites.get"),
        await device.call("conversations.list", {}),
        await device.call("conversations.timeline", { conversationId }),
        await device.call("sync.pull", { token })
      ]
      const all = JSON.stringify([listening.all, read])
      for (const own of ["difficult", "@acme.test", "urgent", "priority", "assignee", "sentiment", "escalat", `"assigned"`, `"private"`, "isTest\":true,\"priority"]) {
        assert.notInclude(all, own)
      }
      assert.isFalse(listening.all.some(isTag("TypingChanged")))
      assert.include(all, visitorId)
      listening.stop()
    })
  }))

  it.effect("what it has typed and not sent is shown to the team only where the site asks for it", () => Effect.gen(function*() {
    const { acme, url } = yield* TwoTenants
    const { member } = yield* TestProgram
    const { websiteId } = acme.things
    yield* Effect.promise(async () => {
      const inbox = await listenAsMember(member(acme.owner), websiteId)
      const visitor = overHttp(url, acme.testVisitor.caller)
      const type = (preview: string) => must(visitor, "conversations.typing", { conversationId: acme.testVisitor.conversationId, isTyping: true, preview })
      await type("I am furious")
      assert.isNull((await inbox.until(isTag("TypingChanged"))).preview)
      await must(asMember(url, acme.owner), "websites.update", { websiteId, typingPreview: true })
      await type("I am calm now")
      await inbox.until((event): event is Extract<typeof event, { _tag: "TypingChanged" }> => event._tag === "TypingChanged" && event.preview === "I am calm now")
      assert.notInclude(JSON.stringify(inbox.all), "furious")
      inbox.stop()
    })
  }))
})
