import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { homeView } from "./homeView.ts"
import { launcherView, shellView } from "./launcherView.ts"
import { type FakeTab, makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { deliveries, said, shown, talking, write } from "./testing/talking.ts"

describe("what can't be sent", () => {
  it("stays with retry when the server refuses it, and goes under the same id", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k" })
    write(tab, "second")
    await clock.advance(60_000)
    expect(deliveries(tab)).toEqual(["hello: Sent", "second: Failed"])
    const [, first] = server.calledWith("conversations.send")
    tab.widget.retryMessage(String(first?.["messageId"]))
    await clock.settle()
    expect(deliveries(tab)).toEqual(["hello: Sent", "second: Sent"])
    expect(server.calledWith("conversations.send")[2]).toEqual(first)
  })

  it("can be discarded", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k" })
    write(tab, "second")
    await clock.settle()
    tab.widget.discardMessage(String(server.calledWith("conversations.send")[1]?.["messageId"]))
    expect(said(tab)).toEqual(["hello"])
  })

  it("goes by itself when the network is back, in the order it was written, once each", async () => {
    const { clock, id, server, setDown, tab } = await talking()
    await clock.advance(1_000)
    setDown(true)
    write(tab, "one")
    write(tab, "two")
    await clock.advance(1_000)
    expect(deliveries(tab)[1]).toBe("one: Failed")
    await clock.advance(300_000)
    setDown(false)
    await clock.advance(60_000)
    expect(server.items(id).map(({ text }) => text)).toEqual(["hello", "one", "two"])
    expect(deliveries(tab)).toEqual(["hello: Sent", "one: Sent", "two: Sent"])
  })

  it("is there once when its answer was lost", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", "lost after", "lost after")
    write(tab, "once")
    await clock.advance(120_000)
    expect(server.items(id).map(({ text }) => text)).toEqual(["hello", "once"])
    expect(said(tab)).toEqual(["hello", "once"])
  })

  it("says when it may go if the visitor is too fast, keeps the text, and goes then by itself", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", { _tag: "TooManyRequests", retryAfterMs: 7_000 })
    write(tab, "quick")
    await clock.settle()
    tab.widget.setDraft(shown(tab), "more")
    expect(conversationView(tab.widget.get()).composer).toMatchObject({
      text: "more", canSubmit: false, problem: { _tag: "RateLimited", until: clock.now() + 7_000 }
    })
    await clock.advance(8_000)
    expect(deliveries(tab).at(-1)).toBe("quick: Sent")
    tab.widget.setDraft(shown(tab), "more!")
    expect(conversationView(tab.widget.get()).composer).toMatchObject({ canSubmit: true, problem: null })
  })

  it("begins another conversation on retry when its own was closed meanwhile", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", { _tag: "ConversationClosed", conversationId: id, status: "resolved" })
    write(tab, "too late")
    await clock.settle()
    tab.widget.retryMessage(String(server.calledWith("conversations.send")[1]?.["messageId"]))
    await clock.advance(1_000)
    expect(shown(tab)).not.toBe(id)
    expect(server.items(shown(tab)).map(({ text }) => text)).toEqual(["too late"])
    expect(deliveries(tab)).toEqual(["too late: Sent"])
  })
})

describe("what is read", () => {
  it("counts as read when it was answered at once", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.say(id, "Which one?")
    await clock.advance(500)
    write(tab, "The blue one")
    await clock.advance(3_000)
    expect(server.conversations.get(id)?.unreadCount).toBe(0)
    expect(launcherView(tab.widget.get()).unreadCount).toBe(0)
    const marks = server.calledWith("conversations.seen").length
    write(tab, "Please")
    await clock.advance(5_000)
    expect(server.calledWith("conversations.seen")).toHaveLength(marks)
  })
})

describe("receipts", () => {
  const readers = (tab: FakeTab) => conversationView(tab.widget.get()).rows.flatMap((row) =>
    row._tag === "Messages" && row.receipt ? row.receipt.readers.map(({ name }) => name) : [])

  it("are there again after a reload, and after a cut for what was read meanwhile", async () => {
    const { clock, id, open, server, session, setDown } = await talking()
    await clock.advance(1_000)
    server.read(id, "user_ada", 1)
    const again = open({ session: session() })
    await again.start()
    again.widget.openConversation(id)
    await clock.settle()
    expect(readers(again)).toEqual(["Ada Byron"])
    write(again, "and this?")
    await clock.settle()
    expect(conversationView(again.widget.get()).rows.at(-1)).toMatchObject({ receipt: null })
    setDown(true)
    server.read(id, "user_ada", 2)
    await clock.advance(5_000)
    setDown(false)
    await clock.advance(31_000)
    expect(readers(again)).toEqual(["Ada Byron"])
  })
})

describe("losing the connection", () => {
  it("catches up exactly from where it was", async () => {
    const { clock, id, server, setDown, tab } = await talking()
    await clock.advance(1_000)
    setDown(true)
    server.say(id, "missed")
    await clock.advance(120_000)
    expect(shellView(tab.widget.get()).connection).toBe("Offline")
    setDown(false)
    await clock.advance(31_000)
    expect(said(tab)).toEqual(["hello", "missed"])
    expect(shellView(tab.widget.get()).connection).toBe("Online")
    expect(server.calledWith("conversations.timeline").length).toBeLessThanOrEqual(1)
  })

  it("reads a thread again that was asked for before the news began", async () => {
    const { clock, local, open, server, setDelay } = makeFakeBrowser()
    const { secret, visitor } = server.enroll()
    const id = "COAAAAAAAAAAAAAAAA"
    server.say(id, "before")
    local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
    // The page is read at once and long on its way back; the news begin meanwhile, after what is said here.
    setDelay((tag, way) => tag === "conversations.timeline" ? (way === "there" ? 0 : 2_000) : 500)
    const tab = open()
    tab.widget.openConversation(id)
    await tab.start()
    expect(server.calledWith("conversations.timeline")).toHaveLength(1)
    server.say(id, "between")
    await clock.advance(10_000)
    expect(said(tab)).toEqual(["before", "between"])
  })

  it("reads everything anew when the server says so, and keeps what is unsent", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k" })
    write(tab, "unsent")
    await clock.settle()
    server.say(id, "before")
    server.reload("restored")
    server.say(id, "between")
    await clock.advance(5_000)
    expect(said(tab)).toEqual(["hello", "before", "between", "unsent"])
    expect(homeView(tab.widget.get()).conversations).toHaveLength(1)
  })

  it("shows nothing at once of what may no longer be seen", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    server.fault("conversations.timeline", { _tag: "ConversationNotFound", conversationId: "x" })
    server.reload("access")
    await clock.settle()
    expect(said(tab)).toEqual([])
    expect(homeView(tab.widget.get()).conversations).toEqual([])
  })
})
