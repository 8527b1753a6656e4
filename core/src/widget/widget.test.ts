import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { homeView } from "./homeView.ts"
import { launcherStatus, launcherView } from "./launcherView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { deliveries, said, shown, talking, write } from "./testing/talking.ts"

describe("a visitor who never writes", () => {
  it("costs one question, no visitor and no live connection", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    await clock.advance(60_000)
    expect(server.calls.map(({ tag }) => tag)).toEqual(["websites.get"])
    expect(launcherView(tab.widget.get())).toMatchObject({ isOpen: false, unreadCount: 0, isVisible: true })
    expect(launcherStatus(tab.widget.get())).toBe("ready")
    expect(tab.widget.get().panel).toBeNull()
  })
})

describe("the first message", () => {
  it("makes the visitor, begins the conversation with the welcome lines, and is told once", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    const told: Array<string> = []
    tab.widget.on("conversationStart", () => told.push("start"))
    tab.widget.on("messageSent", ({ message }) => told.push(`sent ${message.text}`))
    tab.widget.configure("provider").set({ defaultMessages: [{ content: "Hi there", senderType: "team_member" }] })
    await tab.start()
    tab.widget.startConversation()
    await clock.settle()
    expect(said(tab)).toEqual(["Hi there"])
    expect(server.calledWith("visitors.start")).toHaveLength(0)
    write(tab, "hello")
    expect(said(tab)).toEqual(["Hi there", "hello"])
    expect(deliveries(tab).at(-1)).toBe("hello: Sending")
    await clock.advance(1_000)
    expect(deliveries(tab)).toEqual(["Hi there: Sent", "hello: Sent"])
    expect(server.items(shown(tab)).map(({ text }) => text)).toEqual(["Hi there", "hello"])
    expect(told).toEqual(["start", "sent hello"])
    expect(server.calledWith("visitors.start")).toHaveLength(1)
  })

  it("leaves the welcome lines out when it comes from a quick option", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    tab.widget.configure("provider").set({ defaultMessages: [{ content: "Hi there", senderType: "team_member" }] })
    await tab.start()
    tab.widget.startConversation("What does it cost?")
    await clock.advance(1_000)
    expect(said(tab)).toEqual(["What does it cost?"])
    expect(server.calledWith("conversations.send")[0]).not.toHaveProperty("welcome")
    expect(launcherView(tab.widget.get()).isOpen).toBe(true)
  })

  it("keeps its row from the first attempt to the server's answer", async () => {
    const { clock, open } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.settle()
    const key = conversationView(tab.widget.get()).rows.at(-1)?.key
    await clock.advance(1_000)
    expect(conversationView(tab.widget.get()).rows.at(-1)?.key).toBe(key)
  })
})

