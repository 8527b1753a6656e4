import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { signIdentity } from "@cossistant/core/server/signIdentity"
import { assert, layer } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ulid } from "ulid"
import { isTag, listenAsMember, listenAsVisitor } from "../proofs/listen.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"

class Site extends Context.Service<Site, Effect.Success<TestProgram["Service"]["firstOwner"]>>()("api/visitors/Site") {
  static readonly layer = Layer.effect(Site, Effect.flatMap(TestProgram, ({ firstOwner }) => firstOwner)).pipe(
    Layer.provideMerge(TestProgram.layer())
  )
}

/** A visitor who has said something in so many conversations. */
const talking = Effect.fnUntraced(function*(conversations: number) {
  const { testKey } = yield* Site
  const widget = (yield* TestProgram).widget(testKey)
  return yield* Effect.promise(async () => {
    const { visitorId } = await widget.begin()
    const ids = Array.from({ length: conversations }, () => newConversationId())
    for (const conversationId of ids) await widget.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello" })
    return { widget, visitorId, ids }
  })
})

/** What a thread holds, as rows are: seq, visibility, and the event or the words. */
const kept = Effect.fnUntraced(function*(conversationId: string | undefined) {
  const { admin } = yield* TestDatabase
  const rows = yield* admin<{ seq: number; visibility: string; what: string; actor: string | null }>`
    select seq, visibility, coalesce(text, parts->0->>'eventType') as what, coalesce(user_id, visitor_id) as actor
    from timeline_item where conversation_id = ${conversationId ?? ""} order by seq`
  return rows.map(({ actor, seq, visibility, what }) => [seq, visibility, what, actor])
})

layer(Site.layer, { excludeTestServices: true, timeout: "60 seconds" })("What happens to a visitor", (it) => {
  it.effect("stands in its open conversations once it says who it is, told live to both sides", () => Effect.gen(function*() {
    const { client, cookie, websiteId } = yield* Site
    const { member } = yield* TestProgram
    const { ids: [open, resolved], visitorId, widget } = yield* talking(2)
    const conversationId = open ?? ""
    yield* Effect.promise(async () => {
      await client.call("inbox.setStatus", { websiteId, conversationId: resolved ?? "", status: "resolved" })
      const team = await listenAsMember(member(cookie), websiteId)
      const own = await listenAsVisitor(widget)
      await widget.call("visitors.identify", { email: "jane@acme.example" })
      for (const { item } of [await team.until(isTag("ItemChanged")), await own.until(isTag("ItemChanged"))]) {
        const { seq, type, visibility } = item
        assert.deepStrictEqual([item.conversationId, seq, type, visibility, item.visitorId], [conversationId, 2, "event", "public", visitorId])
      }
      team.stop()
      own.stop()
      // The same claim again, and a change of name, are no news of that kind.
      await widget.call("visitors.identify", { email: "jane@acme.example", name: "Jane" })
      const { conversation, items } = await widget.call("conversations.timeline", { conversationId })
      assert.deepStrictEqual(items.map(({ type }) => type), ["message", "event"])
      // A list previews what was said.
      assert.strictEqual(conversation.lastItem?.text, "Hello")
      assert.strictEqual(conversation.unreadCount, 0)
    })
    assert.deepStrictEqual(yield* kept(open), [[1, "public", "Hello", visitorId], [2, "public", "visitor_identified", visitorId]])
    assert.deepStrictEqual((yield* kept(resolved)).map(([, , what]) => what), ["Hello", "resolved"])
  }))

  it.effect("stands there, too, when it proves to be somebody it only claimed to be, or nobody knew", () => Effect.gen(function*() {
    const { client, websiteId } = yield* Site
    const { ids: [open], widget } = yield* talking(1)
    yield* Effect.promise(async () => {
      const { secret } = await client.call("identitySecrets.add", { websiteId })
      const identityToken = await signIdentity({ secret, websiteId, externalId: "user_1" })
      await widget.call("visitors.identify", { externalId: "user_1" })
      await widget.call("visitors.identify", { identityToken })
      await widget.call("visitors.identify", { identityToken })
    })
    assert.deepStrictEqual((yield* kept(open)).map(([, , what]) => what), ["Hello", "visitor_identified", "visitor_identified"])
  }))

  it.effect("is the team's own matter while blocked and unblocked, and tells who did it", () => Effect.gen(function*() {
    const { client, cookie, websiteId } = yield* Site
    const { member } = yield* TestProgram
    const { ids, visitorId, widget } = yield* talking(2)
    const { userId } = yield* Effect.promise(() => client.call("me.get", undefined))
    yield* Effect.promise(async () => {
      const team = await listenAsMember(member(cookie), websiteId)
      const block = (blocked: boolean) => client.call("visitors.setBlocked", { websiteId, visitorId, blocked })
      for (const blocked of [true, true, false, false]) await block(blocked)
      const isLast = <E extends { readonly _tag: string }>(event: E): event is E & { readonly _tag: "ItemChanged" } =>
        event._tag === "ItemChanged" && "item" in event && (event.item as { readonly seq: number; readonly conversationId: string }).seq === 3
      await team.until(isLast)
      team.stop()
      for (const conversationId of ids) {
        const { items } = await widget.call("conversations.timeline", { conversationId })
        assert.deepStrictEqual(items.map(({ text }) => text), ["Hello"])
      }
    })
    for (const id of ids) {
      assert.deepStrictEqual(yield* kept(id), [
        [1, "public", "Hello", visitorId], [2, "private", "visitor_blocked", userId], [3, "private", "visitor_unblocked", userId]
      ])
    }
  }))

  it.effect("takes its place among messages sent at the same moment, one after the other", () => Effect.gen(function*() {
    const { client, websiteId } = yield* Site
    const { ids, visitorId, widget } = yield* talking(3)
    yield* Effect.promise(() => Promise.all([
      ...Array.from({ length: 15 }, (_, n) => client.call("inbox.reply", {
        websiteId, conversationId: ids[n % 3] ?? "", messageId: ulid(), text: `${n}`, visibility: "public", confirmedSeq: 1
      })),
      ...Array.from({ length: 6 }, (_, n) => client.call("visitors.setBlocked", { websiteId, visitorId, blocked: n % 2 === 0 })),
      ...Array.from({ length: 4 }, (_, n) => widget.call("visitors.identify", { email: `${n}@acme.example` }).catch(() => undefined))
    ]))
    for (const id of ids) {
      const rows = yield* kept(id)
      assert.deepStrictEqual(rows.map(([seq]) => seq), rows.map((_, n) => n + 1))
      assert.isAbove(rows.length, 6)
    }
  }))
})
