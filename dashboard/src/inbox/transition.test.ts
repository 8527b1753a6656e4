// @vitest-environment node
import { describe, expect, it } from "vitest"
import { active, conversation, item, listLoaded, me, play, position, told, threadLoaded } from "../testing/inboxSamples.ts"
import { applyChanges } from "./changes.ts"
import { isUnread, rowIds } from "./conversations.ts"

const rows = (state: ReturnType<typeof play>["state"]) => rowIds(state, "open", false)

describe("the list", () => {
  it("shows the most recently active conversation first and moves one up when it becomes active", () => {
    const before = play([listLoaded([active("CO-a", 3), active("CO-b", 2)])]).state
    expect(rows(before)).toEqual(["CO-a", "CO-b"])
    const after = play([told({ _tag: "ConversationChanged", conversation: active("CO-b", 9, { version: 2 }) })], before).state
    expect(rows(after)).toEqual(["CO-b", "CO-a"])
  })

  it("keeps the newer of two versions, whichever comes last", () => {
    const newer = conversation("CO1", { version: 5, title: "new" })
    const { state } = play([listLoaded([newer]), told({ _tag: "ConversationChanged", conversation: conversation("CO1", { version: 4, title: "old" }) })])
    expect(state.conversations["CO1"]?.title).toBe("new")
  })

  it("does not show a conversation from below the loaded pages before its page is there", () => {
    const { state } = play([listLoaded([active("CO-a", 9), active("CO-b", 8)], { nextCursor: "more" }), told({ _tag: "ConversationChanged", conversation: active("CO-old", 2) })])
    expect(rows(state)).toEqual(["CO-a", "CO-b"])
    const all = play([listLoaded([active("CO-old", 2)])], state).state
    expect(rows(all)).toEqual(["CO-a", "CO-b", "CO-old"])
  })

  it("asks for a further page once, however often its end is reached", () => {
    const more = { _tag: "MoreWanted", view: "open", isTest: false } as const
    expect(play([listLoaded([active("CO-a", 9)], { nextCursor: "more" }), more, more]).wanted("FetchList")).toHaveLength(1)
  })

  it("keeps test and live conversations apart", () => {
    const { state } = play([listLoaded([active("CO-a", 9), active("CO-t", 8, { isTest: true })])])
    expect(rows(state)).toEqual(["CO-a"])
  })

  it("asks for new counts when a conversation appears or changes its set, not when it only moves", () => {
    const loaded = play([listLoaded([active("CO-a", 3)])]).state
    const news = (patch: object) => play([told({ _tag: "ConversationChanged", conversation: active("CO-a", 4, { version: 2, ...patch }) })], loaded)
    expect(news({}).wanted("FetchCounts")).toHaveLength(0)
    expect(news({ status: "resolved" }).wanted("FetchCounts")).toHaveLength(1)
  })

  it("calls a conversation unread when someone else wrote after what I have read", () => {
    expect(isUnread(conversation("CO1", { lastSeq: 3, lastItem: item(3) }), me, 2)).toBe(true)
    expect(isUnread(conversation("CO1", { lastSeq: 3, lastItem: item(3) }), me, 3)).toBe(false)
    // Something merely happened since.
    expect(isUnread(conversation("CO1", { lastSeq: 4, lastItem: item(3) }), me, 3)).toBe(false)
    expect(isUnread(conversation("CO1", { lastSeq: 3, lastItem: item(3, { visitorId: null, userId: me }) }), me, 2)).toBe(false)
  })
})

describe("a change by a member", () => {
  const resolve = { _tag: "ChangePressed", changeId: "x", conversationId: "CO1", kind: { _tag: "Status", status: "resolved" }, at: "2026-04-15T09:30:00.000Z" } as const

  it("shows at once and leaves the list before the server has answered", () => {
    const { commands, state } = play([listLoaded([conversation("CO1")]), resolve])
    expect(rows(state)).toEqual([])
    expect(commands).toContainEqual({ _tag: "Change", changeId: "x", conversationId: "CO1", kind: resolve.kind })
  })

  it("is taken back and told when the server refuses", () => {
    const { state, wanted } = play([listLoaded([conversation("CO1")]), resolve, { _tag: "ChangeRefused", changeId: "x", problem: { _tag: "Unreachable", status: null } }])
    expect(rows(state)).toEqual(["CO1"])
    expect(wanted("TellRefused")).toHaveLength(1)
  })

  it("gives way to what the server answered", () => {
    const { state } = play([listLoaded([conversation("CO1")]), resolve, { _tag: "ChangeDone", changeId: "x", conversation: conversation("CO1", { version: 2, status: "spam" }) }])
    const known = state.conversations["CO1"]
    expect(known && applyChanges(state.changes, known).status).toBe("spam")
  })
})

