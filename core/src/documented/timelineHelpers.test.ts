import type { TimelineItem, TimelineItemParts, ToolPart } from "@cossistant/types"
import { describe, expect, it } from "vitest"
import {
  areLanguagesEquivalent, countVisibleParts, extractSources, extractToolCalls, extractVisibleText, filterMessagesForAudience,
  filterTimelineItemForAudience, filterTimelineItemsForAudience, fromUIMessage, fromUIMessages, getCossistantPartMetadata,
  getCossistantToolTimelineMetadata, getPrimaryLanguageTag, getTimelineItemTranslation, hasProcessingParts, hasVisibleContent, isAISDKCompatiblePart,
  normalizeLanguageTag, PrivacyPresets, resolveConversationTitle, resolveTimelineItemText, setCossistantPartMetadata,
  setCossistantToolTimelineMetadata, shouldTranslateBetweenLanguages, toUIMessage, toUIMessages
} from "../entries/index.ts"

const item = (parts: TimelineItemParts, change: Partial<TimelineItem> = {}): TimelineItem => ({
  id: "m1", conversationId: "c1", organizationId: "", visibility: "public", type: "message", text: null, parts, userId: null, aiAgentId: "ai1",
  visitorId: null, createdAt: "2026-01-05T09:00:00.000Z", ...change
})
const text = (text: string) => ({ type: "text", text }) as const
const tool = (change: Partial<ToolPart> = {}): ToolPart =>
  ({ type: "tool-search", toolCallId: "t1", toolName: "search", input: { query: "x" }, state: "result", output: { found: 1 }, ...change })
const translation = (audience: "team" | "visitor", text: string) =>
  ({ type: "translation", text, sourceLanguage: "en", targetLanguage: "fr", audience, mode: "auto" }) as const
const source = { type: "source-url", sourceId: "s1", url: "https://acme.example/help" } as const

describe("translations", () => {
  it("show each reader the newest one made for them, else what was written", () => {
    const told = item([text("hello"), translation("visitor", "bonjour"), translation("visitor", "salut"), translation("team", "hallo")], { text: "hello" })
    expect(resolveTimelineItemText(told)).toBe("salut")
    expect(resolveTimelineItemText(told, "team")).toBe("hallo")
    expect(resolveTimelineItemText(item([], { text: "hello" }))).toBe("hello")
    expect(getTimelineItemTranslation(item([]))).toBeNull()
    expect(resolveConversationTitle({ title: "Refund", visitorTitle: "Remboursement" })).toBe("Remboursement")
    expect(resolveConversationTitle({ title: "Refund", visitorTitle: "Remboursement" }, "team")).toBe("Refund")
    expect(resolveConversationTitle({ title: " " })).toBeNull()
  })

  it("are needed between two known languages that differ, whatever the region", () => {
    expect(["en_us", "PT-br", "not a tag", null].map(normalizeLanguageTag)).toEqual(["en-US", "pt-BR", null, null])
    expect(getPrimaryLanguageTag("zh-Hant-TW")).toBe("zh")
    expect(areLanguagesEquivalent("en-GB", "en_US")).toBe(true)
    expect(areLanguagesEquivalent(null, null)).toBe(false)
    expect(shouldTranslateBetweenLanguages("en", "fr-CA")).toBe(true)
    expect(shouldTranslateBetweenLanguages("en-GB", "en")).toBe(false)
    expect(shouldTranslateBetweenLanguages("en", undefined)).toBe(false)
  })
})

