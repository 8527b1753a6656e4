import { afterEach, describe, expect, it, vi } from "vitest"
import { makeFakeBrowser } from "../widget/testing/FakeBrowser.ts"
import { talking } from "../widget/testing/talking.ts"
import { createConversation } from "./createConversation.ts"
import { createConversationMutation } from "./createConversationMutation.ts"
import { sendMessage } from "./sendMessage.ts"
import { sendMessageMutation } from "./sendMessageMutation.ts"
import { supportEvents } from "./supportEvents.ts"
import { timelineItems } from "./timelineItems.ts"
import { uploadFiles } from "./uploadFiles.ts"

const texts = (tab: Awaited<ReturnType<typeof talking>>["tab"], id: string) => timelineItems(tab.widget.get(), id).items.map(({ text }) => text)
const file = (name: string, size = 10, type = "text/plain") => new File(["x".repeat(size)], name, { type })

describe("a message sent beside the widget", () => {
  it("begins a conversation under an id that is told before anything is sent, and moves no page", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    const told: Array<string> = []
    const welcome = createConversation(tab.widget, { defaultTimelineItems: [{ text: "Welcome!", aiAgentId: "ai_1" }] }).initialTimelineItems
    const sending = sendMessage(tab.widget, {
      message: " hello ", defaultTimelineItems: welcome,
      onConversationInitiated: (id) => told.push(id, `${server.calledWith("conversations.send").length} sent`)
    })
    await clock.settle()
    const sent = await sending
    expect(told).toEqual([sent.conversationId, "0 sent"])
    expect(sent).toMatchObject({ conversation: { id: sent.conversationId, status: "open" }, initialTimelineItems: [{ text: "Welcome!" }, { text: "hello" }] })
    expect(server.calledWith("conversations.send")[0]).toMatchObject({ text: "hello", welcome: [{ content: "Welcome!", senderType: "ai", senderId: "ai_1" }] })
    expect(tab.widget.get().router.current.page).toBe("HOME")
  })

  it("stands in the timeline at once, and is sent again by itself while the server is away", async () => {
    const { clock, id, setDown, tab } = await talking()
    setDown(true)
    const sent = vi.fn()
    void sendMessage(tab.widget, { conversationId: id, message: "patience" }).then(sent)
    await clock.settle()
    expect(texts(tab, id)).toEqual(["hello", "patience"])
    expect(sent).not.toHaveBeenCalled()
    setDown(false)
    await clock.advance(60_000)
    expect(sent).toHaveBeenCalledWith({ conversationId: id, messageId: expect.any(String) })
  })

  it("is told to the host once, as one from the widget's own field is", async () => {
    const { clock, id, tab } = await talking()
    const heard = vi.fn()
    supportEvents(tab.widget).subscribe("messageSent", heard)
    await Promise.all([sendMessage(tab.widget, { conversationId: id, message: "from a page of the host" }), clock.settle()])
    await clock.settle()
    expect(heard).toHaveBeenCalledTimes(1)
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ conversationId: id, message: { text: "from a page of the host", organizationId: expect.any(String) } })
  })

  it("that is refused stays in the timeline, says why by a code, and may be tried again under its id", async () => {
    const { clock, id, server, tab } = await talking()
    server.fault("conversations.send", { _tag: "ConversationClosed", conversationId: id, status: "resolved" })
    const messageId = "01JABCDEFGHJKMNPQRSTVWXYZ0"
    const refused = sendMessage(tab.widget, { conversationId: id, message: "too late", messageId })
    await expect(refused).rejects.toMatchObject({ code: "CONVERSATION_CLOSED" })
    expect(texts(tab, id)).toEqual(["hello", "too late"])
    server.fault("conversations.send", { _tag: "FileNotReady", key: "k" })
    const other = "01JABCDEFGHJKMNPQRSTVWXYZ1"
    await expect(sendMessage(tab.widget, { conversationId: id, message: "again", messageId: other })).rejects.toMatchObject({ code: "FILE_NOT_READY" })
    const again = sendMessage(tab.widget, { conversationId: id, message: "again", messageId: other })
    await clock.settle()
    expect(await again).toEqual({ conversationId: id, messageId: other })
    expect(texts(tab, id).filter((text) => text === "again")).toHaveLength(1)
  })

  it("needs text or a file", async () => {
    const { id, tab } = await talking()
    await expect(sendMessage(tab.widget, { conversationId: id, message: "  " })).rejects.toMatchObject({ code: "EMPTY_MESSAGE" })
  })
})

