// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { tellTyping } from "./tellTyping.ts"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const writing = () => {
  const told: Array<string> = []
  const call = async (_: string, { isTyping, visibility }: { readonly isTyping: boolean; readonly visibility: string }) => {
    told.push(`${visibility} ${isTyping}`)
    return {}
  }
  const tell = tellTyping({ call } as never, "W1") // of the client it takes this alone
  return { told, type: (visibility: "public" | "private", isTyping = true) => tell({ _tag: "TellTyping", conversationId: "CO1", isTyping, visibility }) }
}

describe("who is writing", () => {
  it("is told once in a while, and that it is over after a pause", () => {
    const { told, type } = writing()
    type("public")
    type("public")
    expect(told).toEqual(["public true"])
    vi.advanceTimersByTime(2_500)
    expect(told).toEqual(["public true", "public false"])
  })

  it("is no longer told to the visitor from when the words become a note, and to the team from then on", () => {
    const { told, type } = writing()
    type("public")
    type("private")
    expect(told).toEqual(["public true", "public false", "private true"])
    type("private", false)
    expect(told.slice(3)).toEqual(["private false"])
  })
})
