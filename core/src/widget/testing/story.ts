import { expect } from "vitest"
import * as Schema from "effect/Schema"
import { conversationView } from "../conversationView.ts"
import { launcherView } from "../launcherView.ts"
import { type FakeTab, makeFakeBrowser } from "./FakeBrowser.ts"

/** What may happen to a conversation, its page, its network and its server, in any order. */
const Happening = Schema.Literals([
  "write", "write", "say", "edit", "delete", "lose question", "lose answer", "refuse once", "too fast", "cut", "down", "up", "again",
  "server forgets", "reload page", "crash page", "stop", "start", "close", "open", "other tab writes", "answer begins", "answer grows", "pass 100", "pass 2000", "pass 20000"
])
export const Story = Schema.Array(Schema.Struct({ what: Happening, delay: Schema.Literals([0, 0, 30, 400, 3000]) })).check(Schema.isMaxLength(40))

/** Lives through a story with two tabs of one browser, looking at both after every step; then lets it come to an end. */
export const live = async (story: typeof Story.Type) => {
  const { clock, cut, open, server, session, setDelay, setDown } = makeFakeBrowser()
  const kept = session()
  let count = 0
  let isStopped = false
  const written: Array<string> = []
  const shown = new Set<string>()
  let received: Array<string | null> = []
  let sent: Array<string | null> = []

  const enter = async (): Promise<FakeTab> => {
    const tab = open({ session: kept })
    const heard: Array<string | null> = received = []
    const told: Array<string | null> = sent = []
    tab.widget.on("messageReceived", ({ message }) => heard.push(message.text))
    tab.widget.on("messageSent", ({ message }) => told.push(message.text))
    await tab.start()
    return tab
  }
  let tab = await enter()
  tab.widget.startConversation("m0")
  written.push("m0")
  await clock.advance(2_000)
  const { id } = conversationView(tab.widget.get())
  const other = open()
  await other.start()
  other.widget.openConversation(id)
  await clock.advance(3_000)

  const write = (on: FakeTab) => {
    const text = `m${++count}`
    on.widget.setDraft(id, text)
    on.widget.sendMessage(id)
    // A widget that was told to slow down leaves the text where it is.
    if (conversationView(on.widget.get(), id).composer.text === "") written.push(text)
  }
  /** At every moment: the server's order, nothing twice, nothing that nobody wrote, nothing gone that was shown. */
  const look = (on: FakeTab, isWhole: boolean) => {
    const items = conversationView(on.widget.get(), id).items
    const ids = items.map((item) => item.id)
    expect(new Set(ids).size).toBe(ids.length)
    const seqs = items.map(({ seq }) => seq)
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
    const known = new Set(server.items(id).map((item) => item.id))
    for (const item of items) expect(known.has(item.id) || written.includes(item.text ?? "")).toBe(true)
    expect(new Set(received).size).toBe(received.length)
    expect(new Set(sent).size).toBe(sent.length)
    if (!isWhole) return
    const there = new Set(ids)
    for (const item of server.items(id)) if (shown.has(item.id) && item.deletedAt === null) expect(there).toContain(item.id)
    for (const item of items) if (known.has(item.id)) shown.add(item.id)
  }
  const happen = async (what: typeof Happening.Type) => {
    const items = server.items(id)
    const any = items[count % Math.max(1, items.length)]
    switch (what) {
      case "write": return write(tab)
      case "other tab writes": return write(other)
      case "say": return void server.say(id, `t${++count}`)
      case "answer begins": {
        const text = `a${++count}`
        return void server.say(id, text, { userId: null, aiAgentId: "ai_1", parts: [{ type: "text", text, state: "streaming" }] })
      }
      case "answer grows": {
        const growing = items.findLast(({ parts }) => parts.some((part) => part.type === "text" && part.state === "streaming"))
        const text = `${growing?.text}.`
        return growing && server.edit(growing.id, { text, parts: [{ type: "text", text, state: text.endsWith("..") ? "done" : "streaming" }] })
      }
      case "edit": return any && server.edit(any.id, { text: any.visitorId === null ? `${any.text}'` : any.text })
      case "delete": return any?.visitorId === null && server.edit(any.id, { deletedAt: new Date(clock.now()).toISOString() as never })
      case "lose question": return server.fault("conversations.send", "lost before")
      case "lose answer": return server.fault("conversations.send", "lost after")
      case "refuse once": return server.fault("conversations.send", { _tag: "InternalError", id: "e1" })
      case "too fast": return server.fault("conversations.send", { _tag: "TooManyRequests", retryAfterMs: 1_500 })
      case "cut": return cut()
      case "down": return setDown(true)
      case "up": return setDown(false)
      case "again": return any && server.tell({ _tag: "ItemChanged", item: any })
      case "server forgets": return server.reload("restored")
      case "stop": return isStopped || (isStopped = true, tab.widget.stop())
      case "start": return isStopped && (isStopped = false, tab.widget.start())
      case "close": return tab.widget.close()
      case "open": return tab.widget.open()
      case "pass 100": return clock.advance(100)
      case "pass 2000": return clock.advance(2_000)
      case "pass 20000": return clock.advance(20_000)
      case "reload page": case "crash page": {
        tab.leave(what === "reload page" ? "closed" : "crashed")
        tab = await enter()
        isStopped = false
        tab.widget.openConversation(id)
      }
    }
  }
  for (const { delay, what } of story) {
    setDelay(() => delay)
    await happen(what)
    await clock.settle()
    look(tab, false)
    look(other, true)
  }
  // In the end, with everything up again, all see the same, and all of it.
  setDelay(() => 0)
  setDown(false)
  if (isStopped) tab.widget.start()
  tab.widget.openConversation(id)
  await clock.advance(180_000)
  const there = server.items(id).filter(({ deletedAt }) => deletedAt === null).map(({ text }) => text)
  for (const each of [tab, other]) {
    look(each, true)
    expect(conversationView(each.widget.get(), id).items.map(({ text }) => text)).toEqual(there)
    expect(launcherView(each.widget.get()).unreadCount).toBe(0)
  }
  const own = server.items(id).filter(({ visitorId }) => visitorId !== null).map(({ text }) => text)
  expect([...own].sort()).toEqual([...written].sort())
}
