import type { Conversation, TimelineItem } from "@cossistant/types"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import {
  applyConversationSeenEvent, applyConversationTypingEvent, applyProcessingCompletedEvent, applyProcessingProgressEvent,
  clearProcessingFromTimelineItem, clearTypingFromTimelineItem, createConversationsStore, createProcessingStore, createSeenStore, createSupportStore,
  createTimelineItemsStore, createTypingStore, createWebsiteStore, getConversationById, getConversationPagination, getConversationProcessing,
  getConversations, getConversationTimelineItems, getConversationTyping, getWebsiteState, hydrateConversationSeen, type RealtimeEventOf, setTypingState
} from "../entries/index.ts"

const conversation = (id: string, updatedAt: string): Conversation => ({
  id, createdAt: updatedAt, updatedAt, visitorId: "v1", websiteId: "w1", channel: "widget", status: "open", deletedAt: null
})
const item = (id: string, createdAt: string, change: Partial<TimelineItem> = {}): TimelineItem => ({
  id, conversationId: "c1", organizationId: "o1", visibility: "public", type: "message", text: id, parts: [], userId: null, aiAgentId: null,
  visitorId: "v1", createdAt, ...change
})
const where = { websiteId: "w1", organizationId: "o1", visitorId: "v1", userId: null, conversationId: "c1" }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe("a store", () => {
  it("tells all changes of a turn as one, and none when nothing changed", async () => {
    const store = createConversationsStore()
    const told: Array<number> = []
    const stop = store.subscribe(({ ids }) => told.push(ids.length))
    store.batch(() => {
      store.ingestConversation(conversation("a", "2026-01-01T00:00:00.000Z"))
      store.ingestConversation(conversation("b", "2026-01-02T00:00:00.000Z"))
    })
    expect(told).toEqual([])
    await Promise.resolve()
    expect(told).toEqual([2])
    store.setState((state) => state)
    await Promise.resolve()
    stop()
    store.ingestConversation(conversation("c", "2026-01-03T00:00:00.000Z"))
    await Promise.resolve()
    expect(told).toEqual([2])
  })

  it("of conversations holds them newest first, and the page it is at", () => {
    const store = createConversationsStore()
    const pagination = { page: 1, limit: 6, total: 2, totalPages: 1, hasMore: false }
    expect(getConversationPagination(store)).toBeNull()
    store.ingestList({ conversations: [conversation("a", "2026-01-01T00:00:00.000Z"), conversation("b", "2026-01-02T00:00:00.000Z")], pagination })
    expect(getConversations(store).map(({ id }) => id)).toEqual(["b", "a"])
    store.ingestConversation(conversation("a", "2026-01-03T00:00:00.000Z"))
    expect(getConversations(store).map(({ id }) => id)).toEqual(["a", "b"])
    expect(getConversationById(store, "b")?.id).toBe("b")
    expect(getConversationPagination(store)).toEqual(pagination)
  })

  it("of timelines holds items by time, each once, and the server's in place of what was shown before it", () => {
    const store = createTimelineItemsStore()
    store.ingestPage("c1", { items: [item("b", "2"), item("a", "1")], hasNextPage: true, nextCursor: "1" })
    store.ingestTimelineItem(item("temporary", "3"))
    store.finalizeTimelineItem("c1", "temporary", item("c", "4"))
    store.ingestRealtimeTimelineItem({ type: "timelineItemUpdated", payload: { ...where, item: item("a", "1", { text: "edited" }) } })
    const timeline = getConversationTimelineItems(store, "c1")
    expect(timeline?.items.map(({ text }) => text)).toEqual(["edited", "b", "c"])
    expect(timeline).toMatchObject({ hasNextPage: true, nextCursor: "1" })
    store.removeTimelineItem("c1", "b")
    expect(getConversationTimelineItems(store, "c1")?.items).toHaveLength(2)
    store.clearConversation("c1")
    expect(getConversationTimelineItems(store, "c1")).toBeUndefined()
  })

  it("of a website keeps what was loaded when it can't be loaded again", () => {
    const store = createWebsiteStore()
    const website = {
      id: "w1", organizationId: "o1", name: "Acme", domain: "acme.example", description: null, logoUrl: null, defaultLanguage: "en", status: "active",
      lastOnlineAt: null, availableHumanAgents: [], availableAIAgents: [], visitor: null
    }
    store.setLoading()
    expect(getWebsiteState(store).status).toBe("loading")
    store.setWebsite(website)
    store.setError(new Error("away"))
    expect(getWebsiteState(store)).toMatchObject({ website: { name: "Acme" }, status: "error" })
    store.reset()
    expect(getWebsiteState(store)).toEqual({ website: null, status: "idle", error: null })
  })

  it("of a page goes back to the last other place, and home when there is none", () => {
    const store = createSupportStore({ size: "larger" })
    store.navigate({ page: "CONVERSATION", params: { conversationId: "a" } })
    store.navigate({ page: "CONVERSATION", params: { conversationId: "b" } })
    store.goBack()
    expect(store.getState().navigation.current).toEqual({ page: "CONVERSATION", params: { conversationId: "a" } })
    store.replace({ page: "ARTICLES" })
    store.toggle()
    expect(store.getState()).toMatchObject({ navigation: { current: { page: "ARTICLES" } }, config: { isOpen: true, size: "larger" } })
    store.goBack()
    store.goBack()
    expect(store.getState().navigation.current).toEqual({ page: "HOME" })
    store.reset()
    expect(store.getState().config).toEqual({ isOpen: false, size: "larger" })
  })
})

