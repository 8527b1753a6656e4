import type { TimelineItem } from "@cossistant/types"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import {
  ALLOWED_MIME_TYPES, clearAllVisitorIds, clearVisitorId, collectVisitorData, createTypingReporter, extractFilesFromClipboard, FILE_INPUT_ACCEPT,
  formatFileSize, generateConversationId, generateMessageId, generateVisitorName, getTargetVisitorId, getVisitorId, getVisitorNameWithFallback,
  hasAnyRole, hasRole, isAllowedMimeType, isImageMimeType, MAX_FILE_SIZE, MAX_FILES_PER_MESSAGE, normalizeHumanAgentName, normalizeLocale,
  parseCommaSeparatedRoles, PENDING_SUPPORT_CONVERSATION_ID, type RealtimeEvent, resolveHumanAgentDisplay, setVisitorId, shouldDeliverEvent,
  TYPING_KEEP_ALIVE_MS, TYPING_PREVIEW_MAX_LENGTH, TYPING_SEND_INTERVAL_MS, TYPING_STOP_DELAY_MS, validateFile, validateFiles
} from "../entries/index.ts"
import { browserFacts } from "./browserFacts.ts"

describe("ids", () => {
  it("are of the form the server keeps, and differ", () => {
    expect(generateConversationId()).toMatch(/^CO[1-9A-NP-Z]{16}$/)
    expect(generateMessageId()).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
    expect(new Set(Array.from({ length: 200 }, generateConversationId)).size).toBe(200)
    expect(PENDING_SUPPORT_CONVERSATION_ID).toBe("__pending__")
  })
})

describe("names", () => {
  it("of locales are their language", () => {
    expect(["en-US", "FR", "pt_BR", " ", null, undefined].map(normalizeLocale)).toEqual(["en", "fr", "pt", null, null, null])
  })

  it("of visitors are always the same for the same visitor", () => {
    expect(generateVisitorName("v1")).toBe(generateVisitorName("v1"))
    expect(generateVisitorName("v1")).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(new Set(Array.from({ length: 50 }, (_, at) => generateVisitorName(`v${at}`))).size).toBeGreaterThan(30)
    expect(getVisitorNameWithFallback({ id: "v1", contact: { name: " Ada ", email: "a@b.c" } })).toBe("Ada")
    expect(getVisitorNameWithFallback({ id: "v1", contact: { name: null, email: "ada@acme.example" } })).toBe("ada")
    expect(getVisitorNameWithFallback({ id: "v1" })).toBe(generateVisitorName("v1"))
  })

  it("of the team are never empty, and a nameless face is its own", () => {
    expect(normalizeHumanAgentName("  Ada   Byron ")).toBe("Ada Byron")
    expect(normalizeHumanAgentName("  ")).toBeNull()
    expect(resolveHumanAgentDisplay({ id: "u1", name: null })).toEqual({ displayName: "Support team", facehashName: "u1", image: null })
    expect(resolveHumanAgentDisplay({ id: "u1", name: "Ada", image: "/ada.png" })).toEqual({ displayName: "Ada", facehashName: "Ada", image: "/ada.png" })
    expect(resolveHumanAgentDisplay(null, "Acme").displayName).toBe("Acme")
  })

  it("of roles are read from a list with commas", () => {
    expect(parseCommaSeparatedRoles(" admin, member,,admin ")).toEqual(["admin", "member"])
    expect(hasRole("admin,member", "member")).toBe(true)
    expect(hasRole("administrator", "admin")).toBe(false)
    expect(hasAnyRole("member", ["owner", "member"])).toBe(true)
    expect(hasAnyRole(null, ["owner"])).toBe(false)
  })
})

