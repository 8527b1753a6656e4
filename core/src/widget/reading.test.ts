import { describe, expect, it } from "vitest"
import { conversationView, type Row } from "./conversationView.ts"
import { homeView } from "./homeView.ts"
import { launcherView, shellView } from "./launcherView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { deliveries, said, shown, talking, write } from "./testing/talking.ts"

const groups = (rows: ReadonlyArray<Row>) => rows.filter((row) => row._tag === "Messages")

/** A visitor whose team has written so many messages, all at once; the widget isn't started yet. */
const written = (count: number) => {
  const browser = makeFakeBrowser()
  const { secret, visitor } = browser.server.enroll()
  const id = "COAAAAAAAAAAAAAAAA"
  for (let n = 1; n <= count; n++) browser.server.say(id, `m${n}`)
  browser.local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
  return { ...browser, id, tab: browser.open() }
}

describe("what a reader sees", () => {
  it("is the site's count of unread messages until the conversations are here, without going out between", async () => {
    const { clock, setDelay, tab } = written(3)
    setDelay((tag) => tag === "conversations.list" ? 2_000 : 0)
    const counts = new Set<number>()
    await tab.start()
    tab.widget.subscribe(() => counts.add(launcherView(tab.widget.get()).unreadCount))
    await tab.widget.load()
    await clock.advance(20_000)
    expect(launcherView(tab.widget.get()).unreadCount).toBe(3)
    expect([...counts]).toEqual([3])
  })

  it("counts messages at the divider, not what else happened", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    tab.widget.close()
    server.say(id, "One")
    server.say(id, "", {
      type: "event", text: null,
      parts: [{ type: "event", eventType: "participant_joined", actorUserId: "user_ada", actorAiAgentId: null, targetUserId: null, targetAiAgentId: null }]
    })
    await clock.settle()
    tab.widget.open()
    expect(conversationView(tab.widget.get()).rows.find(({ _tag }) => _tag === "Unread")).toMatchObject({ count: 1 })
  })

  it("keeps its place when older messages join the group at the top", async () => {
    const { clock, id, tab } = written(60)
    await tab.start()
    tab.widget.openConversation(id)
    await clock.advance(3_000)
    const [before] = groups(conversationView(tab.widget.get()).rows)
    tab.widget.loadOlder(id)
    await clock.settle()
    expect(said(tab)).toHaveLength(60)
    expect(groups(conversationView(tab.widget.get()).rows).map(({ key }) => key)).toEqual([before?.key])
  })

  it("shows each of the team once: at the newest message they have read", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.read(id, "user_ada", 1)
    await clock.settle()
    server.say(id, "I look into it")
    tab.widget.setDraft(id, "Thank you")
    tab.widget.sendMessage(id)
    await clock.advance(1_000)
    server.read(id, "user_ada", 3)
    await clock.settle()
    const receipts = groups(conversationView(tab.widget.get()).rows).map(({ receipt }) => receipt?.readers.map(({ name }) => name) ?? [])
    expect(receipts).toEqual([[], [], ["Ada Byron"]])
  })

  it("is told that an archived conversation takes no more", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.update(id, { deletedAt: new Date(clock.now()).toISOString() })
    await clock.settle()
    expect(conversationView(tab.widget.get())).toMatchObject({ closed: "archived", composer: { isDisabled: true } })
    tab.widget.setDraft(id, "One more thing")
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(server.calledWith("conversations.send")).toHaveLength(1)
    expect(conversationView(tab.widget.get()).composer).toMatchObject({ text: "One more thing", problem: { _tag: "ConversationClosed", status: "archived" } })
  })

  it("gives each message its two seconds in sight", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.say(id, "One")
    await clock.advance(1_500)
    server.say(id, "Two")
    await clock.advance(1_500)
    expect(server.calledWith("conversations.seen")).toEqual([])
    await clock.advance(600)
    expect(server.calledWith("conversations.seen")).toEqual([{ conversationId: id, seq: 3 }])
    expect(launcherView(tab.widget.get()).unreadCount).toBe(0)
  })

  it("finds the divider of each conversation, though they come from another", async () => {
    const { clock, id, server, tab } = await talking()
    tab.widget.startConversation("another matter")
    await clock.advance(1_000)
    server.say(id, "You have been away")
    await clock.settle()
    tab.widget.openConversation(id)
    await clock.settle()
    expect(conversationView(tab.widget.get()).rows.find(({ _tag }) => _tag === "Unread")).toMatchObject({ count: 1 })
  })

  it("is no conversation in which nothing was said", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(1_000)
    server.update(id, { lastItem: null, title: null })
    await clock.settle()
    tab.widget.goHome()
    expect(homeView(tab.widget.get()).latest).toBeNull()
  })

  it("is loading only while nothing can be shown of it", async () => {
    const { clock, id, server, tab } = written(3)
    await tab.start()
    await clock.advance(3_000)
    tab.widget.openConversation(id)
    expect(conversationView(tab.widget.get())).toMatchObject({ isLoading: true, isEmpty: true })
    await clock.settle()
    expect(conversationView(tab.widget.get())).toMatchObject({ isLoading: false, isEmpty: false })
    server.reload("too_old")
    expect(conversationView(tab.widget.get())).toMatchObject({ isLoading: false, isEmpty: false })
  })

  it("goes back page by page, as far as they came", async () => {
    const { tab } = await talking()
    tab.widget.goHome()
    for (const page of ["ARTICLES", "CONVERSATION_HISTORY", "FAQ"]) tab.widget.navigate({ page })
    const pages = [1, 2, 3].map(() => {
      tab.widget.goBack()
      return shellView(tab.widget.get()).navigation.page
    })
    expect(pages).toEqual(["CONVERSATION_HISTORY", "ARTICLES", "HOME"])
  })
})

