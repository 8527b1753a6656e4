import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { talking, write } from "./testing/talking.ts"

describe("a widget that doesn't run", () => {
  it("asks nothing, whoever wants it to look again", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const { widget } = open()
    widget.reload()
    await clock.advance(60_000)
    expect(server.calls).toEqual([])
  })

  it("hears nothing of its page any more, and catches up when it is started again", async () => {
    const { clock, id, open, tab } = await talking()
    const other = open()
    await other.start()
    tab.widget.stop()
    other.widget.setDraft(id, "from the other tab")
    await clock.advance(1_000)
    expect(conversationView(tab.widget.get(), id).composer.text).toBe("")
    await tab.start()
    expect(conversationView(tab.widget.get(), id).composer.text).toBe("from the other tab")
  })

  it("begins anew what it was uploading for a message, and sends that once it runs again", async () => {
    const { clock, id, server, setUpload, tab } = await talking()
    await clock.advance(1_000)
    setUpload(() => new Promise(() => {}))
    tab.widget.addFiles(id, [new File(["12345"], "a.txt", { type: "text/plain" })])
    await clock.settle()
    write(tab, "see attached")
    tab.widget.stop()
    setUpload(async (_grant, _file, onProgress) => onProgress(1))
    await tab.start()
    await clock.advance(1_000)
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ text: "see attached", files: ["key-a.txt"] })
  })

  it("never began to run when it was stopped in the same moment", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const { widget } = open()
    widget.start()
    widget.stop()
    await clock.advance(60_000)
    expect(server.calls).toEqual([])
    expect(clock.due()).toEqual([])
  })

  it("shows nobody typing who typed before it was stopped", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
    await clock.settle()
    expect(conversationView(tab.widget.get()).typing).toHaveLength(1)
    tab.widget.stop()
    await tab.start()
    expect(conversationView(tab.widget.get()).typing).toEqual([])
  })

  it("begins anew what it was uploading for a draft", async () => {
    const { clock, id, setUpload, tab } = await talking()
    await clock.advance(1_000)
    setUpload(() => new Promise(() => {}))
    tab.widget.addFiles(id, [new File(["12345"], "a.txt", { type: "text/plain" })])
    await clock.settle()
    tab.widget.stop()
    setUpload(async (_grant, _file, onProgress) => onProgress(1))
    await tab.start()
    await clock.advance(1_000)
    expect(conversationView(tab.widget.get(), id).composer.files).toMatchObject([{ upload: { _tag: "Ready" } }])
  })
})
