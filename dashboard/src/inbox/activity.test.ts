// @vitest-environment node
import { describe, expect, it } from "vitest"
import { item, play, told } from "../testing/inboxSamples.ts"
import type { InboxEvent } from "./InboxEvent.ts"

const busy = (workflowRunId: string, at = 0): InboxEvent =>
  told({ _tag: "Processing", conversationId: "CO1", workflowRunId, aiAgentId: "A", phase: "thinking", message: null, tool: null }, at)
const done = (workflowRunId: string): InboxEvent =>
  told({ _tag: "ProcessingDone", conversationId: "CO1", workflowRunId, aiAgentId: "A", status: "success" })

describe("what an assistant does just now", () => {
  it("ends with its run, and not with an older one", () => {
    const { state } = play([busy("one"), busy("two"), done("one")])
    expect(state.activity["CO1"]?.workflowRunId).toBe("two")
    expect(play([done("two")], state).state.activity).toEqual({})
  })

  it("ends with the assistant's message, and not with anyone else's", () => {
    const { state } = play([busy("one"), told({ _tag: "ItemChanged", item: item(1) })])
    expect(state.activity["CO1"]).toBeDefined()
    const answer = item(2, { visitorId: null, aiAgentId: "A" })
    expect(play([told({ _tag: "ItemChanged", item: answer })], state).state.activity).toEqual({})
  })

  it("lapses 15 s after it was last told, and asks to be looked at then", () => {
    const { state, wanted } = play([busy("one", 0), busy("one", 10_000)])
    expect(wanted("Tick")).toEqual([{ _tag: "Tick", afterMs: 15_000 }, { _tag: "Tick", afterMs: 15_000 }])
    const still = play([{ _tag: "Ticked", at: 15_000 }], state).state
    expect(still.activity["CO1"]).toBeDefined()
    expect(play([{ _tag: "Ticked", at: 25_000 }], still).state.activity).toEqual({})
  })
})
