import { beforeEach, describe, expect, it } from "vitest"
import { emptyComposer } from "./composers.ts"
import type { Composer, Reply } from "./InboxState.ts"
import { makeKeeper } from "./keeper.ts"

const composer = (text: string): Composer => ({ ...emptyComposer, reply: { text, startedSeq: 2, files: [] } })
const reply: Reply = { id: "M1", conversationId: "CO1", text: "Hello", visibility: "public", files: [], confirmedSeq: 2, at: "2026-04-15T09:00:00.000Z", problem: null }

describe("what was written and not sent", () => {
  beforeEach(() => localStorage.clear())

  it("is there again after a reload, for the same member on the same site only", () => {
    makeKeeper(localStorage, "maya", "W1").keepComposer("CO1", composer("half a thought"))
    expect(makeKeeper(localStorage, "maya", "W1").composers()).toEqual([["CO1", composer("half a thought")]])
    expect(makeKeeper(localStorage, "jonas", "W1").composers()).toEqual([])
    expect(makeKeeper(localStorage, "maya", "W2").composers()).toEqual([])
  })

  it("leaves nothing behind once it is empty", () => {
    const keeper = makeKeeper(localStorage, "maya", "W1")
    keeper.keepComposer("CO1", composer("x"))
    keeper.keepComposer("CO1", composer(""))
    expect(localStorage.length).toBe(0)
  })

  it("drops files that had not arrived, since their bytes went with the page", () => {
    const keeper = makeKeeper(localStorage, "maya", "W1")
    const uploading = { key: "f", name: "a.pdf", size: 1, mediaType: "application/pdf", upload: { _tag: "Uploading", progress: 0.4 } } as const
    keeper.keepComposer("CO1", { ...emptyComposer, reply: { text: "see", startedSeq: 1, files: [uploading] } })
    expect(keeper.composers().map(([, kept]) => kept.reply.files)).toEqual([[]])
  })

  it("keeps each unsent reply by itself until it is forgotten", () => {
    const keeper = makeKeeper(localStorage, "maya", "W1")
    keeper.keepReply(reply)
    keeper.keepReply({ ...reply, id: "M2" })
    keeper.forgetReply("M1")
    expect(makeKeeper(localStorage, "maya", "W1").replies().map(({ id }) => id)).toEqual(["M2"])
  })

  it("survives a storage that is full or broken", () => {
    const broken = { getItem: () => "{not json", setItem: () => { throw new Error("full") }, removeItem: () => {}, key: () => "cossistant.draft.maya.W1.CO1", length: 1, clear: () => {} }
    const keeper = makeKeeper(broken, "maya", "W1")
    keeper.keepReply(reply)
    expect(keeper.composers()).toEqual([])
  })

  it("is told by another tab that changed it", () => {
    const heard: Array<ReadonlyArray<string | undefined>> = []
    const stop = makeKeeper(localStorage, "maya", "W1").onComposer((id, now, before) => heard.push([id, now?.reply.text, before?.reply.text]))
    dispatchEvent(new StorageEvent("storage", {
      key: "cossistant.draft.maya.W1.CO1", newValue: JSON.stringify(composer("from the other tab")), oldValue: JSON.stringify(composer("before"))
    }))
    dispatchEvent(new StorageEvent("storage", { key: "cossistant.draft.jonas.W1.CO1", newValue: JSON.stringify(composer("not mine")) }))
    stop()
    expect(heard).toEqual([["CO1", "from the other tab", "before"]])
  })
})
