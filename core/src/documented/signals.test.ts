import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { makeFakeBrowser } from "../widget/testing/FakeBrowser.ts"
import { talking } from "../widget/testing/talking.ts"
import { autoSeen, CONVERSATION_AUTO_SEEN_DELAY_MS } from "./autoSeen.ts"
import { wantThread } from "./conversation.ts"
import { conversationTimeline } from "./conversationTimeline.ts"
import type { CossistantError } from "./CossistantError.ts"
import { keepFresh } from "./keepFresh.ts"
import { ownerOf } from "./owner.ts"
import { processing } from "./processing.ts"
import { seen } from "./seen.ts"
import { supportEventEmitter, supportEvents } from "./supportEvents.ts"
import { watchConnection } from "./tellHost.ts"
import { timelineItems } from "./timelineItems.ts"
import { typingEntries } from "./typingEntries.ts"
import { visitorActions } from "./visitorActions.ts"

const typing = (conversationId: string, actorId: string, actorType: "user" | "ai_agent" = "user") =>
  ({ _tag: "TypingChanged", conversationId, actorType, actorId, isTyping: true, preview: null }) as const

describe("what happens in a conversation", () => {
  it("tells who writes, without those left out, until they stop", async () => {
    const { clock, id, server, tab } = await talking()
    server.tell(typing(id, "user_ada"))
    server.tell(typing(id, "ai_1", "ai_agent"))
    await clock.settle()
    const entries = typingEntries(tab.widget.get(), id)
    expect(entries).toMatchObject([{ actorType: "user", actorId: "user_ada", preview: null }, { actorType: "ai_agent", actorId: "ai_1" }])
    expect(typingEntries(tab.widget.get(), id)).toBe(entries)
    expect(typingEntries(tab.widget.get(), id, { excludeUserId: "user_ada" })).toHaveLength(1)
    await clock.advance(6_000)
    expect(typingEntries(tab.widget.get(), id)).toEqual([])
  })

  it("tells what an AI agent does, until it is done", async () => {
    const { clock, id, server, tab } = await talking()
    const told = { conversationId: id, workflowRunId: "run", aiAgentId: "ai_1", phase: "search", message: "Searching", tool: null }
    server.tell({ _tag: "Processing", ...told })
    await clock.settle()
    expect(processing(tab.widget.get(), id)).toEqual({ ...told, audience: "all", updatedAt: clock.now() })
    expect(processing(tab.widget.get(), id)).toBe(processing(tab.widget.get(), id))
    server.tell({ _tag: "ProcessingDone", conversationId: id, workflowRunId: "run", aiAgentId: "ai_1", status: "success" })
    await clock.settle()
    expect(processing(tab.widget.get(), id)).toBeNull()
  })

  it("tells who has read how far, the visitor too", async () => {
    const { clock, id, server, tab } = await talking()
    server.say(id, "hi")
    await clock.advance(5_000)
    server.read(id, "user_ada", 1)
    await clock.settle()
    const { visitorId } = ownerOf(tab.widget.get())
    expect(seen(tab.widget.get(), id)).toMatchObject([{ userId: "user_ada", visitorId: null, conversationId: id }, { visitorId, userId: null }])
    const { items } = timelineItems(tab.widget.get(), id)
    const timeline = conversationTimeline(tab.widget.get(), { conversationId: id, items })
    expect(timeline.groupedMessages.items.map(({ type }) => type)).toEqual(["day_separator", "message_group", "message_group"])
    expect(timeline.groupedMessages.getLastReadMessageId("user_ada")).toBe(items[0]?.id)
    expect(timeline.groupedMessages.isMessageSeenByViewer(items[1]?.id ?? "")).toBe(true)
    expect(conversationTimeline(tab.widget.get(), { conversationId: id, items })).toBe(timeline)
  })
})

describe("the events of a widget", () => {
  it("have their documented shape, and reach each subscriber once, those a host tells too", async () => {
    const { clock, id, server, tab } = await talking()
    const heard: Array<unknown> = []
    const events = supportEvents(tab.widget)
    const stops = (["messageReceived", "conversationEnd", "error", "conversationStart"] as const).map((type) =>
      events.subscribe(type, (event) => heard.push(event)))
    server.say(id, "hi")
    server.update(id, { status: "resolved" })
    await clock.settle()
    expect(heard).toMatchObject([
      { type: "messageReceived", conversationId: id, message: { text: "hi", organizationId: server.website.organizationId } },
      { type: "conversationEnd", conversationId: id, conversation: { id, status: "resolved", websiteId: server.website.id } }
    ])
    const emitter = supportEventEmitter(events)
    const error = new Error("mine")
    emitter.emitError(error, "page")
    emitter.emitConversationStart("CO1")
    await clock.settle()
    expect(heard.slice(2)).toEqual([{ type: "error", error, context: "page" }, { type: "conversationStart", conversationId: "CO1" }])
    for (const stop of stops) stop()
    emitter.emitError(error)
    await clock.settle()
    expect(heard).toHaveLength(4)
    expect(() => supportEventEmitter(null).emitError(error)).not.toThrow()
  })

  it("carry refusals of the server as codes", async () => {
    const { clock, id, server, tab } = await talking()
    const heard = vi.fn()
    supportEvents(tab.widget).subscribe("error", heard)
    server.fault("conversations.send", { _tag: "IdConflict", id: "x" })
    tab.widget.setDraft(id, "no")
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(heard).toHaveBeenCalledTimes(1)
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ context: "send", error: { code: "ID_CONFLICT" } })
  })
})

