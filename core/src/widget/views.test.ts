import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { historyView } from "./historyView.ts"
import { homeView } from "./homeView.ts"
import { launcherView, shellView } from "./launcherView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"

const minute = 60_000

/** A widget open on a conversation of one message. */
const talking = async () => {
  const browser = makeFakeBrowser()
  const tab = browser.open()
  await tab.start()
  tab.widget.startConversation("hello")
  await browser.clock.advance(1_000)
  const view = () => conversationView(tab.widget.get())
  return { ...browser, tab, view, id: view().id }
}

const outline = (rows: ReturnType<typeof conversationView>["rows"]) => rows.map((row) =>
  row._tag === "Messages" ? `${row.isMine ? "me" : row.sender?.name ?? "AI"}: ${row.messages.map(({ text }) => text).join(" + ")}` : row._tag)

describe("the rows of a conversation", () => {
  it("put messages of one sender together for as long as they are five minutes apart at most", async () => {
    const { clock, id, server, view } = await talking()
    server.say(id, "one")
    await clock.advance(5 * minute)
    server.say(id, "two")
    await clock.advance(5 * minute + 1)
    server.say(id, "three")
    server.say(id, "four", { userId: null, aiAgentId: "ai_1" })
    await clock.settle()
    expect(outline(view().rows)).toEqual(["Day", "me: hello", "Ada Byron: one + two", "Ada Byron: three", "AI: four"])
    expect(view().rows.at(-1)).toMatchObject({ isMine: false, sender: { kind: "ai", name: null } })
  })

  it("begin each local day with a separator, and never go back a day for a wrong clock", async () => {
    const { clock, id, server, tab, view } = await talking()
    await clock.advance(24 * 60 * minute)
    server.say(id, "next day")
    await clock.settle()
    expect(outline(view().rows)).toEqual(["Day", "me: hello", "Day", "Ada Byron: next day"])
    const days = view().rows.flatMap((row) => row._tag === "Day" ? [row.date] : [])
    expect(days).toEqual([...days].sort())
    expect(new Set(view().rows.map(({ key }) => key)).size).toBe(view().rows.length)
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k" })
    tab.widget.setDraft(id, "unsent")
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(view().rows.filter(({ _tag }) => _tag === "Day")).toHaveLength(2)
  })

  it("stand apart for events, which say who did what", async () => {
    const { clock, id, server, view } = await talking()
    server.say(id, "", {
      type: "event", text: null, userId: null,
      parts: [{ type: "event", eventType: "participant_joined", actorUserId: "user_ada", actorAiAgentId: null, targetUserId: null, targetAiAgentId: null }]
    })
    await clock.settle()
    expect(view().rows.at(-1)).toMatchObject({ _tag: "Event", event: { type: "participant_joined", actor: { name: "Ada Byron" }, target: null } })
  })

  it("show the translation made for visitors in place of the words, and leave out what was deleted", async () => {
    const { clock, id, server, view } = await talking()
    const { id: gone } = server.say(id, "gone")
    server.say(id, "Bonjour", {
      parts: [{ type: "text", text: "Bonjour" }, {
        type: "translation", text: "Good day", sourceLanguage: "fr", targetLanguage: "en", audience: "visitor", mode: "auto"
      }]
    })
    await clock.settle()
    server.edit(gone, { deletedAt: new Date(clock.now()).toISOString() })
    await clock.settle()
    expect(outline(view().rows)).toEqual(["Day", "me: hello", "Ada Byron: Good day"])
  })

  it("keep their reference as long as they say the same, whatever else happens", async () => {
    const { clock, id, server, tab, view } = await talking()
    server.say(id, "one")
    await clock.advance(10 * minute)
    const before = view()
    tab.widget.setDraft(id, "typing")
    expect(view().rows).toBe(before.rows)
    server.say(id, "two")
    await clock.settle()
    const after = view()
    expect(after.rows).not.toBe(before.rows)
    before.rows.forEach((row, at) => expect(after.rows[at]).toBe(row))
  })
})

describe("views", () => {
  it("are the same object for the same state, and untouched by what isn't in them", async () => {
    const { clock, id, tab } = await talking()
    await clock.advance(5_000)
    const all = () => {
      const state = tab.widget.get()
      return [launcherView(state), shellView(state), homeView(state), historyView(state)]
    }
    const before = all()
    all().forEach((view, at) => expect(view).toBe(before[at]))
    tab.widget.setDraft(id, "typing")
    all().forEach((view, at) => expect(view).toBe(before[at]))
  })

  it("of two widgets don't disturb each other", async () => {
    const [one, two] = [await talking(), await talking()]
    const first = one.view()
    two.view()
    expect(one.view()).toBe(first)
  })
})

