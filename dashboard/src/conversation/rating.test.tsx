import { describe, expect, it } from "vitest"
import { assisted, withAssistant, writing } from "../../fixture/assisted.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import type { Feedback } from "../inbox/nouns.ts"
import { find, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

const openRated = () => openApp(`/acme/inbox/resolved/${assisted.header.id}`, fakeServer(withAssistant))
const starsIn = (place: string) => document.querySelector(`${place} .stars`)?.getAttribute("aria-label")

describe("what a visitor thinks of a conversation", () => {
  it("stands in its thread where it was given, in its header, and first in the details", async () => {
    openRated()
    await shown(text("Quick and clear.", ".feedback-row"))
    expect(starsIn(".feedback-row")).toBe("4 of 5 stars")
    expect(document.querySelector(".feedback-row")?.previousElementSibling?.textContent).toContain("resolved the conversation")
    expect(document.querySelector(".conversation-header .badge-rating")?.getAttribute("aria-label")).toBe("Rated 4 of 5")
    await press("Show details")
    await shown(text("This conversation", ".feedback-list li"))
    expect(starsIn(".feedback-list li")).toBe("4 of 5 stars")
  })

  it("stands beside what the visitor thought of earlier conversations, which it leads to, and of anything else", async () => {
    openRated()
    await press("Show details")
    const list = await shown(find(".feedback-list"))
    await shown(text("A parcel on its way", ".feedback-list"))
    expect(list.querySelector("a")?.getAttribute("href")).toMatch(/^\/acme\/inbox\/resolved\/CO/)
    expect(list.textContent).toContain("Took two days.")
    expect(list.textContent).toContain("Prices")
    expect(list.children).toHaveLength(3)
    await press("Show all 4")
    await shown(() => list.children.length === 4)
  })

  it("appears the moment it is given", async () => {
    const { say } = openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant))
    await shown(find(".bubble"))
    expect(document.querySelector(".stars")).toBeNull()
    const feedback: Feedback = {
      id: "F1", conversationId: writing.header.id, visitorId: writing.header.visitorId, rating: 2, topic: null, comment: "Too slow",
      trigger: "conversation_resolved", source: "widget", createdAt: new Date().toISOString()
    }
    say({ _tag: "FeedbackGiven", feedback })
    await shown(text("Too slow", ".feedback-row"))
    await press("Show details")
    await shown(text("Too slow", ".feedback-list"))
    expect([...document.querySelectorAll(".feedback-row, .feedback-list li")]).toHaveLength(2)
  })

  it("is there without its words when only the conversation told of it", async () => {
    const { say } = openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant))
    await shown(find(".bubble"))
    say({ _tag: "ConversationChanged", conversation: { ...writing.header, version: 2, visitorRating: 5, visitorRatingAt: new Date().toISOString() } })
    await shown(find(".feedback-row"))
    expect(starsIn(".feedback-row")).toBe("5 of 5 stars")
  })
})