describe("messages of the AI SDK", () => {
  it("come back as the items they were made of", () => {
    const original = item([
      text("hello"), { type: "reasoning", text: "hm", state: "done" }, tool(), source,
      { type: "image", url: "/a.png", mediaType: "image/png", filename: "a.png", size: 3 }, { type: "file", url: "/b.pdf", mediaType: "application/pdf" }
    ], { text: "hello" })
    const message = toUIMessage(original)
    expect(message).toMatchObject({ id: "m1", role: "assistant" })
    expect(message.parts.map(({ type }) => type)).toEqual(["text", "reasoning", "tool-search", "source-url", "file", "file"])
    expect(message.parts[2]).toMatchObject({ state: "output-available", toolCallId: "t1", output: { found: 1 } })
    expect(fromUIMessage(message)).toEqual(original)
  })

  it("are the visitor's as user, everybody else's as assistant, and messages only", () => {
    const visitors = item([], { text: "hi", aiAgentId: null, visitorId: "v1" })
    const team = item([], { text: "hi", aiAgentId: null, userId: "u1", visitorId: "v1" })
    const event = item([{ type: "event", eventType: "resolved", actorUserId: null, actorAiAgentId: null, targetUserId: null, targetAiAgentId: null }], { type: "event" })
    expect(toUIMessages([visitors, team, event]).map(({ parts, role }) => [role, parts])).toEqual([
      ["user", [{ type: "text", text: "hi" }]], ["assistant", [{ type: "text", text: "hi" }]]
    ])
    expect(event.parts.some(isAISDKCompatiblePart)).toBe(false)
    const [made] = fromUIMessages([{ id: "x", role: "user", parts: [{ type: "text", text: "a" }, { type: "text", text: "b" }] }], { conversationId: "c9", visitorId: "v9" })
    expect(made).toMatchObject({ conversationId: "c9", visitorId: "v9", text: "a\nb", type: "message", visibility: "public" })
  })

  it("tell their sources once, their tools, and whether something is still being made", () => {
    expect(extractSources(item([source, text("a"), source]))).toEqual([source])
    expect(extractToolCalls(item([text("a"), tool()])).map(({ toolName }) => toolName)).toEqual(["search"])
    expect(hasProcessingParts(item([tool()]))).toBe(false)
    expect(hasProcessingParts(item([tool({ state: "partial" })]))).toBe(true)
    expect(hasProcessingParts(item([{ type: "text", text: "he", state: "streaming" }]))).toBe(true)
  })

  it("carry our facts beside those of others", () => {
    const marked = setCossistantPartMetadata(setCossistantPartMetadata(tool(), { knowledgeId: "k1" }), { visibility: "private" })
    expect(getCossistantPartMetadata(marked)).toEqual({ knowledgeId: "k1", visibility: "private" })
    expect(getCossistantPartMetadata(text("a"))).toBeNull()
    const logged = setCossistantToolTimelineMetadata(marked, { logType: "log", triggerMessageId: "m0", workflowRunId: "r1" })
    expect(getCossistantToolTimelineMetadata(logged)?.logType).toBe("log")
    expect(getCossistantPartMetadata(logged)?.knowledgeId).toBe("k1")
  })
})

describe("what an audience sees", () => {
  const log = setCossistantToolTimelineMetadata(tool(), { logType: "log", triggerMessageId: "m0", workflowRunId: "r1" })

  it("is for visitors nothing private, no reasoning, and of tools only what was made for them", () => {
    expect(filterTimelineItemForAudience(item([], { visibility: "private" }))).toBeNull()
    expect(filterTimelineItemForAudience(item([log], { type: "tool" }))).toBeNull()
    expect(filterTimelineItemForAudience(item([], { deletedAt: "2026-01-05T09:00:00.000Z" }))).toBeNull()
    const answer = item([{ type: "reasoning", text: "hm" }, text("hello"), log, translation("team", "hallo")], { text: "hello" })
    expect(filterTimelineItemForAudience(answer)?.parts).toEqual([text("hello")])
    expect(filterTimelineItemForAudience(answer, "team")?.parts).toHaveLength(4)
    expect(filterTimelineItemForAudience(answer, { ...PrivacyPresets.visitor, reasoning: true })?.parts).toHaveLength(2)
    expect(answer.parts).toHaveLength(4)
    const plain = item([text("hello")])
    expect(filterTimelineItemForAudience(plain)).toBe(plain)
  })

  it("can be counted and read", () => {
    const items = [item([text("a")]), item([tool()], { type: "tool" }), item([text("b")], { visibility: "private" })]
    expect(filterTimelineItemsForAudience(items)).toHaveLength(2)
    expect(filterMessagesForAudience(items)).toHaveLength(1)
    expect(filterMessagesForAudience(items, "team")).toHaveLength(2)
    const told = item([text("hello"), { type: "step-start" }, translation("visitor", "salut")], { text: "hello" })
    expect(countVisibleParts(told)).toBe(1)
    expect(extractVisibleText(told)).toBe("salut")
    expect(extractVisibleText(told, "team")).toBe("hello")
    expect(hasVisibleContent(item([{ type: "step-start" }]))).toBe(false)
    expect(hasVisibleContent(item([{ type: "file", url: "/a", mediaType: "text/plain" }]))).toBe(true)
  })
})