describe("a conversation", () => {
  it("shows what the team writes, live, and counts it as unread while closed", async () => {
    const { clock, id, server, tab } = await talking()
    const received: Array<string | null> = []
    tab.widget.on("messageReceived", ({ message }) => received.push(message.text))
    await clock.advance(1_000)
    tab.widget.close()
    server.say(id, "How can I help?")
    await clock.settle()
    expect(launcherView(tab.widget.get()).unreadCount).toBe(1)
    expect(said(tab)).toEqual(["hello", "How can I help?"])
    expect(received).toEqual(["How can I help?"])
  })

  it("is read when it was open and in sight for two seconds, not before", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.say(id, "How can I help?")
    await clock.advance(1_900)
    expect(server.calledWith("conversations.seen")).toHaveLength(0)
    tab.show(false)
    await clock.advance(5_000)
    expect(server.calledWith("conversations.seen")).toHaveLength(0)
    tab.show(true)
    await clock.advance(2_000)
    expect(server.calledWith("conversations.seen")).toEqual([{ conversationId: id, seq: 2 }])
    expect(launcherView(tab.widget.get()).unreadCount).toBe(0)
    await clock.advance(60_000)
    expect(server.calledWith("conversations.seen")).toHaveLength(1)
  })

  it("marks it also in a conversation that is opened before anything is known of it", async () => {
    const { clock, id, open, server, tab } = await talking()
    await clock.advance(1_000)
    tab.widget.close()
    server.say(id, "One")
    server.say(id, "Two")
    await clock.settle()
    tab.leave()
    const again = open()
    again.widget.openConversation(id)
    await again.start()
    await clock.settle()
    expect(conversationView(again.widget.get()).rows.find(({ _tag }) => _tag === "Unread")).toMatchObject({ count: 2 })
  })

  it("marks with a divider where reading stopped, until it is left", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    tab.widget.close()
    server.say(id, "One")
    server.say(id, "Two")
    await clock.settle()
    tab.widget.open()
    expect(conversationView(tab.widget.get()).rows.find(({ _tag }) => _tag === "Unread")).toMatchObject({ count: 2 })
    await clock.advance(3_000)
    expect(conversationView(tab.widget.get()).rows.some(({ _tag }) => _tag === "Unread")).toBe(true)
    tab.widget.close()
    tab.widget.open()
    expect(conversationView(tab.widget.get()).rows.some(({ _tag }) => _tag === "Unread")).toBe(false)
  })

  it("shows who of the team has read what the visitor wrote", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.tell({ _tag: "SeenChanged", conversationId: id, actorType: "user", actorId: "user_ada", seq: 1, at: new Date(clock.now()).toISOString() })
    await clock.settle()
    expect(conversationView(tab.widget.get()).rows.at(-1)).toMatchObject({ receipt: { readers: [{ name: "Ada Byron" }] } })
  })

  it("shows that someone types for six seconds, or until their message comes", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    const type = () => server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
    type()
    await clock.advance(5_900)
    expect(conversationView(tab.widget.get()).typing).toMatchObject([{ name: "Ada Byron" }])
    expect(launcherView(tab.widget.get()).isTyping).toBe(true)
    await clock.advance(200)
    expect(conversationView(tab.widget.get()).typing).toEqual([])
    type()
    server.say(id, "Here I am")
    await clock.settle()
    expect(conversationView(tab.widget.get()).typing).toEqual([])
  })

  it("tells the team that the visitor types: at once, not too often, and when it stops", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    for (let typed = 1; typed <= 10; typed++) {
      tab.widget.setDraft(id, "x".repeat(typed))
      await clock.advance(500)
    }
    expect(server.calledWith("conversations.typing")).toEqual([
      { conversationId: id, isTyping: true }, { conversationId: id, isTyping: true }
    ])
    await clock.advance(2_000)
    expect(server.calledWith("conversations.typing").at(-1)).toEqual({ conversationId: id, isTyping: false })
    await clock.advance(20_000)
    expect(server.calledWith("conversations.typing")).toHaveLength(3)
  })

  it("shows the team what is being written where the site wants that, at most every 800 ms", async () => {
    const { clock, open, server } = makeFakeBrowser()
    server.change({ typingPreview: true })
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    for (let typed = 1; typed <= 8; typed++) {
      tab.widget.setDraft(shown(tab), "y".repeat(typed))
      await clock.advance(200)
    }
    expect(server.calledWith("conversations.typing").map(({ preview }) => preview)).toEqual(["y", "yyyy", "yyyyyyyy"])
  })

  it("ends in the widget when the team resolves it, and says so", async () => {
    const { clock, id, server, tab } = await talking()
    const ended: Array<string> = []
    tab.widget.on("conversationEnd", ({ conversationId }) => ended.push(conversationId))
    await clock.advance(1_000)
    server.update(id, { status: "resolved" })
    await clock.settle()
    expect(conversationView(tab.widget.get())).toMatchObject({ closed: "resolved", composer: { isDisabled: true } })
    expect(ended).toEqual([id])
  })

  it("loads older messages page by page, in order", async () => {
    const browser = makeFakeBrowser()
    const { secret, visitor } = browser.server.enroll()
    const id = "COAAAAAAAAAAAAAAAA"
    for (let count = 1; count <= 120; count++) browser.server.say(id, `m${count}`)
    browser.local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
    const tab = browser.open()
    await tab.start()
    tab.widget.openConversation(id)
    await browser.clock.advance(3_000)
    expect(said(tab)).toHaveLength(50)
    tab.widget.loadOlder(id)
    expect(conversationView(tab.widget.get()).isLoadingOlder).toBe(true)
    await browser.clock.settle()
    tab.widget.loadOlder(id)
    await browser.clock.settle()
    expect(said(tab)).toEqual(Array.from({ length: 120 }, (_, index) => `m${index + 1}`))
    expect(conversationView(tab.widget.get()).hasOlder).toBe(false)
  })
})

describe("something that happened in a conversation", () => {
  it("stands in its thread, while its card still shows the last words", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    const part = {
      type: "event", eventType: "visitor_identified", actorUserId: null, actorAiAgentId: null, targetUserId: null, targetAiAgentId: null
    } as const
    for (const words of server.items(id)) {
      server.tell({ _tag: "ItemChanged", item: { ...words, id: "01JZ00000000000000000000EV", seq: 2, type: "event", text: null, parts: [part] } })
    }
    await clock.settle()
    expect(conversationView(tab.widget.get()).rows.at(-1)).toMatchObject({ _tag: "Event", event: { type: "visitor_identified", actor: null } })
    expect(homeView(tab.widget.get()).latest?.preview).toMatchObject({ text: "hello", isMine: true })
  })
})