describe("errors that a host hears of", () => {
  it("have codes, also for a page that isn't allowed and for code that can't be loaded", async () => {
    const browser = makeFakeBrowser()
    browser.server.fault("websites.get", { _tag: "OriginRefused", origin: "https://shop.example", reason: "origin_not_allowed" })
    const lost = new TypeError("Failed to fetch dynamically imported module")
    const tab = browser.open({ loadPanel: () => Promise.reject(lost) })
    const heard: Array<unknown> = []
    supportEvents(tab.widget).subscribe("error", ({ context, error }) => heard.push([context, error.name, (error as CossistantError).code, (error as CossistantError).details]))
    await tab.start()
    expect(heard).toEqual([
      ["website", "CossistantError", "ORIGIN_REFUSED", { _tag: "OriginRefused", origin: "https://shop.example", reason: "origin_not_allowed" }],
      ["load", "CossistantError", "LOAD_FAILED", lost]
    ])
  })

  it("have codes for the live connection: one that can't be made, and one that was refused", async () => {
    const { tab } = await talking()
    const heard: Array<unknown> = []
    const stop = watchConnection(tab.widget, () => ({ onWsError: (error) => heard.push([error.name, (error as CossistantError).code, (error as CossistantError).details]) }))
    const error = { _tag: "InvalidKey" }
    const now = { since: 0, nextTryAt: 0 }
    for (const status of [{ _tag: "Connecting" }, { _tag: "Reconnecting", ...now }, { _tag: "Refused", error }] as const) {
      tab.widget.send({ _tag: "ConnectionChanged", status })
    }
    stop()
    expect(heard).toEqual([
      ["CossistantError", "UNREACHABLE", { _tag: "Reconnecting", ...now }], ["CossistantError", "REFUSED", { _tag: "Refused", error }]
    ])
  })
})

describe("reading on a page of the host's own", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it("counts after two seconds in sight, and only for what the visitor didn't write", async () => {
    const { clock, id, server, tab } = await talking()
    tab.widget.goHome()
    await wantThread(tab.widget, id)
    await clock.settle()
    const stop = autoSeen(tab.widget, id, { isWidgetOpen: true })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(server.calledWith("conversations.seen")).toHaveLength(0)
    server.say(id, "hi")
    await clock.settle()
    await vi.advanceTimersByTimeAsync(CONVERSATION_AUTO_SEEN_DELAY_MS - 1)
    expect(server.calledWith("conversations.seen")).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    await clock.settle()
    expect(server.calledWith("conversations.seen")).toEqual([{ conversationId: id, seq: 2 }])
    stop()
  })

  it("doesn't count while it is hidden, or once it is left", async () => {
    const { clock, id, server, tab } = await talking()
    tab.widget.goHome()
    server.say(id, "hi")
    await clock.settle()
    autoSeen(tab.widget, id, { isWidgetOpen: false })
    const stop = autoSeen(tab.widget, id, { isWidgetOpen: true })
    await vi.advanceTimersByTimeAsync(CONVERSATION_AUTO_SEEN_DELAY_MS / 2)
    stop()
    await vi.advanceTimersByTimeAsync(CONVERSATION_AUTO_SEEN_DELAY_MS)
    await clock.settle()
    expect(server.calledWith("conversations.seen")).toHaveLength(0)
  })

  it("asks again at the interval that was wanted, until it is left", async () => {
    vi.stubGlobal("window", new EventTarget())
    const refetch = vi.fn(async () => {})
    const stop = keepFresh(refetch, { refetchInterval: 1_000, refetchOnWindowFocus: true })
    await vi.advanceTimersByTimeAsync(2_500)
    window.dispatchEvent(new Event("focus"))
    expect(refetch).toHaveBeenCalledTimes(3)
    stop()
    await vi.advanceTimersByTimeAsync(2_500)
    window.dispatchEvent(new Event("focus"))
    expect(refetch).toHaveBeenCalledTimes(3)
    vi.unstubAllGlobals()
  })
})

describe("useVisitor", () => {
  it("sends the same metadata once, and other facts again", async () => {
    const { clock, server, tab } = await talking()
    const { identify, setVisitorMetadata } = visitorActions(tab.widget)
    const settled = async <A>(asked: Promise<A>) => {
      await clock.settle()
      return asked
    }
    expect(await settled(setVisitorMetadata({ plan: "pro" }))).toBeNull()
    await settled(identify({ externalId: "7", email: null, name: null }))
    expect(await settled(setVisitorMetadata({ plan: "pro", since: new Date(0) }))).toMatchObject({
      contact: { externalId: "7", metadata: { plan: "pro", since: "1970-01-01T00:00:00.000Z" } }
    })
    expect(await settled(setVisitorMetadata({ since: new Date(0), plan: "pro" }))).not.toBeNull()
    expect(server.calledWith("visitors.setMetadata")).toHaveLength(1)
    await settled(setVisitorMetadata({ plan: "free" }))
    expect(server.calledWith("visitors.setMetadata")).toHaveLength(2)
  })
})
