import { describe, expect, it } from "vitest"
import { talking } from "../widget/testing/talking.ts"
import { supportValue } from "./supportValue.ts"
import { timelineItems } from "./timelineItems.ts"

describe("a message in its documented shape", () => {
  it("has its words as its first part, also where the server tells them as text alone", async () => {
    const { clock, id, server, tab } = await talking()
    server.say(id, "Bare", { parts: [] })
    server.say(id, "With a file", { parts: [{ type: "file", url: "/a.txt", mediaType: "text/plain" }] })
    await clock.settle()
    expect(timelineItems(tab.widget.get(), id).items.slice(-2).map(({ parts }) => parts)).toMatchObject([
      [{ type: "text", text: "Bare" }],
      [{ type: "text", text: "With a file" }, { type: "file", url: "/a.txt" }]
    ])
  })
})

describe("the error of useSupport", () => {
  it("names the key or the origin that was refused, as the event does", async () => {
    const { tab } = await talking()
    const failed = { status: "failed", value: null, problem: { _tag: "Unreachable" }, attempts: 1 } as const
    const refused = { type: "invalid_api_key", message: "InvalidKey", envVarName: "K", apiUrl: "", origin: null, reason: null } as const
    const state = { ...tab.widget.get(), website: failed }
    expect(supportValue(state).error?.code).toBe("UNREACHABLE")
    expect(supportValue({ ...state, configurationError: refused }).error?.code).toBe("INVALID_KEY")
    const closed = { ...state, configurationError: refused }
    expect(supportValue({ ...closed, settings: { ...state.settings, size: "larger" } }).error).toBe(supportValue(closed).error)
    expect(supportValue({ ...state, configurationError: { ...refused, origin: "https://a.example" } }).error?.code).toBe("ORIGIN_REFUSED")
  })
})
