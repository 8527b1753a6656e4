import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import { signIdentity } from "@cossistant/core/server/signIdentity"
import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import type { WidgetEvent } from "@cossistant/core/sync/WidgetEvent"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { ulid } from "ulid"
import { type News, news } from "../testing/news.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { type Owner, TestProgram, type TestWidget } from "../testing/TestProgram.ts"

type Told = typeof WidgetEvent.Encoded
type TeamTold = typeof InboxEvent.Encoded

const isTag = <T extends string>(tag: T) => <E extends { readonly _tag: string }>(event: E): event is E & { readonly _tag: T } => event._tag === tag
const saying = (text: string) => <E extends { readonly _tag: string }>(event: E): event is Extract<E, { readonly _tag: "ItemChanged" }> =>
  event._tag === "ItemChanged" && "item" in event && (event.item as { text: string }).text === text

const listen = (widget: TestWidget, token: () => string | null = () => null): News<Told> & { stop: () => void } => {
  const told = news<Told>()
  const stop = widget.stream("sync.subscribe", {
    payload: () => ({ token: token() }),
    poll: async () => [...(await widget.call("sync.pull", { token: token() })).events],
    onValue: told.push
  })
  return { ...told, stop }
}
const listenAsTeam = ({ client, websiteId }: Owner): News<TeamTold> => {
  const told = news<TeamTold>()
  client.stream("sync.subscribe", {
    payload: () => ({ websiteId, token: null }),
    poll: async () => [...(await client.call("sync.pull", { websiteId, token: null })).events],
    onValue: told.push
  })
  return told
}

/** Lets something happen while whoever comes back with a token is being looked up: who it is has been read by then, and what it missed. */
const whileLookedUp = Effect.fnUntraced(function*<A>(comeBack: () => A, happen: Effect.Effect<unknown>) {
  const { admin } = yield* TestDatabase
  return yield* admin.withTransaction(Effect.gen(function*() {
    yield* admin`lock table conversation_seen in access exclusive mode`
    const back = comeBack()
    // A transaction goes on seeing the activity it saw first unless it forgets that.
    yield* admin`select pg_stat_clear_snapshot()`.pipe(
      Effect.andThen(admin`select from pg_stat_activity where wait_event_type = 'Lock' and query like '%admit_with_changes%'`),
      Effect.repeat({ until: (waiting) => waiting.length > 0, schedule: Schedule.spaced("20 millis") }),
      Effect.timeout("20 seconds")
    )
    yield* happen
    return back
  }))
})

