import type { ConversationSeen, TimelineItem } from "@cossistant/types"
import { describe, expect, it } from "vitest"
import { groupedMessages } from "./groupedMessages.ts"

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 5, 12, minutes)).toISOString()

const item = (id: string, minutes: number, change: Partial<TimelineItem> = {}): TimelineItem => ({
  id, conversationId: "CO1", organizationId: "o", visibility: "public", type: "message", text: id, parts: [{ type: "text", text: id }],
  userId: null, aiAgentId: null, visitorId: "v", createdAt: at(minutes), deletedAt: null, ...change
})
const ada = { visitorId: null, userId: "ada" }
const mark = (minutes: number, who: Partial<ConversationSeen>): ConversationSeen => ({
  id: "s", conversationId: "CO1", userId: null, visitorId: null, aiAgentId: null, lastSeenAt: at(minutes), createdAt: at(0), updatedAt: at(0),
  deletedAt: null, ...who
})
const outline = (items: ReadonlyArray<TimelineItem>) => groupedMessages({ items }).items.map((row) =>
  "items" in row ? `${row.type} ${row.senderType}: ${row.items.map(({ id }) => id).join(" ")}` : row.type)

describe("grouped messages", () => {
  it("stand together by sender for five minutes from one to the next, under their day", () => {
    expect(outline([item("a", 0), item("b", 5), item("c", 11), item("d", 12, ada), item("e", 24 * 60, ada)])).toEqual([
      "day_separator", "message_group visitor: a b", "message_group visitor: c", "message_group team_member: d", "day_separator",
      "message_group team_member: e"
    ])
  })

  it("never mix with events and tools, which group by who did them", () => {
    const joined = { type: "event", text: null, visitorId: null } as const
    const event = (id: string, minutes: number, actorUserId: string) => item(id, minutes, {
      ...joined,
      parts: [{ type: "event", eventType: "participant_joined", actorUserId, actorAiAgentId: null, targetUserId: null, targetAiAgentId: null }]
    })
    expect(outline([
      item("a", 0, ada), event("b", 1, "ada"), event("c", 2, "ada"), event("d", 3, "bob"),
      item("e", 4, { type: "tool", tool: "searchKnowledgeBase", visitorId: null, aiAgentId: "ai" }),
      item("f", 4, { type: "tool", tool: "aiCreditUsage", visitorId: null, aiAgentId: "ai" }),
      item("g", 5, { type: "identification", visitorId: null })
    ])).toEqual([
      "day_separator", "message_group team_member: a", "activity_group team_member: b c", "activity_group team_member: d", "activity_group ai: e",
      "timeline_tool", "timeline_identification"
    ])
  })

  it("say who has read what, and whose message was read last", () => {
    const items = [item("a", 0), item("b", 1, ada), item("c", 2), item("d", 3)]
    const marks = groupedMessages({ items, seenData: [mark(2, { userId: "ada" }), mark(1, { visitorId: "v" })], currentViewerId: "v" })
    expect(marks.getMessageSeenBy("a")).toEqual(["ada"])
    expect(marks.getMessageSeenBy("b")).toEqual(["v"])
    expect(marks.getMessageSeenBy("d")).toEqual([])
    expect(marks.isMessageSeenByViewer("b")).toBe(true)
    expect(marks.isMessageSeenByViewer("a")).toBe(false)
    expect(marks.getLastReadMessageId("ada")).toBe("c")
    expect(marks.isLastReadMessage("c", "ada")).toBe(true)
    expect(marks.getUnreadCount("ada")).toBe(1)
    expect(marks.getUnreadCount("v")).toBe(0)
    expect(marks.getUnreadCount("stranger")).toBe(4)
  })

  it("have unread ones after a message exactly where later messages of others weren't read", () => {
    const items = [item("a", 0), item("b", 1, ada), item("c", 2), item("d", 3)]
    const { hasUnreadAfter } = groupedMessages({ items, seenData: [mark(0, { userId: "ada" })] })
    expect(hasUnreadAfter("a", "ada")).toBe(true)
    expect(hasUnreadAfter("c", "ada")).toBe(true)
    expect(hasUnreadAfter("d", "ada")).toBe(false)
    expect(hasUnreadAfter("c", "v")).toBe(false)
    expect(hasUnreadAfter("unknown", "ada")).toBe(false)
    expect(groupedMessages({ items, seenData: [mark(3, { userId: "ada" })] }).hasUnreadAfter("a", "ada")).toBe(false)
  })
})