describe("files", () => {
  const file = (name: string, type: string, size = 3) => ({ name, type, size })

  it("have one set of rules: nine types, five mebibytes, three for a message", () => {
    expect([MAX_FILE_SIZE, MAX_FILES_PER_MESSAGE, ALLOWED_MIME_TYPES.length]).toEqual([5_242_880, 3, 9])
    expect(FILE_INPUT_ACCEPT.split(",")).toEqual(ALLOWED_MIME_TYPES)
    expect(["image/png", "text/plain;charset=utf-8", "image/svg+xml", "text/html"].map(isAllowedMimeType)).toEqual([true, true, false, false])
    expect(["image/png", "image/svg+xml", "text/csv"].map(isImageMimeType)).toEqual([true, false, false])
    expect(validateFile(file("a.png", "image/png"))).toBeNull()
    expect(validateFile(file("notes.md", ""))).toBeNull()
    expect(validateFile(file("a.png", "image/png", MAX_FILE_SIZE + 1))).toContain("5 MB")
    expect(validateFile(file("a.png", "image/png", 0))).toContain("empty")
    expect(validateFile(file("a.svg", "image/svg+xml"))).toContain("a.svg")
    expect(validateFiles(Array.from({ length: 4 }, () => file("a.png", "image/png")))).toContain("3")
    expect(validateFiles([file("a.png", "image/png"), file("b.exe", "application/x-msdownload")])).toContain("b.exe")
    expect([0, 1023, 1536, 5_242_880].map(formatFileSize)).toEqual(["0 B", "1023 B", "1.5 KB", "5 MB"])
  })

  it("of a paste come once each, the nameless ones with a name", () => {
    const shot = new File(["x"], "", { type: "image/png", lastModified: 1 })
    const notes = new File(["y"], "notes.txt", { type: "text/plain", lastModified: 2 })
    // What a browser gives is array-like; only this much of it is read.
    const data = { files: [notes, shot], items: [{ kind: "string", getAsFile: () => null }, { kind: "file", getAsFile: () => notes }] } as unknown as DataTransfer
    expect(extractFilesFromClipboard(data).map(({ name, type }) => [name, type])).toEqual([["notes.txt", "text/plain"], ["pasted-file-2.png", "image/png"]])
    expect(extractFilesFromClipboard(null)).toEqual([])
  })
})

describe("a visitor's id", () => {
  const id = "01JABCDEFGHJKMNPQRSTVWXYZ0"
  const entries = new Map<string, string>()
  beforeEach(() => {
    entries.clear()
    vi.stubGlobal("localStorage", {
      get length() {
        return entries.size
      },
      key: (at: number) => [...entries.keys()][at] ?? null,
      getItem: (key: string) => entries.get(key) ?? null,
      setItem: (key: string, value: string) => void entries.set(key, value),
      removeItem: (key: string) => void entries.delete(key)
    })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it("is noted for each website apart, and only if it is one", () => {
    setVisitorId("w1", id)
    setVisitorId("w2", "made up")
    expect([getVisitorId("w1"), getVisitorId("w2")]).toEqual([id, null])
    expect(JSON.parse(entries.get("cossistant_visitor_w1") ?? "")).toMatchObject({ visitorId: id, websiteId: "w1" })
    entries.set("cossistant_visitor_w3", "{broken")
    expect(getVisitorId("w3")).toBeNull()
    entries.set("theirs", "kept")
    clearVisitorId("w3")
    clearAllVisitorIds()
    expect([...entries.keys()]).toEqual(["theirs"])
  })

  it("is nobody's where storage is forbidden, and nothing breaks", () => {
    vi.stubGlobal("localStorage", {
      getItem: () => {
        throw new DOMException("denied", "SecurityError")
      }
    })
    setVisitorId("w1", id)
    expect(getVisitorId("w1")).toBeNull()
    expect(collectVisitorData()).toBeNull()
  })
})

describe("a browser", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows", "desktop"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari", "macOS", "desktop"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome", "iOS", "mobile"],
    ["Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", "Chrome", "Android", "mobile"],
    ["Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "Safari", "iOS", "tablet"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux", "desktop"]
  ])("of %s is told by its user agent", (userAgent, browser, os, deviceType) => {
    expect(browserFacts(userAgent)).toMatchObject({ browser, os, deviceType, browserVersion: expect.stringMatching(/^[\d.]+$/) })
  })
})