describe("what a host page hears", () => {
  it("is the end of a conversation once, whatever changes in it afterwards", async () => {
    const { clock, id, server, tab } = await talking()
    let ends = 0
    tab.widget.on("conversationEnd", () => ends++)
    await clock.advance(1_000)
    server.say(id, "Here you are")
    await clock.settle()
    expect(ends).toBe(0)
    server.update(id, { status: "resolved" })
    await clock.settle()
    server.update(id, { visitorRating: 5 })
    await clock.settle()
    expect(ends).toBe(1)
  })

  it("isn't what the visitor wrote in another tab", async () => {
    const { clock, id, open, tab } = await talking()
    await clock.advance(1_000)
    const heard: Array<string | null> = []
    tab.widget.on("messageReceived", ({ message }) => heard.push(message.text))
    const other = open()
    await other.start()
    other.widget.openConversation(id)
    await clock.advance(3_000)
    write(other, "from the other tab")
    await clock.advance(1_000)
    expect(said(tab)).toEqual(["hello", "from the other tab"])
    expect([heard, tab.sounds, conversationView(tab.widget.get()).newestFromOthers]).toEqual([[], [], null])
  })

  it("is that a message couldn't be sent, once", async () => {
    const { clock, server, tab } = await talking()
    await clock.advance(1_000)
    const errors: Array<unknown> = []
    tab.widget.on("error", ({ context }) => errors.push(context))
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k" })
    write(tab, "second")
    await clock.advance(60_000)
    expect(errors).toEqual(["send"])
  })

  it("is each change once it is whole: what its answer to it changed, too", async () => {
    const { open } = makeFakeBrowser()
    const { start, widget } = open()
    const layer = widget.configure("support")
    const onOpenChange = (isOpen: boolean) => layer.set({ open: isOpen, size: "larger", onOpenChange })
    layer.set({ open: false, onOpenChange })
    await start()
    const heard: Array<unknown> = []
    widget.subscribe(() => heard.push(launcherView(widget.get())))
    widget.open()
    expect(heard).toEqual([expect.objectContaining({ isOpen: true, size: "larger" })])
  })
})

describe("a host page that asks twice", () => {
  it("is told of opening once, and begins nothing by words that are none", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const { start, widget } = open()
    const opened: Array<boolean> = []
    widget.configure("support").set({ onOpenChange: (isOpen) => opened.push(isOpen) })
    await start()
    widget.open()
    widget.open()
    widget.startConversation("  \n ")
    await clock.advance(5_000)
    expect(opened).toEqual([true])
    expect(server.calledWith("visitors.start")).toEqual([])
  })

  it("gets a new conversation for an id that is none, each time", async () => {
    const { clock, open } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.navigate({ page: "CONVERSATION", params: { conversationId: "__pending__", initialMessage: "one" } })
    await clock.settle()
    const first = shown(tab)
    tab.widget.openConversation("__pending__")
    await clock.settle()
    expect([first, shown(tab)].every((id) => /^CO[1-9A-NP-Z]{16}$/.test(id))).toBe(true)
    expect(shown(tab)).not.toBe(first)
    expect(conversationView(tab.widget.get())).toMatchObject({ isPending: true, rows: [] })
  })
})

describe("the same person", () => {
  it("stays who they are when only their address is told the next time", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    const first = await tab.widget.identify({ externalId: "u1", email: "ada@example.com" })
    await tab.widget.identify({ email: "Ada@example.com" })
    await clock.settle()
    expect(shellView(tab.widget.get()).visitor?.id).toBe(first?.visitorId)
    expect(server.calledWith("visitors.start")).toHaveLength(1)
  })
})

describe("another person on this device", () => {
  it("sees nothing of the one before, though they are told apart by their addresses only and the page was loaded anew", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    await tab.widget.identify({ email: "ada@example.com" })
    tab.widget.startConversation("a secret of Ada's")
    await clock.advance(1_000)
    tab.leave()
    const next = open()
    await next.start()
    await next.widget.identify({ email: "bob@example.com" })
    await clock.advance(3_000)
    expect(server.calledWith("visitors.start")).toHaveLength(2)
    expect(homeView(next.widget.get()).conversations).toEqual([])
    expect(shown(next)).toBe("")
  })
})

describe("a server that answers otherwise for a moment", () => {
  it("takes nothing away from a widget that knows its site", async () => {
    const { clock, server, tab } = await talking()
    const errors = new Set<unknown>()
    tab.widget.subscribe(() => errors.add(shellView(tab.widget.get()).configurationError))
    server.fault("websites.get", { _tag: "Unreachable", status: 404 })
    const asked = server.calledWith("websites.get").length
    await clock.advance(6 * 60_000)
    expect(server.calledWith("websites.get")).toHaveLength(asked + 2)
    expect([...errors]).toEqual([null])
  })

  it("has a message say that no visitor could be made, until it is tried again", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    server.fault("visitors.start", { _tag: "BadRequest", id: "err_1", issue: "no" })
    tab.widget.startConversation("hello")
    await clock.advance(120_000)
    expect(server.calledWith("visitors.start")).toHaveLength(1)
    expect(deliveries(tab)).toEqual(["hello: Failed"])
    const { outbox = [] } = tab.widget.get().panel ?? {}
    tab.widget.retryMessage(outbox[0]?.id ?? "")
    await clock.advance(5_000)
    expect(deliveries(tab)).toEqual(["hello: Sent"])
  })
})