describe("the lists", () => {
  it("show the newest open conversation first, how many others there are, and unsent words at once", async () => {
    const { clock, id, server, setDown, tab } = await talking()
    await clock.advance(1_000)
    tab.widget.startConversation("second thing")
    await clock.advance(1_000)
    const second = conversationView(tab.widget.get()).id
    server.update(second, { status: "resolved" })
    await clock.advance(3_000)
    expect(homeView(tab.widget.get())).toMatchObject({ latest: { id }, otherCount: 1 })
    setDown(true)
    tab.widget.startConversation("third thing")
    await clock.settle()
    expect(homeView(tab.widget.get()).latest).toMatchObject({
      conversation: null, hasUnsent: true, preview: { text: "third thing", isMine: true }
    })
  })

  it("say who wrote last, and what, in one line", async () => {
    const { clock, id, server, tab } = await talking()
    server.say(id, "See **this** [page](https://acme.example)\nand that")
    await clock.settle()
    expect(homeView(tab.widget.get()).latest).toMatchObject({
      preview: { text: "See this page and that", isMine: false, senderName: "Ada Byron" }, agent: { name: "Ada Byron" }
    })
    server.say(id, "", { parts: [{ type: "image", url: "/files/a.png", mediaType: "image/png" }] })
    await clock.settle()
    expect(homeView(tab.widget.get()).latest?.preview).toMatchObject({ text: null })
  })

  it("go on page by page to the very first conversation", async () => {
    const browser = makeFakeBrowser()
    const { secret, visitor } = browser.server.enroll()
    for (let count = 0; count < 45; count++) {
      await browser.clock.advance(1_000)
      browser.server.say(`COAAAAAAAAAAAAAA${"ABCDEFGHI".charAt(Math.floor(count / 9))}${"ABCDEFGHI".charAt(count % 9)}`, `number ${count}`)
    }
    browser.local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
    const tab = browser.open()
    await tab.start()
    await browser.clock.advance(3_000)
    expect(historyView(tab.widget.get())).toMatchObject({ hasMore: true, remainingCount: 25 })
    tab.widget.loadMoreConversations()
    expect(historyView(tab.widget.get()).isLoadingMore).toBe(true)
    await browser.clock.settle()
    tab.widget.loadMoreConversations()
    await browser.clock.settle()
    const { cards, hasMore, remainingCount } = historyView(tab.widget.get())
    expect(cards.map(({ preview }) => preview?.text)).toEqual(Array.from({ length: 45 }, (_, at) => `number ${44 - at}`))
    expect({ hasMore, remainingCount }).toEqual({ hasMore: false, remainingCount: 0 })
  })
})

describe("navigation", () => {
  it("goes back to the conversation it came from, then home", async () => {
    const { clock, id, tab } = await talking()
    tab.widget.startConversation("second")
    await clock.settle()
    tab.widget.goBack()
    expect(conversationView(tab.widget.get()).id).toBe(id)
    tab.widget.goBack()
    expect(shellView(tab.widget.get())).toMatchObject({ navigation: { page: "HOME" } })
  })

  it("begins a conversation for a pending or unknown id with a first message", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.navigate({ page: "CONVERSATION", params: { conversationId: "__pending__", initialMessage: "hello" } })
    await clock.advance(1_000)
    const first = conversationView(tab.widget.get()).id
    expect(server.items(first).map(({ text }) => text)).toEqual(["hello"])
    tab.widget.navigate({ page: "CONVERSATION", params: { conversationId: "COABCDEFGHABCDEFGH", initialMessage: "own id" } })
    await clock.advance(1_000)
    expect(server.items("COABCDEFGHABCDEFGH").map(({ text }) => text)).toEqual(["own id"])
  })

  it("knows pages of the host", async () => {
    const { clock, open } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.navigate({ page: "FAQ", params: { topic: "billing" } })
    await clock.settle()
    expect(shellView(tab.widget.get())).toMatchObject({ navigation: { page: "FAQ", params: { topic: "billing" } } })
    tab.widget.replace({ page: "SETTINGS" })
    tab.widget.goBack()
    expect(shellView(tab.widget.get()).navigation.page).toBe("HOME")
  })

  it("shows an unknown conversation as a new one, and one that is gone as gone", async () => {
    const { clock, id, server, tab, view } = await talking()
    tab.widget.openConversation("COABCDEFGHABCDEFGH")
    await clock.settle()
    expect(view()).toMatchObject({ isPending: true, problem: null })
    tab.widget.openConversation(id)
    server.fault("conversations.timeline", { _tag: "ConversationNotFound", conversationId: id })
    server.reload("too_old")
    await clock.advance(5_000)
    expect(view()).toMatchObject({ problem: { _tag: "ConversationNotFound" }, rows: [], closed: "gone" })
  })
})
