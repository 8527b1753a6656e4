import { describe, expect, it, vi } from "vitest"
import { conversationView } from "./conversationView.ts"
import * as rare from "./rare.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"

/** A conversation in a tab whose code for what few conversations come to arrives when the test says so. */
const talkingEarly = async () => {
  const browser = makeFakeBrowser()
  const asked: Array<{ readonly arrive: () => void; readonly lose: () => void }> = []
  const tab = browser.open({
    loadRare: () => new Promise((resolve, reject) => asked.push({ arrive: () => resolve(rare), lose: () => reject(new TypeError("the network lost it")) }))
  })
  await tab.start()
  tab.widget.startConversation("hello")
  await browser.clock.settle()
  const [id = ""] = browser.server.conversations.keys()
  return { ...browser, asked, id, tab, view: () => conversationView(tab.widget.get(), id) }
}

const run = (conversationId: string) => ({ conversationId, workflowRunId: "run_1", aiAgentId: "ai_1" })
const working = (conversationId: string) =>
  ({ _tag: "Processing", ...run(conversationId), phase: "thinking", message: "Reading", tool: null }) as const

describe("what few conversations come to", () => {
  it("isn't loaded for a plain one", async () => {
    const { asked, clock, id, server, view } = await talkingEarly()
    server.say(id, "Hello there")
    await clock.settle()
    expect(view().rows.at(-1)).toMatchObject({ _tag: "Messages", isMine: false })
    expect(asked).toEqual([])
  })

  it("shows what was told before its code came, unless that is over by then", async () => {
    const { asked, clock, id, server, view } = await talkingEarly()
    server.tell(working(id))
    await clock.settle()
    expect([asked.length, view().progress]).toEqual([1, null])
    asked[0]?.arrive()
    await clock.settle()
    expect(view().progress).toMatchObject({ message: "Reading" })
    const second = await talkingEarly()
    second.server.tell(working(second.id))
    second.server.tell({ _tag: "ProcessingDone", ...run(second.id), status: "success" })
    second.server.tell(working("another"))
    second.server.say(second.id, "Here you are", { userId: null, aiAgentId: "ai_1" })
    await second.clock.settle()
    second.asked[0]?.arrive()
    await second.clock.settle()
    expect(second.view().progress).toBeNull()
  })

  it("does what was asked as soon as it can, in the order asked", async () => {
    const { asked, clock, server, tab } = await talkingEarly()
    server.change({ identityVerification: "optional" })
    const identified = tab.widget.identify({ email: "ada@acme.example" })
    const told = tab.widget.setMetadata({ plan: "pro" })
    await clock.settle()
    expect(server.calledWith("visitors.identify")).toEqual([])
    asked.forEach(({ arrive }) => arrive())
    await clock.settle()
    expect(await identified).toMatchObject({ contactId: expect.any(String) })
    expect(await told).toMatchObject({ email: "ada@acme.example" })
    expect(server.calls.map(({ tag }) => tag).filter((tag) => /identify|setMetadata/.test(tag))).toEqual(["visitors.identify", "visitors.setMetadata"])
  })

  it("takes files at once, and uploads them for their message as soon as it can", async () => {
    const { asked, clock, id, server, tab, view } = await talkingEarly()
    tab.widget.addFiles(id, [new File(["hello"], "notes.txt", { type: "text/plain" }), new File([], "empty.txt")])
    expect(view().composer).toMatchObject({ canSubmit: true, files: [{ name: "notes.txt", upload: { _tag: "Uploading" } }, { name: "empty.txt" }] })
    asked[0]?.arrive()
    await clock.settle()
    expect(view().composer).toMatchObject({ canSubmit: false, files: [{ upload: { _tag: "Ready" } }, { upload: { _tag: "Failed" } }] })
    const second = await talkingEarly()
    second.tab.widget.addFiles(second.id, [new File(["hello"], "notes.txt", { type: "text/plain" })])
    second.tab.widget.sendMessage(second.id)
    await second.clock.settle()
    expect([second.asked.length, second.server.calledWith("conversations.send").length]).toEqual([1, 1])
    second.asked[0]?.arrive()
    await second.clock.settle()
    expect(second.server.calledWith("conversations.send").at(-1)).toMatchObject({ files: ["key-notes.txt"] })
    expect(server.calledWith("conversations.send")).toHaveLength(1)
  })

  it("is asked for again when the network lost it; the conversation goes on meanwhile", async () => {
    const { asked, clock, id, server, tab, view } = await talkingEarly()
    vi.useFakeTimers({ toFake: ["setTimeout"] })
    try {
      server.tell(working(id))
      await clock.settle()
      asked[0]?.lose()
      await vi.advanceTimersByTimeAsync(3_000)
      expect(asked).toHaveLength(2)
      tab.widget.setDraft(id, "still there?")
      tab.widget.sendMessage(id)
      await clock.settle()
      expect(server.items(id)).toHaveLength(2)
      asked[1]?.arrive()
      await vi.advanceTimersByTimeAsync(0)
      await clock.settle()
      expect(view().progress).toMatchObject({ message: "Reading" })
    } finally {
      vi.useRealTimers()
    }
  })
})