describe("who has read how far", () => {
  const seen = (actorId: string, lastSeenAt: string): RealtimeEventOf<"conversationSeen"> =>
    ({ type: "conversationSeen", payload: { ...where, actorType: "user", actorId, aiAgentId: null, lastSeenAt } })

  it("never goes back, and leaves out whom nobody asked for", () => {
    const store = createSeenStore()
    const at = { createdAt: "1", updatedAt: "1", deletedAt: null }
    hydrateConversationSeen(store, "c1", [
      { id: "1", conversationId: "c1", userId: "u1", visitorId: null, aiAgentId: null, lastSeenAt: "5", ...at },
      { id: "2", conversationId: "c1", userId: null, visitorId: "v1", aiAgentId: null, lastSeenAt: "3", ...at }
    ])
    applyConversationSeenEvent(store, seen("u1", "4"))
    applyConversationSeenEvent(store, seen("u2", "6"), { ignoreUserId: "u2" })
    applyConversationSeenEvent(store, seen("u3", "7"))
    const marks = Object.entries(store.getState().conversations["c1"] ?? {}).map(([key, { lastSeenAt }]) => `${key} ${lastSeenAt}`)
    expect(marks).toEqual(["user:u1 5", "visitor:v1 3", "user:u3 7"])
  })
})

describe("who writes", () => {
  it("counts for six seconds, and no longer than their message takes to come", () => {
    const store = createTypingStore()
    setTypingState(store, { conversationId: "c1", actorType: "user", actorId: "u1", isTyping: true })
    vi.advanceTimersByTime(4_000)
    setTypingState(store, { conversationId: "c1", actorType: "user", actorId: "u1", isTyping: true, preview: "hel" })
    vi.advanceTimersByTime(4_000)
    expect(getConversationTyping(store, "c1")).toMatchObject({ "user:u1": { preview: "hel" } })
    vi.advanceTimersByTime(2_000)
    expect(getConversationTyping(store, "c1")).toBeUndefined()
    applyConversationTypingEvent(store, { type: "conversationTyping", payload: { ...where, isTyping: true, aiAgentId: "ai1" } })
    applyConversationTypingEvent(store, { type: "conversationTyping", payload: { ...where, isTyping: true, aiAgentId: null } }, { ignoreVisitorId: "v1" })
    expect(Object.keys(getConversationTyping(store, "c1") ?? {})).toEqual(["ai_agent:ai1"])
    clearTypingFromTimelineItem(store, { payload: { item: item("a", "1", { visitorId: null, aiAgentId: "ai1" }) } })
    expect(getConversationTyping(store, "c1")).toBeUndefined()
  })
})

describe("what an AI agent does", () => {
  it("counts for fifteen seconds, until it is done, or until it has answered", () => {
    const store = createProcessingStore()
    const progress = (workflowRunId: string) => applyProcessingProgressEvent(store, {
      type: "aiAgentProcessingProgress",
      payload: { ...where, aiAgentId: "ai1", workflowRunId, audience: "all", phase: "tool", message: "Searching", tool: null }
    })
    const done = (workflowRunId: string) => applyProcessingCompletedEvent(store, {
      type: "aiAgentProcessingCompleted", payload: { ...where, aiAgentId: "ai1", workflowRunId, audience: "all", status: "success" }
    })
    progress("r1")
    expect(getConversationProcessing(store, "c1")).toMatchObject({ phase: "tool", message: "Searching", workflowRunId: "r1" })
    vi.advanceTimersByTime(15_000)
    expect(getConversationProcessing(store, "c1")).toBeUndefined()
    progress("r2")
    done("r1")
    expect(getConversationProcessing(store, "c1")).toBeDefined()
    done("r2")
    expect(getConversationProcessing(store, "c1")).toBeUndefined()
    progress("r3")
    clearProcessingFromTimelineItem(store, { payload: { item: item("a", "1", { visitorId: null, aiAgentId: "ai1" }) } })
    expect(getConversationProcessing(store, "c1")).toBeUndefined()
  })
})
