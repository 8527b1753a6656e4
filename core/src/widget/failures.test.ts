import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { historyView } from "./historyView.ts"
import { homeView } from "./homeView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { talking } from "./testing/talking.ts"

type Browser = Awaited<ReturnType<typeof talking>>

const broken = { _tag: "InternalError", id: "err_1" }

/** What the host page was told of failures from now on. */
const told = ({ widget }: Browser["tab"]) => {
  const errors: Array<string> = []
  widget.on("error", ({ context, error }) => errors.push(`${context}: ${error.message}`))
  return errors
}

/** A visitor of many conversations, the newest of many messages. */
const returning = async () => {
  const browser = makeFakeBrowser()
  const { clock, local, open, server } = browser
  const { secret, visitor } = server.enroll()
  const ids = Array.from({ length: 25 }, (_, at) => `COAAAAAAAAAAAAAA${"ABCDE".charAt(Math.floor(at / 5))}${"ABCDE".charAt(at % 5)}`)
  for (const id of ids) {
    await clock.advance(1_000)
    server.say(id, "hello")
  }
  const newest = ids.at(-1) ?? ""
  for (let count = 0; count < 60; count++) server.say(newest, `number ${count}`)
  local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
  const tab = open()
  await tab.start()
  tab.widget.open()
  await clock.advance(3_000)
  return { ...browser, newest, tab }
}

describe("what was asked for and didn't come", () => {
  it("is asked for again at a retry: older conversations", async () => {
    const { clock, server, tab } = await returning()
    server.fault("conversations.list", broken)
    tab.widget.loadMoreConversations()
    await clock.settle()
    expect(historyView(tab.widget.get())).toMatchObject({ problem: { _tag: "InternalError" }, hasMore: true, isLoadingMore: false })
    // The newest ones are all here.
    expect(homeView(tab.widget.get()).problem).toBeNull()
    tab.widget.reload()
    await clock.settle()
    expect(historyView(tab.widget.get())).toMatchObject({ problem: null, hasMore: false })
    expect(historyView(tab.widget.get()).cards).toHaveLength(25)
  })

  it("is asked for again at a retry: older messages", async () => {
    const { clock, newest, server, tab } = await returning()
    tab.widget.openConversation(newest)
    await clock.settle()
    server.fault("conversations.timeline", broken)
    tab.widget.loadOlder(newest)
    await clock.settle()
    expect(conversationView(tab.widget.get())).toMatchObject({ problem: { _tag: "InternalError" }, hasOlder: true })
    tab.widget.reload()
    await clock.settle()
    expect(conversationView(tab.widget.get())).toMatchObject({ problem: null, hasOlder: false })
    expect(conversationView(tab.widget.get()).items).toHaveLength(61)
  })
})

describe("onError", () => {
  it("tells of a website that can't be reached, once for as long as it is away", async () => {
    const { clock, open, setDown } = makeFakeBrowser()
    const tab = open()
    const errors = told(tab)
    setDown(true)
    await tab.start()
    await clock.advance(600_000)
    tab.wake()
    await clock.settle()
    expect(errors).toEqual(["website: Unreachable"])
    setDown(false)
    tab.wake()
    await clock.advance(10_000)
    expect(errors).toEqual(["website: Unreachable"])
  })

  it("tells of a list that can't be loaded, once until it is, and again the next time", async () => {
    const { clock, open, server, session, tab } = await talking()
    tab.leave()
    server.fault("conversations.list", broken, broken)
    const again = open({ session: session() })
    const errors = told(again)
    await again.start()
    again.widget.open()
    await clock.advance(60_000)
    expect(errors).toEqual(["list: InternalError"])
    expect(homeView(again.widget.get())).toMatchObject({ problem: null, conversations: [{}] })
    server.fault("conversations.list", broken)
    server.reload("restored")
    await clock.advance(60_000)
    expect(errors).toEqual(["list: InternalError", "list: InternalError"])
  })

  it("tells of a thread that can't be loaded, once, but not of an id that nobody used yet", async () => {
    const { clock, id, open, server, session, tab } = await talking()
    tab.leave()
    server.fault("conversations.timeline", broken, broken)
    const again = open({ session: session() })
    const errors = told(again)
    await again.start()
    again.widget.openConversation(id)
    await clock.advance(60_000)
    expect(errors).toEqual(["thread: InternalError"])
    again.widget.openConversation("COAAAAAAAAAAAAAAAA")
    await clock.advance(60_000)
    expect(errors).toEqual(["thread: InternalError"])
  })

  it("tells of each file that couldn't be stored", async () => {
    const { clock, id, server, tab } = await talking()
    const errors = told(tab)
    server.fault("uploads.grant", broken)
    tab.widget.addFiles(id, [new File(["hello"], "a.txt", { type: "text/plain" })])
    await clock.advance(1_000)
    expect(errors).toEqual(["upload: InternalError"])
  })
})
