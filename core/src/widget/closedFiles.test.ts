import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { startAnew } from "./startAnew.ts"
import { deliveries, talking, write } from "./testing/talking.ts"

const file = (name: string) => new File(["12345"], name, { type: "text/plain" })

/** A conversation of one message. */
const writing = async () => {
  const browser = await talking()
  await browser.clock.advance(1_000)
  return { ...browser, view: () => conversationView(browser.tab.widget.get()) }
}

describe("files of a conversation that takes no more", () => {
  it("go along with the words into a new one, uploaded for that one, whether they were there yet or not", async () => {
    const { clock, id, server, setUpload, tab, view } = await writing()
    const arrive: Array<() => void> = []
    setUpload(() => new Promise((resolve) => arrive.push(resolve)))
    tab.widget.addFiles(id, [file("a.txt"), file("b.txt")])
    await clock.settle()
    arrive[0]?.()
    await clock.settle()
    tab.widget.setDraft(id, "see attached")
    startAnew(tab.widget, id)
    await clock.settle()
    expect(view()).toMatchObject({ isPending: true, composer: { text: "see attached", files: [{ name: "a.txt" }, { name: "b.txt" }] } })
    expect(conversationView(tab.widget.get(), id).composer).toMatchObject({ text: "", files: [] })
    arrive.forEach((each) => each())
    await clock.settle()
    expect(server.calledWith("uploads.grant").map(({ conversationId, filename }) => [conversationId === id, filename]))
      .toEqual([[true, "a.txt"], [true, "b.txt"], [false, "a.txt"], [false, "b.txt"]])
    tab.widget.sendMessage(view().id)
    await clock.settle()
    expect(server.items(view().id).map(({ text }) => text)).toEqual(["see attached"])
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ files: ["key-a.txt", "key-b.txt"] })
  })

  it("join those that were chosen there, and are said to be too many if they are", async () => {
    const { clock, id, tab, view } = await writing()
    tab.widget.addFiles(id, [file("a.txt"), file("b.txt")])
    tab.widget.startConversation()
    const other = view().id
    tab.widget.addFiles(other, [file("c.txt"), file("d.txt")])
    await clock.settle()
    startAnew(tab.widget, id)
    await clock.settle()
    expect(view()).toMatchObject({ id: other, composer: {
      problem: { _tag: "TooManyFiles" }, files: [{ name: "c.txt" }, { name: "d.txt" }, { name: "a.txt" }, { name: "b.txt" }]
    } })
  })

  it("go along with a message that is sent again elsewhere", async () => {
    const { clock, id, server, tab, view } = await writing()
    tab.widget.addFiles(id, [file("a.txt")])
    await clock.settle()
    server.fault("conversations.send", { _tag: "ConversationClosed", conversationId: id, status: "resolved" })
    write(tab, "see attached")
    await clock.settle()
    tab.widget.retryMessage(String(server.calledWith("conversations.send").at(-1)?.["messageId"]))
    await clock.settle()
    expect(view().id).not.toBe(id)
    expect(server.calledWith("uploads.grant").map(({ conversationId }) => conversationId)).toEqual([id, view().id])
    expect(server.items(view().id)).toMatchObject([{ text: "see attached", parts: [{}, { type: "file" }] }])
  })

  it("are uploaded again where the server doesn't find them", async () => {
    const { clock, id, server, tab } = await writing()
    tab.widget.addFiles(id, [file("a.txt")])
    await clock.settle()
    server.fault("conversations.send", { _tag: "FileNotReady", key: "key-a.txt" })
    write(tab, "see attached")
    await clock.settle()
    tab.widget.retryMessage(String(server.calledWith("conversations.send").at(-1)?.["messageId"]))
    await clock.settle()
    expect(server.calledWith("uploads.grant")).toHaveLength(2)
    expect(deliveries(tab)).toEqual(["hello: Sent", "see attached: Sent"])
  })

  it("are said to be missing where this page doesn't have them any more, and the words stay", async () => {
    const { clock, id, open, session, server, tab } = await writing()
    tab.widget.addFiles(id, [file("a.txt")])
    await clock.settle()
    tab.widget.setDraft(id, "see attached")
    tab.leave()
    const again = open({ session: session() })
    await again.start()
    again.widget.openConversation(id)
    await clock.advance(1_000)
    startAnew(again.widget, id)
    await clock.settle()
    const view = conversationView(again.widget.get())
    expect(view.id).not.toBe(id)
    expect(view.composer).toMatchObject({ text: "see attached", files: [{ name: "a.txt", upload: { _tag: "Failed", problem: { _tag: "FileNotReady" } } }] })
    expect(server.calledWith("uploads.grant")).toHaveLength(1)
  })
})