describe("a thread", () => {
  it("has one row per item in the order of seq, however the stream repeats and reorders", () => {
    const news = (seq: number, patch = {}) => told({ _tag: "ItemChanged", item: item(seq, patch) })
    const { state } = play([threadLoaded([item(1)]), news(3), news(2), news(3), news(2, { version: 2, text: "changed" })])
    expect(state.threads["CO1"]?.items.map(({ seq, text }) => [seq, text])).toEqual([[1, "text 1"], [2, "changed"], [3, "text 3"]])
  })

  it("leaves an item older than what is loaded to its page", () => {
    const loaded = play([threadLoaded([item(8), item(9)], true)]).state
    const { state } = play([told({ _tag: "ItemChanged", item: item(3) })], loaded)
    expect(state.threads["CO1"]?.items.map(({ seq }) => seq)).toEqual([8, 9])
  })

  it("grows by older pages, once each, and never with a hole", () => {
    const loaded = play([threadLoaded([item(8), item(9)], true)]).state
    const older = { _tag: "OlderWanted", conversationId: "CO1" } as const
    const asked = play([older, older], loaded)
    expect(asked.wanted("FetchOlder")).toEqual([{ _tag: "FetchOlder", conversationId: "CO1", beforeSeq: 8 }])
    const page = (beforeSeq: number) => ({ _tag: "OlderLoaded", conversationId: "CO1", beforeSeq, items: [item(6), item(7)], hasOlder: true }) as const
    expect(play([page(8)], asked.state).state.threads["CO1"]?.items.map(({ seq }) => seq)).toEqual([6, 7, 8, 9])
    expect(play([page(20)], asked.state).state.threads["CO1"]?.items.map(({ seq }) => seq)).toEqual([8, 9])
  })

  it("keeps one page of a thread that was left", () => {
    const long = Array.from({ length: 120 }, (_, index) => item(index + 1))
    const { state } = play([position, { _tag: "ConversationChosen", conversationId: "CO1" }, threadLoaded(long), { _tag: "ConversationChosen", conversationId: "CO2" }])
    expect(state.threads["CO1"]).toMatchObject({ hasOlder: true, items: { length: 50 } })
    expect(state.threads["CO1"]?.items.at(-1)?.seq).toBe(120)
  })

  it("remembers where new things began when it was opened", () => {
    const listed = listLoaded([conversation("CO1", { lastSeq: 3 })], { seen: { CO1: 2 } })
    const { state } = play([position, listed, { _tag: "ConversationChosen", conversationId: "CO1" }, threadLoaded([item(1), item(2), item(3)])])
    expect(state.threads["CO1"]?.unreadAfter).toBe(2)
    expect(play([{ _tag: "ReadTo", conversationId: "CO1", seq: 3 }], state).state.threads["CO1"]?.unreadAfter).toBe(2)
  })

  it("shows the same reading position in another tab of mine", () => {
    const { state } = play([told({ _tag: "SeenChanged", conversationId: "CO1", actorType: "user", actorId: me, seq: 7, at: "2026-04-15T09:00:00.000Z" })])
    expect(state.seen["CO1"]).toBe(7)
  })
})

describe("writing and looking", () => {
  const typing = (isTyping: boolean, actorId = "V1", now = 0) =>
    told({ _tag: "TypingChanged", conversationId: "CO1", actorType: actorId === "V1" ? "visitor" : "user", actorId, isTyping, preview: null }, now)

  it("shows who writes for 6 seconds after the last sign", () => {
    const { state, wanted } = play([typing(true, "V1", 1_000)])
    expect(wanted("Tick")).toEqual([{ _tag: "Tick", afterMs: 6_000 }])
    expect(play([{ _tag: "Ticked", at: 6_999 }], state).state.typing["CO1"]).toHaveLength(1)
    expect(play([{ _tag: "Ticked", at: 7_000 }], state).state.typing["CO1"]).toBeUndefined()
  })

  it("ends with the message, and never shows me to myself", () => {
    expect(play([typing(true), told({ _tag: "ItemChanged", item: item(2) })]).state.typing["CO1"]).toBeUndefined()
    expect(play([typing(true, me)]).state.typing["CO1"]).toBeUndefined()
  })

  it("lists the colleagues who look at the conversation, without me", () => {
    const { state } = play([told({ _tag: "ViewersChanged", conversationId: "CO1", userIds: [me, "jonas"] })])
    expect(state.viewers["CO1"]).toEqual(["jonas"])
  })

  it("lets go of whoever has left meanwhile when it is told anew who is there", () => {
    const before = play([
      told({ _tag: "VisitorPresence", visitorId: "V1", online: true }),
      told({ _tag: "VisitorPresence", visitorId: "V2", online: true }),
      told({ _tag: "ViewersChanged", conversationId: "CO1", userIds: ["jonas"] })
    ]).state
    const { state } = play([told({ _tag: "Presence", online: ["V2", "V3"], viewers: [{ conversationId: "CO2", userIds: [me, "ida"] }] })], before)
    expect(Object.keys(state.online).filter((id) => state.online[id])).toEqual(["V2", "V3"])
    expect(state.viewers).toEqual({ CO2: ["ida"] })
  })
})

