import { newConversationId } from "@cossistant/core/conversations/newConversationId"
import type { InboxEvent } from "@cossistant/core/sync/InboxEvent"
import type { WidgetEvent } from "@cossistant/core/sync/WidgetEvent"
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { news } from "../testing/news.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import type { Owner } from "../testing/TestProgram.ts"
import { within } from "../../../e2e/src/within.ts"
import { Desk } from "./Desk.ts"
import { Device } from "./Device.ts"
import { problems, team } from "./history.ts"
import { keptOf } from "./keptOf.ts"
import { Recorder } from "./Recorder.ts"
import { type Node, startNode } from "./startNode.ts"

type TeamTold = typeof InboxEvent.Encoded
type Told = typeof WidgetEvent.Encoded

const saying = (text: string) => <E extends { readonly _tag: string }>(event: E): event is E =>
  event._tag === "ItemChanged" && JSON.stringify(event).includes(JSON.stringify(text))
const positioned = <E extends { readonly _tag: string }>(event: E): event is E => event._tag === "Position"

/** A member at work through one node. */
const member = async ({ program }: Node, { cookie, websiteId }: Owner) => {
  const client = program.member(cookie)
  const told = news<TeamTold>()
  client.stream("sync.subscribe", {
    payload: () => ({ websiteId, token: null }),
    poll: async () => [...(await client.call("sync.pull", { websiteId, token: null })).events],
    onValue: told.push
  })
  await told.until(positioned)
  const reply = (conversationId: string, text: string, confirmedSeq: number) =>
    client.call("inbox.reply", { websiteId, conversationId, messageId: ulid(), text, visibility: "public", confirmedSeq })
  return { told, reply }
}

/** A visitor connected to one node. */
const visitor = async ({ program }: Node, key: string) => {
  const widget = program.widget(key)
  await widget.begin()
  const told = news<Told>()
  widget.stream("sync.subscribe", {
    payload: () => ({ token: null }),
    poll: async () => [...(await widget.call("sync.pull", { token: null })).events],
    onValue: told.push
  })
  await told.until(positioned)
  const conversationId = newConversationId()
  return { told, conversationId, widget, say: (text: string) => widget.call("conversations.send", { conversationId, messageId: ulid(), text }) }
}