layer(TestProgram.layer(), { excludeTestServices: true, timeout: "60 seconds" })("A living conversation", (it) => {
  let owner: Owner
  it.effect("goes from a visitor to the team and back, live, notes kept from the visitor (P12)", () => Effect.gen(function*() {
    const server = yield* TestProgram
    owner = yield* server.firstOwner
    yield* Effect.promise(async () => {
      const team = listenAsTeam(owner)
      await team.until(isTag("Position"))
      const widget = server.widget(owner.testKey)
      await widget.begin()
      const visitor = listen(widget)
      await visitor.until(isTag("Position"))
      const conversationId = newConversationId()
      const { item } = await widget.call("conversations.send", { conversationId, messageId: ulid(), text: "Hello, anybody there?" })
      assert.strictEqual((await team.until(saying("Hello, anybody there?"))).item.id, item.id)
      const say = (text: string, visibility: "public" | "private", confirmedSeq: number) => owner.client.call("inbox.reply", {
        websiteId: owner.websiteId, conversationId, messageId: ulid(), text, visibility, confirmedSeq
      })
      await say("A regular of ours", "private", 1)
      await say("Yes, how can I help?", "public", 2)
      await visitor.until(saying("Yes, how can I help?"))
      assert.isFalse(JSON.stringify(visitor.all).includes("A regular of ours"))
      const thread = await widget.call("conversations.timeline", { conversationId })
      assert.deepStrictEqual(thread.items.map(({ seq, text }) => [seq, text]), [[1, "Hello, anybody there?"], [3, "Yes, how can I help?"]])
      assert.strictEqual(thread.conversation.unreadCount, 1)
      visitor.stop()
    })
  }))

  it.effect("catches up exactly with what was missed, by one token (P2)", () => Effect.gen(function*() {
    const server = yield* TestProgram
    yield* Effect.promise(async () => {
      const widget = server.widget(owner.testKey)
      await widget.begin()
      const before = listen(widget)
      const { token } = await before.until(isTag("Position"))
      const conversationId = newConversationId()
      await widget.call("conversations.send", { conversationId, messageId: ulid(), text: "one" })
      before.stop()
      await owner.client.call("inbox.reply", {
        websiteId: owner.websiteId, conversationId, messageId: ulid(), text: "two", visibility: "public", confirmedSeq: 1
      })
      const after = listen(widget, () => token)
      await after.until(saying("two"))
      await after.until(isTag("Position"))
      after.stop()
      const missed = after.all.flatMap((event) => event._tag === "ItemChanged" ? [event.item.text] : [])
      assert.deepStrictEqual(missed, ["one", "two"])
    })
  }))

  it.effect("loses nothing that is said while somebody who comes back is being looked up (P2)", () => Effect.gen(function*() {
    const server = yield* TestProgram
    const elsewhere = server.widget(owner.testKey, { socket: false })
    const returning = server.widget(owner.testKey)
    const conversationId = newConversationId()
    const say = (text: string) => Effect.promise(() => elsewhere.call("conversations.send", { conversationId, messageId: ulid(), text }))
    returning.secret = (yield* Effect.promise(() => elsewhere.begin())).secret
    yield* say("before")
    const { events } = yield* Effect.promise(() => elsewhere.call("sync.pull", { token: null }))
    const token = events.flatMap((event) => event._tag === "Position" ? [event.token] : [])[0] ?? null
    const told = yield* whileLookedUp(() => listen(returning, () => token), say("meanwhile"))
    yield* Effect.promise(() => told.until(saying("meanwhile")))
    told.stop()
  }))

  it.effect("tells who becomes somebody else while being let in nothing more of the person it was (P13)", () => Effect.gen(function*() {
    const server = yield* TestProgram
    const { websiteId } = owner
    const { secret } = yield* Effect.promise(() => owner.client.call("identitySecrets.add", { websiteId }))
    const identify = (widget: TestWidget, externalId: string) =>
      Effect.promise(async () => widget.call("visitors.identify", { identityToken: await signIdentity({ secret, websiteId, externalId }) }))
    const [page, phone] = [server.widget(owner.testKey, { socket: false }), server.widget(owner.testKey, { socket: false })]
    const returning = server.widget(owner.testKey)
    returning.secret = (yield* Effect.promise(() => page.begin())).secret
    yield* Effect.promise(() => phone.begin())
    yield* identify(page, "joe")
    yield* identify(phone, "joe")
    const conversationId = newConversationId()
    const say = (text: string) => Effect.promise(() => phone.call("conversations.send", { conversationId, messageId: ulid(), text }))
    yield* say("of joe's")
    const pull = (token: string | null) => Effect.promise(async () => (await page.call("sync.pull", { token })).events)
    const tokenOf = (events: ReadonlyArray<Told>) => events.find(isTag("Position"))?.token ?? null
    // A token reaches back some seconds: one after which it was joe all along.
    const token = yield* Effect.map(pull(null), tokenOf).pipe(
      Effect.flatMap((token) => Effect.map(pull(token), (events) => events.some(isTag("Reload")) ? undefined : token)),
      Effect.repeat({ until: (token) => token !== undefined, schedule: Schedule.spaced("100 millis") }),
      Effect.timeout("20 seconds")
    )
    const told = yield* whileLookedUp(() => listen(returning, () => token ?? null), identify(page, "jane"))
    yield* Effect.promise(() => told.until(isTag("Position")))
    yield* say("for joe alone")
    yield* Effect.promise(() => returning.call("conversations.send", { conversationId: newConversationId(), messageId: ulid(), text: "jane's own" }))
    yield* Effect.promise(() => told.until(saying("jane's own")))
    assert.notInclude(JSON.stringify(told.all), "for joe alone")
    told.stop()
  }))

  it.effect("works the same where sockets are blocked (P8)", () => Effect.gen(function*() {
    const server = yield* TestProgram
    yield* Effect.promise(async () => {
      const widget = server.widget(owner.testKey, { socket: false })
      await widget.begin()
      const visitor = listen(widget)
      await visitor.until(isTag("Position"))
      const conversationId = newConversationId()
      await widget.call("conversations.send", { conversationId, messageId: ulid(), text: "through a stream" })
      await visitor.until(saying("through a stream"))
      visitor.stop()
    })
  }))

  it.effect("an unknown token is answered with Reload, never with silence (P2)", () => Effect.gen(function*() {
    const server = yield* TestProgram
    yield* Effect.promise(async () => {
      const widget = server.widget(owner.testKey)
      await widget.begin()
      const { events } = await widget.call("sync.pull", { token: "another.history.1.1" })
      assert.deepStrictEqual(events.map(({ _tag }) => _tag), ["Reload", "Position"])
    })
  }))
})
