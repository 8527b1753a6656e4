// @vitest-environment node
import { describe, expect, it } from "vitest"
import { active, chosen, conversation, item, listLoaded, me, play, position, told, threadLoaded } from "../testing/inboxSamples.ts"
import { rowIds } from "./conversations.ts"
import type { InboxEvent } from "./InboxEvent.ts"

const rows = (state: ReturnType<typeof play>["state"]) => rowIds(state, "open", false)
const seqs = (state: ReturnType<typeof play>["state"], id = "CO1") => state.threads[id]?.items.map(({ seq }) => seq)
const view = (name: "open" | "resolved", isTest = false): InboxEvent => ({ _tag: "ViewChosen", view: name, isTest })
const reload = told({ _tag: "Reload", reason: "too_old" })
const positioned = (token: string) => told({ _tag: "Position", token })
const said = (seq: number, patch = {}) => told({ _tag: "ItemChanged", item: item(seq, patch) })
const changed = (one: ReturnType<typeof conversation>) => told({ _tag: "ConversationChanged", conversation: one })
const problem = { _tag: "Unreachable", status: null } as const
const listFailed: InboxEvent = { _tag: "ListFailed", view: "open", isTest: false, problem }
const threadFailed: InboxEvent = { _tag: "ThreadFailed", conversationId: "CO1", problem }
const opened = [position, chosen("CO1")]
const feedback = (id: string) =>
  ({ id, conversationId: "CO1", visitorId: "V1", contactId: null, rating: 4, topic: null, comment: null, trigger: null, source: "widget", createdAt: "2026-04-15T09:00:00.000Z" } as const)

describe("what is told while a thread is read", () => {
  it("stays, whatever the page knew", () => {
    const { state } = play([...opened, said(2), threadLoaded([item(1)]), said(3)])
    expect(seqs(state)).toEqual([1, 2, 3])
  })

  it("stays when a thread is read anew, and what the page no longer has goes", () => {
    const shown = play([...opened, threadLoaded([item(1), item(2)])]).state
    const { state } = play([reload, positioned("t2"), said(4), threadLoaded([item(1), item(3)])], shown)
    expect(seqs(state)).toEqual([1, 3, 4])
  })

  it("counts as newer than the page only by its version", () => {
    const { state } = play([...opened, said(1, { version: 2, text: "second" }), threadLoaded([item(1, { version: 3, text: "third" }), item(2)])])
    expect(state.threads["CO1"]?.items[0]?.text).toBe("third")
    const other = play([...opened, said(1, { version: 4, text: "fourth" }), threadLoaded([item(1, { version: 3, text: "third" }), item(2)])]).state
    expect(other.threads["CO1"]?.items[0]?.text).toBe("fourth")
  })

  it("makes no hole: an old item that changed waits for its page", () => {
    const { state } = play([...opened, said(3, { version: 2 }), threadLoaded([item(51), item(52)], true)])
    expect(seqs(state)).toEqual([51, 52])
  })

  it("reaches an older page that is on its way", () => {
    const shown = play([...opened, threadLoaded([item(8), item(9)], true), { _tag: "OlderWanted", conversationId: "CO1" }]).state
    const { state } = play([
      said(7, { version: 2, text: "changed" }),
      { _tag: "OlderLoaded", conversationId: "CO1", beforeSeq: 8, items: [item(6), item(7)], hasOlder: true }
    ], shown)
    expect(state.threads["CO1"]?.items.map(({ seq, text }) => [seq, text])).toEqual([[6, "text 6"], [7, "changed"], [8, "text 8"], [9, "text 9"]])
  })

  it("holds for ratings and for who has read", () => {
    const mark = (seq: number, at: string) => ({ actorType: "visitor", actorId: "V1", seq, at }) as const
    const { state } = play([
      ...opened, told({ _tag: "FeedbackGiven", feedback: feedback("f1") }), told({ _tag: "SeenChanged", conversationId: "CO1", ...mark(2, "2026-04-15T09:02:00.000Z") }),
      { ...threadLoaded([item(1), item(2)]), marks: [mark(1, "2026-04-15T09:01:00.000Z")] } as InboxEvent
    ])
    expect(state.threads["CO1"]).toMatchObject({ marks: [{ seq: 2 }], feedback: [{ id: "f1" }] })
  })
})

