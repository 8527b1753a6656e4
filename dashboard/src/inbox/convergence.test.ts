// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { me } from "../testing/inboxSamples.ts"
import { slowServer } from "../testing/slowServer.ts"
import { isUnread, rowIds } from "./conversations.ts"
import { makeKeeper } from "./keeper.ts"
import type { Conversation } from "./nouns.ts"
import { startInbox } from "./startInbox.ts"
import { makeUploader } from "./uploader.ts"

/** The same numbers for the same seed, from 0 to 1 (mulberry32). */
const chances = (seed: number) => () => {
  seed = seed + 0x6d2b79f5 | 0
  let mixed = Math.imul(seed ^ seed >>> 15, 1 | seed)
  mixed = mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed) ^ mixed
  return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32
}

/** Lives through one story: anything may happen, be read, be told, be answered and be lost, in any order. */
const live = async (seed: number, steps: number) => {
  const chance = chances(seed)
  const pick = <A>(from: ReadonlyArray<A>): A => from[Math.floor(chance() * from.length)] as A // never asked of nothing
  const server = slowServer()
  const { inbox, stop } = startInbox({
    client: server.client, websiteId: "W", me, keeper: makeKeeper(localStorage, me, "W"), uploader: makeUploader(server.client, "W"),
    onAlert: () => {}, onRefused: () => {}, onNews: () => {}, onEnd: () => {}
  })
  const written: Array<{ readonly id: string; readonly conversationId: string }> = []
  let [count, isRestored, wasCut] = [0, false, false]
  const begin = () => server.begin(`CO${++count}`, `V${count % 3}`)
  for (let n = 0; n < 7; n++) begin()
  // Some of them I have read before; some of these come to the list that I look at without a word.
  for (const id of server.ids()) {
    if (chance() < 0.5) server.mark(id, "user", me, 99)
    if (chance() < 0.5) server.change(id, { status: "resolved" })
  }
  server.backUp()
  const any = () => pick(server.ids())
  const shown = () => inbox.get().openId
  const view = () => inbox.get().view
  const happenings: ReadonlyArray<() => unknown> = [
    // Others
    begin, () => server.append(any(), {}), () => server.append(any(), { userId: "jonas", visitorId: null, visibility: "private" }),
    () => {
      const id = any()
      const one = pick(server.book(id)?.items ?? [])
      return one && server.change(id, {}, [{ ...one, version: one.version + 1, text: `${one.text}'` }])
    },
    () => server.change(any(), { status: pick(["open", "resolved"]) }),
    () => server.mark(any(), "visitor", "V1", 99), () => server.mark(any(), "user", "jonas", 99), () => server.mark(any(), "user", me, pick([0, 1, 99])),
    () => server.rate(any()), () => server.rename(pick(["V0", "V1", "V2"])),
    () => chance() < 0.2 && server.ids().length > 3 && server.erase(any()),
    () => chance() < 0.1 && (isRestored = true, server.restore()),
    // The line
    () => chance() < 0.3 && (wasCut = true, server.cut()), server.connect, server.connect, server.connect, server.position,
    ...Array.from({ length: 12 }, () => server.hear),
    ...Array.from({ length: 12 }, () => () => server.calls.length > 0 && server.step(pick(server.calls))),
    () => {
      const call = server.calls.length > 0 && pick(server.calls)
      // A mark that was lost is told again with the next thing read; nothing here says when.
      if (call && call.tag !== "inbox.seen") server.lose(call)
    },
    () => vi.advanceTimersByTime(400),
    // Me
    () => inbox.send({ _tag: "ViewChosen", view: pick(["open", "resolved"]), isTest: false }),
    () => inbox.send({ _tag: "ConversationChosen", conversationId: any() }), () => inbox.send({ _tag: "ConversationChosen", conversationId: any() }),
    () => inbox.send({ _tag: "ConversationChosen", conversationId: null }),
    () => inbox.send({ _tag: "MoreWanted", view: view(), isTest: false }),
    () => inbox.send({ _tag: "OlderWanted", conversationId: shown() ?? "" }),
    () => inbox.send({ _tag: "ThreadWanted", conversationId: shown() ?? any() }),
    () => inbox.send({ _tag: "VisitorWanted", visitorId: "V1" }),
    () => server.isUp() && inbox.send({ _tag: "ReadTo", conversationId: any(), seq: 2 }),
    () => inbox.send({ _tag: "ChangePressed", changeId: `x${++count}`, conversationId: any(), kind: { _tag: "Status", status: pick(["open", "resolved"]) }, at: "2026-04-15T09:30:00.000Z" }),
    () => {
      const [id, conversationId] = [`R${++count}`, any()]
      inbox.send({ _tag: "ModeChosen", conversationId, mode: "note" })
      inbox.send({ _tag: "DraftChanged", conversationId, text: id })
      inbox.send({ _tag: "SendPressed", conversationId, messageId: id, at: "2026-04-15T09:30:00.000Z" })
      written.push({ id, conversationId })
    }
  ]
  inbox.send({ _tag: "ViewChosen", view: "open", isTest: false })
  server.connect()
  for (let n = 0; n < steps; n++) {
    pick(happenings)()
    // What was answered arrives before the next thing happens.
    await vi.advanceTimersByTimeAsync(0)
  }
  // In the end all is up, told and answered.
  for (let turn = 0; turn < 60; turn++) {
    server.connect()
    while (server.hear());
    const [call] = server.calls
    if (call) server.step(call)
    else if (turn % 20 === 19) server.position()
    if (server.calls.length > 0) turn--
    await vi.advanceTimersByTimeAsync(400)
  }
  stop()
  return { server, state: inbox.get(), written: isRestored ? [] : written, isRestored, isWhole: !wasCut && !isRestored }
}

