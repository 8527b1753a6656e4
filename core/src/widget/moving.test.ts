import { describe, expect, it, vi } from "vitest"
import { conversationView } from "./conversationView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { deliveries, said, shown, talking, write } from "./testing/talking.ts"

describe("whoever moves on while something is under way", () => {
  it("has stopped typing where they leave, at once", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    tab.widget.setDraft(id, "Wait")
    tab.widget.goHome()
    await clock.settle()
    expect(server.calledWith("conversations.typing").map(({ isTyping }) => isTyping)).toEqual([true, false])
  })

  it("isn't told to type in a conversation that hasn't begun", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    tab.widget.startConversation()
    tab.widget.setDraft(shown(tab), "My question")
    await clock.advance(10_000)
    expect(server.calledWith("conversations.typing")).toEqual([])
  })

  it("has looked at each conversation for two seconds before it counts as read", async () => {
    const { clock, id, server, tab } = await talking()
    tab.widget.startConversation("another matter")
    await clock.settle()
    const other = shown(tab)
    tab.widget.goHome()
    server.say(id, "One")
    server.say(other, "Two")
    await clock.advance(5_000)
    tab.widget.openConversation(id)
    await clock.advance(1_500)
    tab.widget.openConversation(other)
    await clock.advance(1_500)
    expect(server.calledWith("conversations.seen")).toEqual([])
    await clock.advance(1_000)
    expect(server.calledWith("conversations.seen")).toEqual([{ conversationId: other, seq: 2 }])
  })

  it("gets a message sent with the file it waited for, though another file is attached meanwhile", async () => {
    const { clock, id, server, setUpload, tab } = await talking()
    await clock.advance(1_000)
    const arrive: Array<() => void> = []
    setUpload(() => new Promise((resolve) => arrive.push(resolve)))
    const attach = async (name: string) => {
      tab.widget.addFiles(id, [new File(["12345"], name, { type: "text/plain" })])
      await clock.settle()
    }
    await attach("first.txt")
    write(tab, "the first")
    await attach("second.txt")
    arrive[0]?.()
    await clock.settle()
    expect(server.calledWith("conversations.send").at(-1)).toMatchObject({ text: "the first", files: ["key-first.txt"] })
    expect(conversationView(tab.widget.get()).composer.files).toMatchObject([{ name: "second.txt", upload: { _tag: "Uploading" } }])
  })

  it("may write on as soon as the limit is over, without touching what they wrote", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", { _tag: "TooManyRequests", retryAfterMs: 7_000 })
    write(tab, "quick")
    await clock.settle()
    tab.widget.setDraft(shown(tab), "more")
    await clock.advance(8_000)
    expect(deliveries(tab).at(-1)).toBe("quick: Sent")
    expect(conversationView(tab.widget.get()).composer).toMatchObject({ text: "more", canSubmit: true, problem: null })
  })

  it("sends a message once, however often they try it again", async () => {
    const { clock, id, server, setDelay, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k" })
    write(tab, "second")
    await clock.settle()
    const again = String(server.calledWith("conversations.send").at(-1)?.["messageId"])
    setDelay((tag) => tag === "conversations.send" ? 1_000 : 0)
    tab.widget.retryMessage(again)
    tab.widget.retryMessage(again)
    tab.widget.retryMessage("nobody's")
    await clock.advance(5_000)
    expect(server.calledWith("conversations.send")).toHaveLength(3)
    expect(server.items(id).map(({ text }) => text)).toEqual(["hello", "second"])
  })

  it("finds a conversation of the list gone when it is gone by the time they open it", async () => {
    const { clock, id, open, server } = await talking()
    const page = open()
    await page.start()
    await clock.advance(3_000)
    server.fault("conversations.timeline", { _tag: "ConversationNotFound", conversationId: id })
    page.widget.openConversation(id)
    await clock.settle()
    expect(conversationView(page.widget.get())).toMatchObject({ closed: "gone", isPending: false })
  })

  it("reads no old message out of its place when it changes before its page is loaded", async () => {
    const { clock, local, open, server } = makeFakeBrowser()
    const { secret, visitor } = server.enroll()
    const id = "COAAAAAAAAAAAAAAAA"
    for (let count = 1; count <= 60; count++) server.say(id, `m${count}`)
    local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
    const tab = open()
    await tab.start()
    tab.widget.openConversation(id)
    await clock.advance(3_000)
    server.edit(server.items(id)[0]?.id ?? "", { text: "changed" })
    await clock.settle()
    expect(said(tab)).toEqual(Array.from({ length: 50 }, (_, index) => `m${index + 11}`))
    tab.widget.loadOlder(id)
    await clock.settle()
    expect(said(tab)[0]).toBe("changed")
  })

  it("reads a translation only where it was made for visitors", async () => {
    const { clock, id, server, tab } = await talking()
    const translation = { type: "translation", sourceLanguage: "fr", targetLanguage: "en", mode: "auto" } as const
    server.say(id, "Bonjour", { parts: [{ type: "text", text: "Bonjour" }, { ...translation, audience: "team", text: "for the team" }] })
    await clock.settle()
    expect(conversationView(tab.widget.get()).rows.at(-1)).toMatchObject({ messages: [{ text: "Bonjour", original: null }] })
  })

  it("sends no words with a rating that has none", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.update(id, { status: "resolved" })
    await clock.settle()
    await tab.widget.rate(id, 5, "  ")
    expect(server.calledWith("conversations.rate")).toEqual([{ conversationId: id, value: 5 }])
  })

  it("tries the one file again that they ask for", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("uploads.claim", { _tag: "FileRefused", reason: "quota" })
    tab.widget.addFiles(id, [new File(["12345"], "a.txt", { type: "text/plain" })])
    await clock.settle()
    const files = () => conversationView(tab.widget.get()).composer.files
    expect(files()).toMatchObject([{ upload: { _tag: "Failed" } }])
    tab.widget.retryFile(id, files()[0]?.key ?? "")
    await clock.settle()
    expect(files()).toMatchObject([{ upload: { _tag: "Ready" } }])
  })

  it("finds the words they wrote after a reload, without a file that was still on its way", async () => {
    const { clock, id, open, setUpload, tab } = await talking()
    await clock.advance(1_000)
    setUpload(() => new Promise(() => {}))
    tab.widget.setDraft(id, "see attached")
    tab.widget.addFiles(id, [new File(["12345"], "a.txt", { type: "text/plain" })])
    await clock.advance(1_000)
    tab.leave()
    const again = open()
    await again.start()
    again.widget.openConversation(id)
    await clock.advance(1_000)
    expect(conversationView(again.widget.get()).composer).toMatchObject({ text: "see attached", files: [], canSubmit: true })
  })

  it("has what waits sent the moment their device wakes", async () => {
    const { clock, id, server, setDown, tab } = await talking()
    await clock.advance(1_000)
    setDown(true)
    write(tab, "one")
    await clock.advance(120_000)
    setDown(false)
    tab.wake()
    await clock.settle()
    expect(server.items(id).map(({ text }) => text)).toEqual(["hello", "one"])
  })

  it("asks for older conversations once, however often they want more", async () => {
    const { clock, local, open, server, setDelay } = makeFakeBrowser()
    const { secret, visitor } = server.enroll()
    for (const last of "ABCDEFGHJKLMNPQRSTUVWXYZ") server.say(`COAAAAAAAAAAAAAAA${last}`, last)
    local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
    const tab = open()
    await tab.start()
    tab.widget.open()
    await clock.advance(3_000)
    setDelay(() => 500)
    const asked = server.calledWith("conversations.list").length
    tab.widget.loadMoreConversations()
    tab.widget.loadMoreConversations()
    await clock.advance(3_000)
    tab.widget.loadMoreConversations()
    await clock.advance(3_000)
    expect(server.calledWith("conversations.list")).toHaveLength(asked + 1)
  })

  it("finds what they type in another tab beside the file that is on its way in this one", async () => {
    const { clock, id, open, setUpload, tab } = await talking()
    await clock.advance(1_000)
    setUpload(() => new Promise(() => {}))
    tab.widget.addFiles(id, [new File(["12345"], "a.txt", { type: "text/plain" })])
    const other = open()
    await other.start()
    other.widget.setDraft(id, "see attached")
    await clock.advance(1_000)
    expect(conversationView(tab.widget.get()).composer).toMatchObject({ text: "see attached", files: [{ name: "a.txt" }] })
  })

  it("leaves no picture behind in the page that was sent, or taken out again", async () => {
    const { clock, id, tab } = await talking()
    await clock.advance(1_000)
    const revoked = vi.spyOn(URL, "revokeObjectURL")
    const files = () => conversationView(tab.widget.get()).composer.files
    const attach = async (name: string) => {
      tab.widget.addFiles(id, [new File(["12345"], name, { type: "image/png" })])
      await clock.settle()
      return files()[0]?.previewUrl
    }
    const first = await attach("a.png")
    tab.widget.removeFile(id, files()[0]?.key ?? "")
    const second = await attach("b.png")
    tab.widget.sendMessage(id)
    await clock.advance(1_000)
    expect(revoked.mock.calls.map(([address]) => address)).toEqual([first, second])
    revoked.mockRestore()
  })

  it("comes back at a moment of their own after a failure, and not before they may after a limit", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    Object.assign(tab.platform, { random: () => 0.25 })
    const sends = () => server.calledWith("conversations.send").length
    server.fault("conversations.send", { _tag: "InternalError", id: "err_1" }, { _tag: "TooManyRequests", retryAfterMs: 8_000 })
    write(tab, "again")
    await clock.advance(249)
    expect(sends()).toBe(2)
    await clock.advance(1)
    expect(sends()).toBe(3)
    await clock.advance(7_999)
    expect(sends()).toBe(3)
    await clock.advance(1)
    expect(deliveries(tab).at(-1)).toBe("again: Sent")
  })
})