describe("what is told while the list is read anew", () => {
  it("stays: a conversation that began, and a row that changed", () => {
    const shown = play([view("open"), position, listLoaded([active("CO-a", 1), active("CO-b", 2)])]).state
    const { state } = play([
      reload, positioned("t2"), changed(active("CO-new", 9)), changed(active("CO-a", 8, { version: 5, title: "newest" })),
      listLoaded([active("CO-a", 1, { version: 4 })])
    ], shown)
    expect(rows(state)).toEqual(["CO-new", "CO-a"])
    expect(state.conversations["CO-a"]?.title).toBe("newest")
  })

  it("stays for how far I have read, too", () => {
    const { state } = play([
      view("open"), position, told({ _tag: "SeenChanged", conversationId: "CO1", actorType: "user", actorId: me, seq: 7, at: "2026-04-15T09:00:00.000Z" }),
      listLoaded([conversation("CO1", { lastSeq: 7 })], { seen: { CO1: 5 } })
    ])
    expect(state.seen["CO1"]).toBe(7)
  })

  it("says how far I have read of a conversation that no page told of, and less than what was told since", () => {
    const news = (seq: number) => told({ _tag: "ConversationChanged", conversation: conversation("CO2", { lastSeq: 7, lastItem: item(7), version: seq }), seen: { [me]: seq, jonas: 1 } })
    const mark = told({ _tag: "SeenChanged", conversationId: "CO2", actorType: "user", actorId: me, seq: 3, at: "2026-04-15T09:00:00.000Z" })
    const begun = [view("open"), position, listLoaded([])]
    expect(play([...begun, news(7)]).state.seen["CO2"]).toBe(7)
    expect(play([...begun, news(7), mark]).state.seen["CO2"]).toBe(3)
    expect(play([...begun, mark, news(7)]).state.seen["CO2"]).toBe(3)
  })

  it("takes what the server has now, even where its versions went back", () => {
    const shown = play([view("open"), position, listLoaded([conversation("CO1", { version: 9, title: "lost with the disk" })])]).state
    const { state } = play([told({ _tag: "Reload", reason: "restored" }), positioned("t2"), listLoaded([conversation("CO1", { version: 3, title: "restored" })])], shown)
    expect(state.conversations["CO1"]?.title).toBe("restored")
  })

  it("keeps the list of another view that was chosen meanwhile and answered first", () => {
    const { state } = play([
      view("open"), position, view("resolved"),
      { ...listLoaded([conversation("CO9", { status: "resolved" })]), view: "resolved" } as InboxEvent, listLoaded([conversation("CO1")])
    ])
    expect(rowIds(state, "resolved", false)).toEqual(["CO9"])
    expect(rows(state)).toEqual(["CO1"])
  })

  it("lets go of a conversation that is gone, once it is no longer open", () => {
    const shown = play([view("open"), position, listLoaded([conversation("CO1"), active("CO2", 3)]), chosen("CO1"), threadLoaded([item(1)])]).state
    const gone = play([reload, positioned("t2"), listLoaded([active("CO2", 3)]), threadFailed], shown).state
    expect(rows(play([chosen("CO2")], gone).state)).toEqual(["CO2"])
    const told = play([{ _tag: "ThreadFailed", conversationId: "CO1", problem: { _tag: "ConversationNotFound", conversationId: "CO1" } }], gone).state
    expect(rows(told)).toEqual(["CO2"])
  })
})

describe("reading anew that fails", () => {
  const shown = play([view("open"), position, listLoaded([conversation("CO1")], { nextCursor: "more" }), chosen("CO1"), threadLoaded([item(1)])]).state
  const failed = play([reload, positioned("t2"), listFailed, threadFailed], shown).state

  it("leaves the old list and the open thread in sight, with the reason", () => {
    expect(rows(failed)).toEqual(["CO1"])
    expect(failed.lists["open.live"]).toMatchObject({ status: "ready", isStale: true, problem })
    expect(failed.threads["CO1"]).toMatchObject({ status: "ready", isStale: true, problem })
  })

  it("is tried again by a press, from the first page", () => {
    expect(play([view("open"), view("open")], failed).wanted("FetchList")).toEqual([{ _tag: "FetchList", view: "open", isTest: false, cursor: null }])
    expect(play([{ _tag: "MoreWanted", view: "open", isTest: false }], failed).commands).toEqual([])
    expect(play([{ _tag: "ThreadWanted", conversationId: "CO1" }], failed).wanted("FetchThread")).toHaveLength(1)
  })

  it.each([{ _tag: "Reconnected" } as const, positioned("t3")])("is tried again by itself when the server is heard of ($_tag)", (event) => {
    const again = play([event, event], failed)
    expect(again.wanted("FetchList")).toHaveLength(1)
    expect(again.wanted("FetchThread")).toHaveLength(1)
    const healed = play([listLoaded([conversation("CO1", { version: 2 })]), threadLoaded([item(1), item(2)])], again.state)
    expect(healed.state.lists["open.live"]).toMatchObject({ status: "ready", isStale: false, problem: null })
    expect(play([event], healed.state).commands).toEqual([])
  })

  it("is not tried again where trying can't help", () => {
    const gone: InboxEvent = { _tag: "ThreadFailed", conversationId: "CO9", problem: { _tag: "ConversationNotFound", conversationId: "CO9" } }
    expect(play([position, chosen("CO9"), gone, { _tag: "Reconnected" }]).wanted("FetchThread")).toHaveLength(1)
  })

  it("reads a conversation that was left before the reload when it is opened again", () => {
    const cached = play([chosen("CO2")], shown).state
    for (const before of [[reload, positioned("t2"), chosen("CO1")], [reload, chosen("CO1"), positioned("t2")]]) {
      expect(play(before, cached).wanted("FetchThread")).toContainEqual({ _tag: "FetchThread", conversationId: "CO1" })
    }
  })

  it("lets go of the other data set's counts", () => {
    const counts = { open: 1, resolved: 0, spam: 0, archived: 0 }
    const counted = play([{ _tag: "CountsLoaded", isTest: false, counts }, { _tag: "CountsLoaded", isTest: true, counts }], shown).state
    const anew = play([reload, positioned("t2")], counted)
    expect(anew.state.counts).toEqual({ live: counts, test: null })
    const test = play([view("open", true), { ...listLoaded([]), isTest: true } as InboxEvent], anew.state)
    expect(test.wanted("FetchCounts")).toEqual([{ _tag: "FetchCounts", isTest: true }])
  })

  it("asks for counts that could not be read when the server is back", () => {
    const lost = play([{ _tag: "CountsFailed", isTest: false }], shown).state
    expect(play([{ _tag: "Reconnected" }, { _tag: "Reconnected" }], lost).wanted("FetchCounts")).toHaveLength(1)
  })
})

