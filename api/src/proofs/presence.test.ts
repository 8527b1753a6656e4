import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { ulid } from "ulid"
import { TestDatabase } from "../testing/TestDatabase.ts"
import type { Owner, TestWidget } from "../testing/TestProgram.ts"
import { isTag, listenAsMember, listenAsVisitor, type Listening, type TeamTold } from "./listen.ts"
import { type Node, startNode } from "./startNode.ts"

type There = Extract<TeamTold, { readonly _tag: "Presence" }>

const arrives = async ({ program }: Node, key: string) => {
  const widget = program.widget(key)
  const { visitorId } = await widget.begin()
  return { widget, visitorId, tab: await listenAsVisitor(widget) }
}
/** Another tab of the same visitor. */
const tabOn = async ({ program }: Node, key: string, { secret }: TestWidget) => {
  const widget = program.widget(key)
  widget.secret = secret
  return listenAsVisitor(widget)
}
const listens = (node: Node, { cookie, websiteId }: Owner) => listenAsMember(node.program.member(cookie), websiteId)
const isPresence = (id: string, online: boolean) => (event: TeamTold): event is Extract<TeamTold, { readonly _tag: "VisitorPresence" }> =>
  event._tag === "VisitorPresence" && event.visitorId === id && event.online === online
/** What this inbox has been told of a visitor, in order. */
const toldOf = (inbox: Listening<TeamTold>, id: string) => inbox.all.flatMap((event) =>
  event._tag === "VisitorPresence" && event.visitorId === id ? [event.online] : event._tag === "Presence" && event.online.includes(id) ? [true] : [])

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("Who is there", (it) => {
  let owner: Owner
  it.effect("an inbox that was away hears at its return who is there, and thereby who has left", () => Effect.gen(function*() {
    const node = yield* startNode()
    owner = yield* node.program.firstOwner
    yield* Effect.promise(async () => {
      const [ann, bob] = [await arrives(node, owner.testKey), await arrives(node, owner.testKey)]
      const conversationId = newConversationId()
      await ann.widget.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello" })
      const colleague = node.program.member(owner.cookie)
      const news = await listenAsMember(colleague, owner.websiteId)
      await colleague.call("inbox.viewing", { websiteId: owner.websiteId, conversationId })
      const before = await listens(node, owner)
      const there = await before.until(isTag("Presence")) as There
      assert.sameMembers([...there.online], [ann.visitorId, bob.visitorId])
      assert.deepStrictEqual(there.viewers.map((one) => one.conversationId), [conversationId])
      before.stop()
      ann.tab.stop()
      await news.until(isPresence(ann.visitorId, false))
      const witness = await listens(node, owner)
      news.stop()
      await witness.until((event): event is TeamTold => event._tag === "ViewersChanged" && event.userIds.length === 0)
      const after = await listens(node, owner)
      assert.deepStrictEqual(await after.until(isTag("Presence")), { _tag: "Presence", online: [bob.visitorId], viewers: [] })
      const { events } = await node.program.member(owner.cookie).call("sync.pull", { websiteId: owner.websiteId, token: null })
      assert.deepStrictEqual(events.at(-1), { _tag: "Presence", online: [bob.visitorId], viewers: [] })
    })
    yield* Effect.promise(node.close)
  }))

  it.effect("whoever looks at another conversation, or at none, is seen in the one before no more", () => Effect.gen(function*() {
    const node = yield* startNode()
    yield* Effect.promise(async () => {
      const { websiteId } = owner
      const { widget } = await arrives(node, owner.testKey)
      const [first, second] = [newConversationId(), newConversationId()]
      for (const conversationId of [first, second]) await widget.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello" })
      const colleague = node.program.member(owner.cookie)
      const [own, inbox] = [await listenAsMember(colleague, websiteId), await listens(node, owner)]
      const looks = async (conversationId: string | null, told: ReadonlyArray<string>) => {
        const before = inbox.all.length
        await colleague.call("inbox.viewing", { websiteId, conversationId })
        const news = () => inbox.all.slice(before).flatMap((event) => event._tag === "ViewersChanged" ? [`${event.conversationId === first ? "first" : "second"} ${event.userIds.length}`] : [])
        await inbox.until((event): event is TeamTold => event._tag === "ViewersChanged" && news().length === told.length)
        assert.deepStrictEqual(news(), told)
      }
      await looks(first, ["first 1"])
      await looks(second, ["first 0", "second 1"])
      await looks(null, ["second 0"])
      own.stop()
      inbox.stop()
    })
    yield* Effect.promise(node.close)
  }))

  it.effect("on three programs a visitor is there from its first tab to its last, whichever of them they are on", () => Effect.gen(function*() {
    const nodes = yield* Effect.all([1, 2, 3].map(() => startNode({ REALTIME_BUS: "postgres" })))
    const [one, two, three] = nodes
    if (one === undefined || two === undefined || three === undefined) return assert.fail("three nodes")
    yield* Effect.promise(async () => {
      const inboxes = [await listens(one, owner), await listens(two, owner), await listens(three, owner)]
      const { tab: older, visitorId, widget } = await arrives(one, owner.testKey)
      for (const inbox of inboxes) await inbox.until(isPresence(visitorId, true))
      const newer = await tabOn(two, owner.testKey, widget)
      // So that all have heard of the second tab before the first is closed.
      const next = await arrives(two, owner.testKey)
      for (const inbox of inboxes) await inbox.until(isPresence(next.visitorId, true))
      older.stop()
      next.tab.stop()
      for (const inbox of inboxes) await inbox.until(isPresence(next.visitorId, false))
      const someone = await arrives(one, owner.testKey)
      for (const inbox of inboxes) await inbox.until(isPresence(someone.visitorId, true))
      for (const inbox of inboxes) assert.deepStrictEqual(toldOf(inbox, visitorId), [true])
      newer.stop()
      for (const inbox of inboxes) await inbox.until(isPresence(visitorId, false))
    })
    yield* Effect.promise(() => Promise.all(nodes.map((node) => node.close())))
  }))
})