describe("useSendMessage", () => {
  it("says that it is under way, and gives null and a reason where it fails", async () => {
    const { clock, id, server, tab } = await talking()
    const { get, mutateAsync, reset, subscribe } = sendMessageMutation(tab.widget)
    const seen: Array<boolean> = []
    subscribe(() => seen.push(get().isPending))
    const onSuccess = vi.fn()
    const onError = vi.fn()
    const sent = mutateAsync({ conversationId: id, message: "one", onSuccess })
    await clock.settle()
    expect(onSuccess).toHaveBeenCalledWith(id, (await sent)?.messageId)
    expect(seen).toContain(true)
    expect(get()).toEqual({ isPending: false, isUploading: false, error: null })
    server.fault("conversations.send", { _tag: "IdConflict", id: "x" })
    expect(await mutateAsync({ conversationId: id, message: "two", onError })).toBeNull()
    expect(get().error?.code).toBe("ID_CONFLICT")
    expect(onError).toHaveBeenCalledTimes(1)
    reset()
    expect(get().error).toBeNull()
  })

  it("fails by a code where there is no widget to send with", async () => {
    const { get, mutateAsync } = sendMessageMutation(null)
    expect(await mutateAsync({ message: "hello" })).toBeNull()
    expect(get().error?.code).toBe("NOT_CONFIGURED")
    expect(await createConversationMutation(null).mutateAsync()).toBeNull()
  })
})

describe("uploads beside the widget", () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it("tell their progress by the byte, over all files, and give parts of a message", async () => {
    const { clock, id, tab } = await talking()
    const tellers: Array<(progress: number) => void> = []
    const ends: Array<() => void> = []
    const told: Array<number> = []
    const parts = uploadFiles(tab.widget, [file("a.txt", 300), file("b.txt", 100)], id, {
      onProgress: (progress) => told.push(progress),
      put: (_grant, _file, onProgress) => new Promise((resolve) => {
        tellers.push(onProgress)
        ends.push(resolve)
      })
    })
    await clock.settle()
    tellers[0]?.(0.5)
    tellers[1]?.(1)
    ends.forEach((end) => end())
    expect(await parts).toMatchObject([{ type: "file", filename: "a.txt", url: "/files/key-a.txt" }, { type: "file", filename: "b.txt" }])
    expect(told.slice(0, 2)).toEqual([38, 63])
    expect(told.at(-1)).toBe(100)
  })

  it("are refused by the rules of the composer before anything goes out", async () => {
    const { id, server, tab } = await talking()
    const refused = (files: ReadonlyArray<File>) => expect(uploadFiles(tab.widget, files, id)).rejects
    await refused([file("a.exe", 1, "application/x-msdownload")]).toMatchObject({ code: "FILE_REFUSED", details: { reason: "type_not_allowed" } })
    await refused([file("a.txt", 0)]).toMatchObject({ code: "FILE_REFUSED", details: { reason: "empty" } })
    await refused([1, 2, 3, 4].map((at) => file(`${at}.txt`))).toMatchObject({ code: "TOO_MANY_FILES" })
    expect(server.calledWith("uploads.grant")).toHaveLength(0)
  })

  it("stop together when one of them is cut off", async () => {
    const { id, tab } = await talking()
    const signals: Array<AbortSignal> = []
    const parts = uploadFiles(tab.widget, [file("a.txt"), file("b.txt")], id, {
      put: (_grant, { size }, _onProgress, signal) => {
        signals.push(signal)
        return signals.length === 2 ? Promise.reject(new Error(`cut after ${size}`)) : new Promise(() => {})
      }
    })
    await expect(parts).rejects.toMatchObject({ code: "UPLOAD_FAILED" })
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
  })

  it("stop when the host takes them back", async () => {
    const { clock, id, tab } = await talking()
    const aborter = new AbortController()
    const parts = uploadFiles(tab.widget, [file("a.txt")], id, {
      signal: aborter.signal,
      put: (_grant, _file, _onProgress, signal) => new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("taken back")))
      })
    })
    const failed = expect(parts).rejects.toMatchObject({ code: "UPLOAD_FAILED" })
    await clock.settle()
    aborter.abort()
    await failed
  })
})
