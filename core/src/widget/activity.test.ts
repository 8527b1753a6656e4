import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { homeView } from "./homeView.ts"
import type { TimelineItem } from "./nouns.ts"
import { talking } from "./testing/talking.ts"
import { sourcesOf, toolOf } from "./toolRow.ts"

const ai = { userId: null, aiAgentId: "ai_1" } as const
const search = (state: "partial" | "result" | "error", output: unknown = null): Partial<TimelineItem> => ({
  ...ai, type: "tool", tool: "searchKnowledgeBase", text: null,
  parts: [{
    type: "tool-searchKnowledgeBase", toolCallId: "call_1", toolName: "searchKnowledgeBase", input: {}, state,
    ...(output !== null && { output: output as never }) // the wire takes any JSON
  }]
})
const article = (sourceUrl: string, title: string | null, sourceType = "url") => ({ sourceType, sourceUrl, title })

const rowsOf = async () => {
  const all = await talking()
  return { ...all, view: () => conversationView(all.tab.widget.get()), rows: () => conversationView(all.tab.widget.get()).rows }
}

describe("what an AI agent does", () => {
  it("is a row of its own for each tool, which shows its state and at most three distinct pages of the web", async () => {
    const { clock, id, rows, server } = await rowsOf()
    const tool = () => {
      const row = rows().at(-1)
      return row?._tag === "Tool" ? { ...row, ...toolOf(row.item) } : row
    }
    const { id: item } = server.say(id, "", search("partial"))
    await clock.settle()
    expect(tool()).toMatchObject({ _tag: "Tool", key: item, name: "searchKnowledgeBase", state: "partial", text: null, sources: [] })
    server.edit(item, search("result", {
      data: {
        articles: [
          article("https://acme.example/a", "A"), article("https://acme.example/a", "A again"), article("javascript:alert(1)", "Bad"),
          article("https://acme.example/f", "A file", "file"), article("https://acme.example/b", null), article("https://acme.example/c", "C"),
          article("https://acme.example/d", "D")
        ]
      }
    }))
    await clock.settle()
    expect(tool()).toMatchObject({
      state: "result",
      sources: [
        { url: "https://acme.example/a", title: "A" }, { url: "https://acme.example/b", title: "https://acme.example/b" },
        { url: "https://acme.example/c", title: "C" }
      ]
    })
    server.edit(item, search("error"))
    await clock.settle()
    expect(tool()).toMatchObject({ state: "error", sources: [] })
  })

  it("is told live, until it is over, a message comes, or nothing is heard of it for fifteen seconds", async () => {
    const { clock, id, server, view } = await rowsOf()
    const run = { conversationId: id, workflowRunId: "run_1", aiAgentId: "ai_1" }
    const working = (message: string) => server.tell({
      _tag: "Processing", ...run, phase: "thinking", message, tool: { toolCallId: "c", toolName: "searchKnowledgeBase", state: "partial" }
    })
    working("Reading the manual")
    await clock.settle()
    expect(view().progress).toMatchObject({ message: "Reading the manual", phase: "thinking", tool: { toolName: "searchKnowledgeBase" } })
    await clock.advance(14_000)
    working("Still reading")
    await clock.advance(14_000)
    expect(view().progress).toMatchObject({ message: "Still reading" })
    await clock.advance(1_001)
    expect(view().progress).toBeNull()
    working("Once more")
    server.tell({ _tag: "ProcessingDone", ...run, workflowRunId: "run_0", status: "success" })
    await clock.settle()
    expect(view().progress).not.toBeNull()
    server.tell({ _tag: "ProcessingDone", ...run, status: "success" })
    await clock.settle()
    expect(view().progress).toBeNull()
    working("And again")
    server.say(id, "Here you are", ai)
    await clock.settle()
    expect(view().progress).toBeNull()
  })
})

