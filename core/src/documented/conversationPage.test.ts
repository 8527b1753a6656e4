import { describe, expect, it, vi } from "vitest"
import { makeFakeBrowser } from "../widget/testing/FakeBrowser.ts"
import { talking } from "../widget/testing/talking.ts"
import { conversationIdOf } from "./conversationId.ts"
import { conversationPage, openConversationPage } from "./conversationPage.ts"
import { fetchNextPage, refetchTimelineItems, timelineItems } from "./timelineItems.ts"
import { messageComposer, messageComposerActions } from "./messageComposer.ts"
import { PENDING_CONVERSATION_ID } from "./newIds.ts"

const fresh = async () => {
  const browser = makeFakeBrowser()
  browser.server.change({ identityVerification: "optional" })
  const tab = browser.open()
  tab.widget.configure("provider").set({ defaultMessages: [{ content: "Welcome!", senderType: "team_member" }] })
  await tab.start()
  const id = conversationIdOf(tab.widget.get(), PENDING_CONVERSATION_ID)
  const page = () => conversationPage(tab.widget.get(), id)
  return { ...browser, tab, id, page }
}

describe("a conversation on a page of the host's own", () => {
  it("shows the welcome lines while it is pending, and the same id to all who ask", async () => {
    const { id, page, tab } = await fresh()
    await openConversationPage(tab.widget, id)
    expect(page()).toMatchObject({ isPending: true, isLoading: false, items: [{ text: "Welcome!", userId: "user_ada" }], hasItems: true })
    expect(conversationIdOf(tab.widget.get(), null)).toBe(id)
    expect(page()).toBe(page())
  })

  it("sends an initial message once, at once and without the welcome lines", async () => {
    const { clock, id, page, server, tab } = await fresh()
    // As React's strict mode mounts it.
    await Promise.all([openConversationPage(tab.widget, id, "help"), openConversationPage(tab.widget, id, "help")])
    await clock.settle()
    expect(server.calledWith("conversations.send")).toMatchObject([{ conversationId: id, text: "help" }])
    expect(server.calledWith("conversations.send")[0]?.["welcome"]).toBeUndefined()
    await openConversationPage(tab.widget, id, "help")
    await clock.settle()
    expect(server.calledWith("conversations.send")).toHaveLength(1)
    expect(page()).toMatchObject({ isPending: false, error: null, lastTimelineItem: { type: "identification" } })
    expect(page().items.map(({ text }) => text)).toEqual(["help", null])
    expect(conversationIdOf(tab.widget.get(), PENDING_CONVERSATION_ID)).not.toBe(id)
  })

  it("asks for an address below the visitor's first message only, and not once it knows them", async () => {
    const { clock, id, page, setDown, tab } = await fresh()
    await openConversationPage(tab.widget, id)
    setDown(true)
    const { setMessage, submit } = messageComposerActions(tab.widget, id)
    setMessage("hello")
    submit()
    await clock.settle()
    expect(page().items.map(({ type }) => type)).toEqual(["message", "message"])
    setDown(false)
    await clock.advance(60_000)
    expect(page().items.at(-1)?.type).toBe("identification")
    await Promise.all([tab.widget.identify({ externalId: "7", name: "Mia" }), clock.advance(10)])
    await clock.settle()
    expect(page().items.some(({ type }) => type === "identification")).toBe(false)
  })

  it("falls back to the items it was given while there are none", async () => {
    const { clock, id, page, tab } = await fresh()
    tab.widget.configure("support").set({ defaultMessages: [] })
    await openConversationPage(tab.widget, id)
    const given = [{ conversationId: id, organizationId: "", visibility: "public", type: "message", text: "given", parts: [], userId: null, aiAgentId: null, visitorId: null, createdAt: "" } as const]
    const items = given.map((item) => ({ ...item, parts: [] }))
    expect(conversationPage(tab.widget.get(), id, items)).toMatchObject({ items: [{ text: "given" }] })
    // Two pages of one conversation with different items don't take turns.
    const others = items.map((item) => ({ ...item, text: "other" }))
    const first = conversationPage(tab.widget.get(), id, items)
    conversationPage(tab.widget.get(), id, others)
    expect(conversationPage(tab.widget.get(), id, items)).toBe(first)
    await clock.settle()
    expect(page().items).toEqual([])
  })

  /** A conversation of 61 messages; each `come` is the same visitor on a page anew, with the newest 50 at hand. */
  const long = async () => {
    const { clock, id, open, server, session, tab } = await talking()
    for (let at = 0; at < 60; at++) server.say(id, `${at}`)
    tab.leave()
    const come = async () => {
      const { start, widget } = open({ session: session() })
      await start()
      void openConversationPage(widget, id)
      await clock.advance(10)
      return widget
    }
    return { clock, come, id }
  }

  it("loads a conversation that is not in sight, and pages back to its beginning", async () => {
    const { clock, come, id } = await long()
    const widget = await come()
    const first = timelineItems(widget.get(), id)
    expect(first).toMatchObject({ hasNextPage: true, isLoading: false, error: null })
    expect(first.items).toHaveLength(50)
    expect(first.nextCursor).toBe("12")
    const older = fetchNextPage(widget, id)
    await clock.settle()
    expect(await older).toMatchObject({ hasNextPage: false, nextCursor: undefined })
    expect((await older).items.map(({ text }) => text).slice(0, 2)).toEqual(["hello", "0"])
  })

  it("keeps the beginning it has paged back to when the newest page is read anew meanwhile", async () => {
    const { clock, come, id } = await long()
    const widget = await come()
    const older = fetchNextPage(widget, id)
    await Promise.resolve()
    void refetchTimelineItems(widget, id)
    await clock.settle()
    await older
    expect(timelineItems(widget.get(), id)).toMatchObject({ hasNextPage: false, isLoading: false })
    expect(timelineItems(widget.get(), id).items).toHaveLength(61)
  })

  it("pages back once the newest page is here, when it was on its way", async () => {
    const { clock, come, id } = await long()
    const widget = await come()
    void refetchTimelineItems(widget, id)
    await Promise.resolve()
    const older = fetchNextPage(widget, id)
    await clock.settle()
    expect((await older).items).toHaveLength(61)
  })
})