const nameless = (conversation: Conversation | undefined) => conversation && { ...conversation, visitor: null }

const look = ({ isRestored, isWhole, server, state, written }: Awaited<ReturnType<typeof live>>) => {
  const rows = rowIds(state, state.view, false)
  const there = server.rows(state.view)
  const list = state.lists[`${state.view}.live`]
  expect(list).toMatchObject({ status: "ready", problem: null, isStale: false, reading: null })
  const end = list?.oldest
  expect(rows).toEqual(there.filter((row) => !end || row.lastActivityAt + row.id >= end.at + end.id).map(({ id }) => id))
  expect(list?.nextCursor === null).toBe(!end)
  const shown = there.filter(({ id }) => rows.includes(id))
  expect(shown.map(({ id }) => nameless(state.conversations[id]))).toEqual(shown.map(nameless))
  // What I wrote counts as read here, whether or not it was looked at. A mark that a restored server lost stays until its page is read.
  const unread = (seen: (id: string) => number | undefined) => shown.filter((row) => isUnread(row, me, seen(row.id) ?? 0)).map(({ id }) => id)
  if (!isRestored) expect(unread((id) => state.seen[id])).toEqual(unread(server.mine))
  expect(state.counts.live).toEqual(server.counts())
  expect(state.changes).toEqual({})
  expect(shown.map(({ id }) => state.conversations[id]?.visitor)).toEqual(shown.map(({ visitor }) => visitor))
  for (const [id, thread] of Object.entries(state.threads)) {
    const book = server.book(id)
    if (book === undefined) {
      if (id === state.openId) expect(thread).toMatchObject({ status: "failed", problem: { _tag: "ConversationNotFound" } })
      continue
    }
    // A thread that is left while it can't be read is read when it is opened again.
    if (id !== state.openId && (thread.status !== "ready" || thread.isStale)) continue
    expect(thread).toMatchObject({ status: "ready", isStale: false, reading: null, isLoadingOlder: false })
    const from = thread.items[0]?.seq ?? 0
    expect(thread.items).toEqual(book.items.filter(({ seq }) => seq >= from))
    expect(thread.hasOlder).toBe(book.items.some(({ seq }) => seq < from))
    expect(thread.marks.map(({ actorId, seq }) => [actorId, seq]).toSorted()).toEqual(book.marks.map(({ actorId, seq }) => [actorId, seq]).toSorted())
    // A stream that was cut does not tell of ratings again.
    if (isWhole) expect(thread.feedback).toEqual(book.feedback)
  }
  const open = server.book(state.openId ?? "")
  if (open) {
    const { feedback, visitor } = server.card(open.header.visitorId)
    expect(state.visitors[visitor.id]).toMatchObject({ problem: null, reading: null, visitor })
    if (isWhole) expect(state.visitors[visitor.id]).toMatchObject({ feedback })
  }
  // Every reply exists once, in the order it was written.
  expect(Object.values(state.replies).filter(({ problem }) => problem === null || problem._tag === "Unreachable")).toEqual([])
  for (const id of server.ids()) {
    const own = written.filter((one) => one.conversationId === id).map((one) => one.id)
    if (own.length > 0) expect(server.book(id)?.items.filter((one) => own.includes(one.id)).map((one) => one.id)).toEqual(own)
  }
}

describe("the inbox, whatever is told, read, answered, lost and loaded anew in whatever order", () => {
  beforeEach(() => {
    vi.useFakeTimers()
    localStorage.clear()
  })
  afterEach(() => void vi.useRealTimers())

  it.each(Array.from({ length: 100 }, (_, seed) => seed))("shows in the end what the server has (story %i)", async (seed) => {
    look(await live(seed, 150))
  })

  it("has something to compare: a server that keeps silent is found out", async () => {
    const story = await live(1, 150)
    story.server.append(story.server.rows(story.state.view)[0]?.id ?? "", {})
    expect(() => look(story)).toThrow()
  })
})