describe("a message that is still being written", () => {
  const streaming = (text: string): Partial<TimelineItem> => ({ ...ai, text, parts: [{ type: "text", text, state: "streaming" }] })

  it("grows in place, rings once, and is announced once it is whole, also when it is told again", async () => {
    const { clock, id, server, tab, view } = await rowsOf()
    const received: Array<string | null> = []
    tab.widget.on("messageReceived", ({ message }) => received.push(message.text))
    const item = server.say(id, "H", streaming("H"))
    await clock.settle()
    const last = () => view().rows.flatMap((row) => row._tag === "Messages" ? row.messages : []).at(-1)
    expect(last()).toMatchObject({ key: item.id, text: "H", isStreaming: true })
    server.edit(item.id, streaming("Hello"))
    await clock.settle()
    expect(last()).toMatchObject({ key: item.id, text: "Hello", isStreaming: true })
    expect(received).toEqual([])
    server.edit(item.id, { text: "Hello there", parts: [{ type: "text", text: "Hello there", state: "done" }] })
    server.tell({ _tag: "ItemChanged", item })
    server.tell({ _tag: "ItemChanged", item: server.items(id).at(-1) ?? item })
    await clock.settle()
    expect(last()).toMatchObject({ text: "Hello there", isStreaming: false })
    expect(homeView(tab.widget.get()).latest?.preview?.text).toBe("Hello there")
    expect(received).toEqual(["Hello there"])
    expect(tab.sounds).toEqual(["message"])
  })
})

describe("a message", () => {
  it("shows what it cites, links to the web only, and the words behind a translation", async () => {
    const { clock, id, server, tab, view } = await rowsOf()
    server.say(id, "Bonjour", {
      ...ai,
      parts: [
        { type: "text", text: "Bonjour" },
        { type: "translation", text: "Good day", sourceLanguage: "fr", targetLanguage: "en", audience: "visitor", mode: "auto" },
        { type: "source-url", sourceId: "1", url: "https://acme.example/a", title: "A" },
        { type: "source-url", sourceId: "2", url: "javascript:alert(1)", title: "Bad" },
        { type: "source-document", sourceId: "3", mediaType: "application/pdf", title: "Manual" }
      ]
    })
    await clock.settle()
    const message = view().rows.flatMap((row) => row._tag === "Messages" ? row.messages : []).at(-1)
    expect(message).toMatchObject({ text: "Good day", original: "Bonjour" })
    expect(sourcesOf(message?.item.parts ?? [])).toEqual([{ url: "https://acme.example/a", title: "A" }, { url: null, title: "Bad" }, { url: null, title: "Manual" }
    ])
    server.say(id, "Plain")
    server.update(id, { title: "Rechnung", visitorTitle: "Invoice" })
    await clock.settle()
    expect(view().rows.flatMap((row) => row._tag === "Messages" ? row.messages : []).at(-1)).toMatchObject({ original: null })
    expect(homeView(tab.widget.get()).latest?.title).toBe("Invoice")
  })
})

describe("the sound of a message", () => {
  it("is heard for live arrivals only, in one tab of a browser, and not at all where the host mutes it", async () => {
    const { clock, id, open, server, tab } = await rowsOf()
    const other = open()
    await other.start()
    other.widget.openConversation(id)
    await clock.advance(3_000)
    expect([...tab.sounds, ...other.sounds]).toEqual([])
    server.say(id, "Hi")
    await clock.settle()
    expect([...tab.sounds, ...other.sounds]).toEqual(["message"])
    for (const { widget } of [tab, other]) widget.configure("provider").set({ sound: false })
    server.say(id, "Again")
    await clock.settle()
    expect([...tab.sounds, ...other.sounds]).toEqual(["message"])
  })
})

describe("the sound of typing", () => {
  it("isn't made by the widget, whoever types for however long", async () => {
    const { clock, id, server, tab } = await rowsOf()
    server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_1", isTyping: true, preview: null })
    await clock.advance(3_000)
    expect(tab.sounds).toEqual([])
  })
})

describe("who of the team is there", () => {
  it("is asked again every five minutes while the widget is open and in sight, and not else", async () => {
    const { clock, id, server, tab, view } = await rowsOf()
    const asked = () => server.calledWith("websites.get").length
    server.say(id, "Hi")
    await clock.advance(1_000)
    const before = asked()
    const [ada] = server.website.availableHumanAgents
    if (!ada) expect.fail("an agent")
    server.change({ availableHumanAgents: [{ ...ada, presence: "online" }] })
    await clock.advance(5 * 60_000)
    expect(asked()).toBe(before + 1)
    expect(view().rows.find((row) => row._tag === "Messages" && !row.isMine)).toMatchObject({ sender: { presence: "online" } })
    tab.show(false)
    await clock.advance(20 * 60_000)
    tab.show(true)
    tab.widget.close()
    await clock.advance(20 * 60_000)
    expect(asked()).toBe(before + 1)
  })
})