describe("a composer of the host's own", () => {
  it("holds text and the very files that were given to it", async () => {
    const { clock, id, setUpload, tab } = await talking()
    let finish = () => {}
    setUpload((_grant, _file, onProgress) => new Promise((resolve) => {
      onProgress(0.5)
      finish = resolve
    }))
    const { addFiles, removeFile, setMessage } = messageComposerActions(tab.widget, id)
    const photo = new File(["12345"], "photo.txt", { type: "text/plain" })
    setMessage("look")
    addFiles([photo])
    await clock.settle()
    const value = () => messageComposer(tab.widget.get(), id)
    expect(value()).toMatchObject({ message: "look", isUploading: true, canSubmit: true, error: null })
    expect(value().files[0]).toBe(photo)
    const { files } = value()
    finish()
    await clock.settle()
    expect(value().isUploading).toBe(false)
    expect(value().files).toBe(files)
    removeFile(0)
    expect(value().files).toEqual([])
    expect(value()).toBe(value())
  })

  it("says at once of a file that it isn't taken, and no more once it is taken out", async () => {
    const { clock, id, tab } = await fresh()
    await openConversationPage(tab.widget, id)
    const { addFiles, removeFile } = messageComposerActions(tab.widget, id)
    addFiles([new File(["MZ"], "setup.exe", { type: "application/x-msdownload" })])
    await clock.settle()
    expect(messageComposer(tab.widget.get(), id)).toMatchObject({ files: [{ name: "setup.exe" }], error: { code: "FILE_REFUSED" } })
    removeFile(0)
    await clock.settle()
    expect(messageComposer(tab.widget.get(), id)).toMatchObject({ files: [], error: null })
  })

  it("says when the server has the message, and gives the text back nobody could send", async () => {
    const { clock, id, page, server, tab } = await fresh()
    const onMessageSent = vi.fn()
    const onConversationInitiated = vi.fn()
    const onError = vi.fn()
    await openConversationPage(tab.widget, id)
    const { setMessage, submit } = messageComposerActions(tab.widget, id, () => ({ onMessageSent, onConversationInitiated, onError }))
    submit()
    await clock.settle()
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ code: "EMPTY_MESSAGE" })
    expect(onConversationInitiated).not.toHaveBeenCalled()
    setMessage("hello")
    submit()
    expect(onConversationInitiated).toHaveBeenCalledWith(id)
    expect(messageComposer(tab.widget.get(), id)).toMatchObject({ message: "", isSubmitting: true })
    await clock.settle()
    const item = server.items(id).find(({ text }) => text === "hello")
    expect(onMessageSent).toHaveBeenCalledWith(id, item?.id)
    expect(server.calledWith("conversations.send")[0]?.["welcome"]).toEqual([{ content: "Welcome!", senderType: "team_member" }])
    server.fault("conversations.send", { _tag: "ConversationClosed", conversationId: id, status: "spam" })
    setMessage("more")
    submit()
    await clock.settle()
    expect(onError).toHaveBeenCalledTimes(2)
    expect(page().error?.code).toBe("CONVERSATION_CLOSED")
    expect(page().items.some(({ text }) => text === "more")).toBe(true)
  })

  it("sends lines of its own in place of the host's welcome messages, with its files", async () => {
    const { clock, id, server, tab } = await fresh()
    await openConversationPage(tab.widget, id)
    const item = { conversationId: id, organizationId: "", visibility: "public", type: "message", text: "Own line", parts: [], userId: "user_ada", aiAgentId: null, visitorId: null, createdAt: "" } as const
    const { addFiles, setMessage, submit } = messageComposerActions(tab.widget, id, () => ({ defaultTimelineItems: [{ ...item, parts: [] }] }))
    setMessage("hello")
    addFiles([new File(["1"], "a.txt", { type: "text/plain" })])
    submit()
    await clock.settle()
    expect(server.calledWith("conversations.send")).toMatchObject([{
      text: "hello", files: ["key-a.txt"], welcome: [{ content: "Own line", senderType: "team_member", senderId: "user_ada" }]
    }])
    expect(messageComposer(tab.widget.get(), id)).toMatchObject({ message: "", files: [] })
  })
})
