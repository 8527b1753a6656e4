import { describe, expect, it, vi } from "vitest"
import { makeFakeBrowser } from "../widget/testing/FakeBrowser.ts"
import { talking } from "../widget/testing/talking.ts"
import { makeCell } from "./cell.ts"
import { conversationHistoryPage, conversationHistoryPageActions } from "./conversationHistoryPage.ts"
import { conversations, loadQuery, refetchConversations } from "./conversations.ts"
import { homePage, homePageActions } from "./homePage.ts"
import { visitorOf } from "./visitorOf.ts"

const letters = "123456789ABCDEFGHIJKLMNPQRSTUVWXYZ"
const idOf = (count: number) => `CO${"1".repeat(14)}${letters[Math.floor(count / 34)]}${letters[count % 34]}`

/** A visitor with many conversations, whose widget has loaded the first page. */
const busy = async (count: number) => {
  const browser = await talking()
  const { clock, server, tab } = browser
  for (let at = 0; at < count; at++) {
    await clock.advance(1_000)
    server.say(idOf(at), `message ${at}`)
  }
  tab.leave()
  const again = browser.open({ session: browser.session() })
  await again.start()
  await clock.advance(2_500)
  return { ...browser, tab: again }
}

describe("a home page", () => {
  it("shows the newest open conversation and counts the others, on the server too", async () => {
    const { clock, server, tab } = await busy(30)
    server.update(idOf(29), { status: "resolved" })
    await clock.settle()
    const page = homePage(tab.widget.get())
    expect(page.lastOpenConversation?.id).toBe(idOf(28))
    expect(page.availableConversationsCount).toBe(30)
    expect(page.hasConversations).toBe(true)
    expect(page.conversations[0]?.lastTimelineItem?.text).toBe("message 29")
    expect(homePage(tab.widget.get())).toBe(page)
  })

  it("goes there itself where the host has no callback of its own", async () => {
    const { id, tab } = await talking()
    const onStartConversation = vi.fn()
    const actions = homePageActions(tab.widget, () => ({ onStartConversation }))
    actions.startConversation("help")
    expect(onStartConversation).toHaveBeenCalledWith("help")
    actions.openConversationHistory()
    expect(tab.widget.get().router.current.page).toBe("CONVERSATION_HISTORY")
    actions.openConversation(id)
    expect(tab.widget.get().router.current).toEqual({ page: "CONVERSATION", params: { conversationId: id } })
  })

  it("is empty and at rest for someone who was never here", async () => {
    const tab = makeFakeBrowser().open()
    await tab.start()
    await tab.widget.load()
    expect(homePage(tab.widget.get())).toMatchObject({ conversations: [], isLoading: false, error: null, hasConversations: false, availableConversationsCount: 0 })
    expect(visitorOf(tab.widget.get())).toBeNull()
  })
})

describe("a history", () => {
  it("reaches the oldest conversation, page by page", async () => {
    const { clock, tab } = await busy(30)
    const visible = makeCell(4)
    const { showAll, showMore } = conversationHistoryPageActions(tab.widget, visible)
    const page = () => conversationHistoryPage(tab.widget.get(), visible.get())
    expect(page()).toMatchObject({ visibleCount: 4, hasMore: true, remainingCount: 27 })
    showMore()
    expect(page()).toMatchObject({ visibleCount: 8, remainingCount: 23 })
    showAll()
    await clock.settle()
    expect(page()).toMatchObject({ visibleCount: 31, hasMore: false, remainingCount: 0, error: null })
    expect(page().visibleConversations.at(-1)?.lastTimelineItem?.text).toBe("hello")
    expect(page()).toBe(page())
  })
})

describe("a list of conversations", () => {
  it("gives the page that was asked for, and loads it when it isn't here", async () => {
    const { tab } = await busy(30)
    const query = { limit: 10, page: 3 }
    expect(conversations(tab.widget.get(), query).conversations).toHaveLength(0)
    await loadQuery(tab.widget, query)
    const list = conversations(tab.widget.get(), query)
    expect(list.pagination).toEqual({ page: 3, limit: 10, total: 31, totalPages: 4, hasMore: true })
    expect(list.conversations.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => idOf(9 - at)))
    expect(conversations(tab.widget.get(), query)).toBe(list)
  })

  it("sorts and filters as asked", async () => {
    const { clock, server, tab } = await busy(3)
    server.update(idOf(1), { status: "resolved" })
    await clock.settle()
    const ids = (query: Parameters<typeof conversations>[1]) => conversations(tab.widget.get(), query).conversations.map(({ id }) => id)
    expect(ids({ status: "closed" })).toEqual([idOf(1)])
    expect(ids({ status: "open", orderBy: "createdAt", order: "asc" }).slice(1)).toEqual([idOf(0), idOf(2)])
  })

  it("can be asked for anew, and says why it can't be loaded", async () => {
    const { clock, server, setDown, tab } = await busy(1)
    const asked = server.calledWith("conversations.list").length
    const again = refetchConversations(tab.widget)
    await clock.settle()
    expect((await again).conversations).toHaveLength(2)
    expect(server.calledWith("conversations.list")).toHaveLength(asked + 1)
    setDown(true)
    const lost = refetchConversations(tab.widget)
    await expect(lost).rejects.toMatchObject({ code: "UNREACHABLE" })
  })
})
