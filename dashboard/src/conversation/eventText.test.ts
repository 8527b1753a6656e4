// @vitest-environment node
import { describe, expect, it } from "vitest"
import { item } from "../testing/inboxSamples.ts"
import { eventText } from "./eventText.ts"

const names = { member: () => "Dana", visitor: "Amelia" }
const told = (eventType: string, message: string, actorUserId: string | null = "u-dana") =>
  eventText(item(1, { type: "event", parts: [{ type: "event", eventType, message, actorUserId, actorAiAgentId: null, targetUserId: null }] } as never), names) // what the server writes of one

describe("an event of a conversation", () => {
  it.each([
    ["archived", "Dana archived the conversation"],
    ["unarchived", "Dana brought the conversation back"],
    ["spam", "Dana marked this as spam"],
    ["open", "Dana marked this as not spam"],
    ["waiting", "Dana changed the status"]
  ])("says what became of its status: %s", (message, words) => expect(told("status_changed", message)).toBe(words))

  it("says so of a change that nobody of the team made", () => {
    expect(told("status_changed", "archived", null)).toBe("The conversation was archived")
    expect(told("priority_changed", "high", null)).toBe("The priority was set to high")
  })

  it("says which priority was chosen", () => expect(told("priority_changed", "urgent")).toBe("Dana set the priority to urgent"))
})