layer(TestDatabase.layerDatabase, { excludeTestServices: true, timeout: "60 seconds" })("Three programs on one database", (it) => {
  let cookie = ""
  it.effect("tell each other's people at once, and catch up by themselves when the bus is cut (P1, P4)", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const nodes = yield* Effect.all([1, 2, 3].map(() => startNode({ REALTIME_BUS: "postgres" })))
    const [one, two, three] = nodes
    if (one === undefined || two === undefined || three === undefined) return assert.fail("three nodes")
    const owner = yield* one.program.firstOwner
    cookie = owner.cookie
    yield* Effect.promise(async () => {
      const team = await member(two, owner)
      const someone = await visitor(three, owner.testKey)
      await someone.say("across nodes")
      await team.told.until(saying("across nodes"))
      await team.reply(someone.conversationId, "and back", 1)
      await someone.told.until(saying("and back"))

      await Effect.runPromise(admin`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%'`)
      await someone.say("while nobody listens")
      await team.told.until(saying("while nobody listens"))
      await team.reply(someone.conversationId, "still here", 3)
      await someone.told.until(saying("still here"))
      const thread = await someone.widget.call("conversations.timeline", { conversationId: someone.conversationId })
      assert.deepStrictEqual(thread.items.map(({ seq, text }) => `${seq} ${text}`), [
        "1 across nodes", "2 and back", "3 while nobody listens", "4 still here"
      ])
    })
    yield* Effect.promise(() => Promise.all(nodes.map((node) => node.close())))
  }))

  it.effect("show two people on two of them the same, all of it once and in one order, however often the bus is cut while they talk (P4)", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const nodes = yield* Effect.all([1, 2].map(() => startNode({ REALTIME_BUS: "postgres" })))
    const [one, two] = nodes
    if (one === undefined || two === undefined) return assert.fail("two nodes")
    const [site] = yield* Effect.orDie(admin<{ id: string; lookup: string }>`
      select w.id, k.lookup from website w join api_key k on k.website_id = w.id where k.key_type = 'public' and k.is_test limit 1`)
    yield* Effect.promise(async () => {
      const recorder = new Recorder()
      let look = () => {}
      const onChange = () => look()
      const device = new Device({ name: "visitor", url: one.url, publicKey: site?.lookup ?? "", recorder, onChange })
      const desk = new Desk({ url: two.url, origin: two.url, cookie, websiteId: site?.id ?? "", recorder, onChange })
      await device.begin()
      const conversationId = newConversationId()
      recorder.may([{ viewer: device.viewer, conversationId }])
      const say = async (author: string, text: string, send: (id: string, text: string) => Promise<void>) => {
        const id = ulid()
        recorder.start({ id, conversationId, author, text, visibility: "public" })
        await send(id, text)
      }
      const asVisitor = (text: string) => say(device.viewer, text, (id) => device.send(conversationId, id, text))
      const asTeam = (text: string) => say("team", text, (id) => desk.reply(conversationId, id, text, "public"))
      await asVisitor("Hello?")
      const cut = () => Effect.runPromise(admin`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%'`)
      const rounds = 5
      for (let round = 0; round < rounds; round++) {
        await Promise.all([cut(), ...Array.from({ length: 6 }, (_, n) => (n % 2 === 0 ? asVisitor : asTeam)(`round ${round}, ${n}`))])
      }
      // The last ones go over a bus that is back, or are found without it: either way after all that was told before.
      await asTeam("Is that all?")
      const isShown = ({ screen }: Device | Desk) => screen.threads[conversationId]?.some(({ text }) => text === "Is that all?") && screen.count([conversationId]) >= rounds * 6 + 2
      await within(30, "The last word on both screens", new Promise<void>((resolve) => {
        look = () => isShown(device) && isShown(desk) && resolve()
        look()
      }))
      const kept = await keptOf(admin, [conversationId])
      const shown = ({ screen }: Device | Desk) => screen.threads[conversationId]?.map(({ seq, text }) => `${seq} ${text}`)
      assert.strictEqual(shown(device)?.length, rounds * 6 + 2)
      assert.deepStrictEqual(shown(device), shown(desk))
      assert.deepStrictEqual(shown(device), kept[conversationId]?.map(({ seq, text }) => `${seq} ${text}`))
      const views = { [device.viewer]: device.screen.only([conversationId]), [team]: desk.screen.only([conversationId]) }
      assert.deepStrictEqual([...problems(recorder.history(kept, views)), ...recorder.contradictions], [])
      device.close()
      desk.close()
    })
    yield* Effect.promise(() => Promise.all(nodes.map((node) => node.close())))
  }))

  it.effect("a visitor comes back on another node with the token of the first and misses nothing (P2)", () => Effect.gen(function*() {
    const { admin } = yield* TestDatabase
    const nodes = yield* Effect.all([1, 2].map(() => startNode({ REALTIME_BUS: "postgres" })))
    const [one, two] = nodes
    if (one === undefined || two === undefined) return assert.fail("two nodes")
    const [key] = yield* Effect.orDie(admin<{ lookup: string }>`select lookup from api_key where key_type = 'public' and is_test limit 1`)
    yield* Effect.promise(async () => {
      const before = await visitor(one, key?.lookup ?? "")
      const position = before.told.all.find((event) => event._tag === "Position")
      await before.say("said on the first")
      const after = two.program.widget(key?.lookup ?? "")
      after.secret = before.widget.secret
      const { events } = await after.call("sync.pull", { token: position?._tag === "Position" ? position.token : null })
      assert.deepStrictEqual(events.map(({ _tag }) => _tag), ["ItemChanged", "ConversationChanged", "Position"])
    })
    yield* Effect.promise(() => Promise.all(nodes.map((node) => node.close())))
  }))
})