describe("the counts", () => {
  it("are asked for whatever told of a conversation first", () => {
    const read = play([position, chosen("CO1"), threadLoaded([item(1)])])
    expect(read.wanted("FetchCounts")).toHaveLength(1)
    expect(play([changed(conversation("CO1"))], read.state).wanted("FetchCounts")).toHaveLength(0)
  })
})

describe("the visitor of the open conversation", () => {
  const failed: InboxEvent = { _tag: "VisitorFailed", visitorId: "V1", problem }
  const wanted: InboxEvent = { _tag: "VisitorWanted", visitorId: "V1" }
  const shown = play([...opened, threadLoaded([item(1)])])

  it("is read once, and again after a failure: by a press, by opening, by itself", () => {
    expect(play([wanted, wanted], shown.state).wanted("FetchVisitor")).toHaveLength(0)
    expect(shown.wanted("FetchVisitor")).toHaveLength(1)
    for (const event of [wanted, threadLoaded([item(1)]), { _tag: "Reconnected" } as const, positioned("t2")]) {
      expect(play([failed, event, event], shown.state).wanted("FetchVisitor")).toHaveLength(1)
    }
  })

  it("is read anew after a reload, shown as it was until then", () => {
    const loaded = play([{ _tag: "VisitorLoaded", visitor: { id: "V1", relatedVisitorIds: [] } as never, conversations: [], feedback: [] }], shown.state).state
    const anew = play([reload, positioned("t2")], loaded)
    expect(anew.wanted("FetchVisitor")).toEqual([{ _tag: "FetchVisitor", visitorId: "V1" }])
    expect(anew.state.visitors["V1"]?.visitor).toMatchObject({ id: "V1" })
  })

  it("is read again after a cut, for what the stream doesn't tell afterwards: what was rated, and where the visitor looks around", () => {
    const loaded = (id: string, ...given: ReadonlyArray<ReturnType<typeof feedback>>): InboxEvent =>
      ({ _tag: "VisitorLoaded", visitor: { id, relatedVisitorIds: [] } as never, conversations: [], feedback: given })
    const { state } = play([loaded("V1"), { _tag: "VisitorWanted", visitorId: "V2" }, loaded("V2")], shown.state)
    const back = play([{ _tag: "Reconnected" }, { _tag: "Reconnected" }], state)
    expect(back.wanted("FetchVisitor")).toEqual([{ _tag: "FetchVisitor", visitorId: "V1" }])
    expect(back.state.visitors["V1"]?.visitor).toMatchObject({ id: "V1" })
    const known = play([loaded("V1", feedback("f1")), { _tag: "VisitorWanted", visitorId: "V2" }], back.state)
    expect(known.state.threads["CO1"]?.feedback).toMatchObject([{ id: "f1" }])
    expect(known.state.visitors["V1"]?.feedback).toMatchObject([{ id: "f1" }])
    expect(known.wanted("FetchVisitor")).toEqual([{ _tag: "FetchVisitor", visitorId: "V2" }])
  })
})