describe("the stream", () => {
  it("fetches the list and the open thread at the first position and the counts after the list, so that nothing falls between", () => {
    const opened = play([{ _tag: "ViewChosen", view: "open", isTest: false }, { _tag: "ConversationChosen", conversationId: "CO1" }])
    expect(opened.wanted("FetchList")).toHaveLength(0)
    const { state, wanted } = play([position], opened.state)
    expect([wanted("FetchList"), wanted("FetchCounts"), wanted("FetchThread")].map((found) => found.length)).toEqual([1, 0, 1])
    for (const page of [[], [conversation("CO1")]]) expect(play([listLoaded(page)], state).wanted("FetchCounts")).toHaveLength(1)
  })

  it("only moves on at later positions", () => {
    const { state, commands } = play([position, told({ _tag: "Position", token: "t2" })])
    expect(state.token).toBe("t2")
    expect(commands.filter((command) => command._tag === "FetchList")).toHaveLength(1)
  })

  it("starts anew after Reload and lets go of what may no longer be seen", () => {
    const held = play([position, listLoaded([active("CO-secret", 3), conversation("CO1")]), { _tag: "ConversationChosen", conversationId: "CO1" }, threadLoaded([item(1)])]).state
    const { state, wanted } = play([told({ _tag: "Reload", reason: "access" }), position, listLoaded([conversation("CO1", { version: 2 })])], held)
    expect(wanted("FetchList")).toEqual([{ _tag: "FetchList", view: "open", isTest: false, cursor: null }])
    expect(Object.keys(state.conversations)).toEqual(["CO1"])
    expect(state.threads["CO1"]?.items).toHaveLength(1)
  })

  it("still says that a conversation is not there when the list arrives after that answer", () => {
    const problem = { _tag: "ConversationNotFound", conversationId: "CO9" } as const
    const { state } = play([
      { _tag: "ConversationChosen", conversationId: "CO9" }, position,
      { _tag: "ThreadFailed", conversationId: "CO9", problem }, listLoaded([conversation("CO1")])
    ])
    expect(state.threads["CO9"]).toMatchObject({ status: "failed", problem })
  })

  it("asks for attention for a visitor's new message once, never for the team's or for what I have read", () => {
    const news = (seq: number, patch = {}) => told({ _tag: "ItemChanged", item: item(seq, patch) })
    const { wanted } = play([
      listLoaded([conversation("CO1")]), news(2), news(2), news(3, { visitorId: null, userId: me }), news(4, { visitorId: null, userId: "jonas" }),
      { _tag: "ReadTo", conversationId: "CO1", seq: 5 }, news(5), news(6, { version: 2 })
    ])
    expect(wanted("Alert")).toEqual([{ _tag: "Alert", item: item(2), conversation: conversation("CO1") }])
  })

  it("asks for attention for a new conversation once it is known whose it is, and never for one of test data", () => {
    const first = (patch = {}) => play([told({ _tag: "ItemChanged", item: item(1) }), told({ _tag: "ConversationChanged", conversation: conversation("CO1", patch) })])
    expect(first().wanted("Alert")).toEqual([{ _tag: "Alert", item: item(1), conversation: conversation("CO1") }])
    expect(first({ isTest: true }).wanted("Alert")).toHaveLength(0)
  })

  it("stays silent for spam and for test data while live data is shown", () => {
    const { wanted } = play([listLoaded([conversation("CO1", { status: "spam" })]), told({ _tag: "ItemChanged", item: item(2) })])
    expect(wanted("Alert")).toHaveLength(0)
  })
})
