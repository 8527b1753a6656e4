// @vitest-environment node
import { describe, expect, it } from "vitest"
import { inboxPath, readInboxPath } from "./inboxPath.ts"

describe("inbox addresses", () => {
  it.each([
    ["open", null], ["open", "CO1"], ["resolved", null], ["archived", "CO1"]
  ] as const)("lead back to what they were made from: %s %s", (view, conversationId) => {
    const [, , , first, second] = inboxPath("acme", view, conversationId, false).split("/")
    expect(readInboxPath(first, second)).toEqual({ view, conversationId })
  })

  it("mean nothing with an unknown view", () => {
    expect(readInboxPath("nonsense", undefined)).toBeNull()
    expect(readInboxPath("CO1", "CO2")).toBeNull()
  })
})