describe("live events", () => {
  const where = { websiteId: "w1", organizationId: "o1", visitorId: "v1", userId: null, conversationId: "c1" }
  const item: TimelineItem = {
    id: "m1", conversationId: "c1", organizationId: "o1", visibility: "public", type: "message", text: "a", parts: [], userId: "u1", aiAgentId: null,
    visitorId: null, createdAt: "2026-01-05T09:00:00.000Z"
  }
  const said = (change: Partial<TimelineItem> = {}): RealtimeEvent => ({ type: "timelineItemCreated", payload: { ...where, item: { ...item, ...change } } })

  it("reach the visitor they concern, of the same website, without what is private", () => {
    expect(shouldDeliverEvent(said(), { websiteId: "w1", visitorId: "v1" })).toBe(true)
    expect(shouldDeliverEvent(said(), { websiteId: "w2", visitorId: "v1" })).toBe(false)
    expect(shouldDeliverEvent(said(), { websiteId: "w1", visitorId: "v2" })).toBe(false)
    expect(shouldDeliverEvent(said({ visibility: "private" }), { websiteId: "w1", visitorId: "v1" })).toBe(false)
    expect(shouldDeliverEvent(said({ visibility: "private" }), { websiteId: "w1" })).toBe(true)
    const work: RealtimeEvent = {
      type: "aiAgentProcessingProgress",
      payload: { ...where, aiAgentId: "ai1", workflowRunId: "r1", audience: "dashboard", phase: "thinking", message: null }
    }
    expect(shouldDeliverEvent(work, { websiteId: "w1", visitorId: "v1" })).toBe(false)
    expect(getTargetVisitorId({ ...work, payload: { ...work.payload, visitorId: null } } as RealtimeEvent)).toBeNull() // a spread loses which one it is
  })
})

describe("telling that someone writes", () => {
  const told: Array<readonly [boolean, string | null]> = []
  const make = (options = {}) => createTypingReporter({ send: (...report) => void told.push(report), ...options })
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  beforeEach(() => {
    told.length = 0
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it("begins at once, goes on every 800 ms at most, and stops two seconds after the last key", async () => {
    expect([TYPING_SEND_INTERVAL_MS, TYPING_KEEP_ALIVE_MS, TYPING_STOP_DELAY_MS, TYPING_PREVIEW_MAX_LENGTH]).toEqual([800, 4_000, 2_000, 2_000])
    const reporter = make()
    for (const text of ["h", "he", "hel"]) {
      reporter.handleInputChange(text)
      await pass(100)
    }
    expect(told).toEqual([[true, "h"]])
    await pass(600)
    expect(told).toEqual([[true, "h"], [true, "hel"]])
    expect(reporter.getState()).toEqual({ isTyping: true, preview: "hel" })
    await pass(2_000)
    expect(told.at(-1)).toEqual([false, null])
    expect(told).toHaveLength(3)
    expect(reporter.getState()).toEqual({ isTyping: false, preview: null })
  })

  it("says so again before it lapses, without the words where they are nobody's business", async () => {
    const reporter = make({ includePreview: false, stopDelayMs: 60_000 })
    reporter.handleInputChange("secret")
    await pass(8_100)
    expect(told).toEqual([[true, null], [true, null], [true, null]])
    reporter.dispose()
  })

  it("stops when the text is sent or emptied, and is silent for good once disposed", async () => {
    const reporter = make()
    reporter.handleInputChange("hello")
    reporter.handleSubmit()
    reporter.handleInputChange("x".repeat(3_000))
    reporter.handleInputChange("  ")
    await pass(10_000)
    expect(told.map(([isTyping, preview]) => [isTyping, preview?.length ?? 0])).toEqual([[true, 5], [false, 0], [true, 2_000], [false, 0]])
    reporter.dispose()
    reporter.handleInputChange("more")
    await pass(10_000)
    expect(told).toHaveLength(4)
  })
})
