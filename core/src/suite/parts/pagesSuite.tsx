import { describe, expect, it, vi } from "vitest"
import { FakeUpload } from "../FakeUpload.ts"
import { eventually, press } from "../screen.ts"
import { makePartsStage, type PartsDriver, says, typeInto, type Written } from "./stage.tsx"

const field = () => eventually("a field", () => document.querySelector("textarea"))
const messages = () => [...document.querySelectorAll("li[data-type='message']")].map(({ textContent }) => textContent)

/** Hooks that whole pages are made of, run over each renderer. */
export const pagesSuite = (renderer: string, driver: PartsDriver<"Config">): void => {
  const { hooks: H, options, parts: { Config: SupportConfig }, signal, whileMounted } = driver

  /** A home page of one's own, as the guide shows it. */
  const CustomHome = (props: { readonly onOpenConversation?: (id: string) => void }) => {
    const home = H.useHomePage(options(() => ({ onOpenConversation: props.onOpenConversation })))
    const navigation = H.useSupportNavigation()
    return (
      <div>
        <output>{navigation.page}</output>
        <p>{home.isLoading ? "loading" : home.hasConversations ? `latest ${home.lastOpenConversation?.lastTimelineItem?.text}, ${home.availableConversationsCount} more` : "none"}</p>
        <button onClick={() => home.startConversation("Where is my kettle?")}>Ask</button>
        <button onClick={() => home.lastOpenConversation && home.openConversation(home.lastOpenConversation.id)}>Latest</button>
        <button onClick={() => home.openConversationHistory()}>History</button>
      </div>
    )
  }

  /** A conversation of one's own, as the guide shows it. */
  const CustomConversation = (props: {
    readonly conversationId: string
    readonly initialMessage?: string
    readonly onIdChange?: (id: string) => void
  }) => {
    const thread = H.useConversationPage(options(() => ({
      conversationId: props.conversationId, initialMessage: props.initialMessage, onConversationIdChange: props.onIdChange
    })))
    return (
      <section data-id={thread.conversationId}>
        <output>{thread.isPending ? "pending" : "begun"}</output>
        <ul>{thread.items.map((item) => <li key={item.id} data-type={item.type}>{item.text}</li>)}</ul>
        <textarea value={thread.composer.message} onInput={(event: Written) => thread.composer.setMessage(event.currentTarget.value)} />
        <button disabled={!thread.composer.canSubmit} onClick={() => thread.composer.submit()}>Send</button>
        {thread.error ? <em>{thread.error.message}</em> : null}
      </section>
    )
  }

  describe(`page hooks in ${renderer}`, { timeout: 20_000 }, () => {
    const page = makePartsStage(driver)
    const { show } = page
    const asked = (tag: string) => page.server.requests.filter((request) => request.tag === tag)

    it("goes where a home page's functions say when its host gives no callback, and only there when it does", async () => {
      page.server.begin(["> First question"])
      page.server.begin(["> Second question"])
      page.comeBack()
      const onOpenConversation = vi.fn()
      show(() => <CustomHome onOpenConversation={onOpenConversation} />)
      await says("latest Second question, 1 more")
      await press("Latest")
      expect(onOpenConversation).toHaveBeenCalledOnce()
      expect(document.querySelector("output")?.textContent).toBe("HOME")
      await press("History")
      await eventually("the history", () => document.querySelector("output")?.textContent === "CONVERSATION_HISTORY")
      await press("Ask")
      await eventually("a conversation", () => document.querySelector("output")?.textContent === "CONVERSATION")
      await eventually("one message", () => asked("conversations.send").length === 1)
      expect(asked("conversations.send")[0]?.payload).toMatchObject({ text: "Where is my kettle?" })
    })

    it("shows every conversation there is, a few more at a time", async () => {
      for (let count = 1; count <= 7; count++) page.server.begin([`> Question ${count}`])
      page.comeBack()
      const History = () => {
        const history = H.useConversationHistoryPage({ initialVisibleCount: 3 })
        return (
          <>
            <p>{history.visibleCount} shown, {history.remainingCount} left, {String(history.hasMore)}: {history.visibleConversations.at(-1)?.lastTimelineItem?.text}</p>
            <button onClick={history.showMore}>More</button><button onClick={history.showAll}>All</button>
          </>
        )
      }
      show(() => <History />)
      await says("3 shown, 4 left, true: Question 5")
      await press("More")
      await says("6 shown, 1 left, true: Question 2")
      await press("All")
      await says("7 shown, 0 left, false: Question 1")
    })

    it("asks for a thread once when it is opened, and follows its page to another conversation", async () => {
      const first = page.server.begin(["> From the first"])
      const second = page.server.begin(["> From the second"])
      page.comeBack()
      const [id, setId] = signal<string | null>(null)
      show(() => (
        <div>
          <button onClick={() => setId(second)}>Other</button>
          {id() === null ? <CustomHome /> : <CustomConversation conversationId={id()} />}
        </div>
      ))
      await says("latest From the second")
      await eventually("a subscription", () => asked("sync.subscribe").length > 0)
      setId(first)
      await eventually("the first", () => messages().includes("From the first"))
      await press("Other")
      await eventually("the second alone", () => messages().join() === "From the second")
      expect(asked("conversations.timeline").map(({ payload }) => (payload as { conversationId: string }).conversationId)).toEqual([first, second])
    })

    it("shows welcome messages while nothing was sent, begins with the first message, and tells its id once", async () => {
      const onIdChange = vi.fn()
      show(() => (
        <>
          <SupportConfig defaultMessages={[{ content: "Ask me about kettles.", senderType: "team_member" }]} />
          <CustomConversation conversationId="__pending__" onIdChange={onIdChange} />
        </>
      ))
      await eventually("the welcome line", () => messages().join() === "Ask me about kettles.")
      expect(document.querySelector("output")?.textContent).toBe("pending")
      typeInto(await field(), "Which is the quietest?")
      await press("Send")
      await eventually("both", () => messages().join("|") === "Ask me about kettles.|Which is the quietest?")
      await eventually("a conversation", () => document.querySelector("output")?.textContent === "begun")
      expect((await field()).value).toBe("")
      expect(asked("conversations.send")[0]?.payload).toMatchObject({ welcome: [{ content: "Ask me about kettles." }] })
      expect(onIdChange).toHaveBeenCalledOnce()
      expect(onIdChange.mock.calls[0]?.[0]).toMatch(/^CO[1-9A-NP-Z]{16}$/)
    })

    it("sends an initial message once, without welcome lines, also to an id that nobody knows yet", async () => {
      const id = "CO1234567892345678"
      show(() => (
        <>
          <SupportConfig defaultMessages={[{ content: "Ask me about kettles.", senderType: "team_member" }]} />
          <CustomConversation conversationId={id} initialMessage="I have a question" />
        </>
      ))
      await eventually("the message", () => messages().join() === "I have a question" && document.querySelector("output")?.textContent === "begun")
      expect(asked("conversations.send").map(({ payload }) => (payload as { conversationId: string }).conversationId)).toEqual([id])
    })

    it("keeps what couldn't be sent and says so", async () => {
      page.server.refuse("conversations.send", { _tag: "IdConflict", id: "x" })
      const onError = vi.fn()
      const onMessageSent = vi.fn()
      const events: Array<string> = []
      const Input = () => {
        const composer = H.useMessageComposer({ conversationId: null, onMessageSent, onError })
        const bus = H.useSupportEvents()
        whileMounted(() => bus?.subscribe("messageSent", (event) => void events.push(event.type)))
        return (
          <>
            <textarea value={composer.message} onInput={(event: Written) => composer.setMessage(event.currentTarget.value)} />
            <button onClick={() => composer.submit()} disabled={!composer.canSubmit}>Send</button>
            {composer.error ? <em>{composer.error.message}</em> : null}
          </>
        )
      }
      show(() => <Input />)
      typeInto(await field(), "Hello?")
      await eventually("a ready button", () => document.querySelector("button:not([disabled])"))
      await press("Send")
      await eventually("an error", () => document.querySelector("em")?.textContent)
      await eventually("a told error", () => onError.mock.calls.length === 1)
      expect(onMessageSent).not.toHaveBeenCalled()
      page.server.refuse("conversations.send", null)
      typeInto(await field(), "Hello again")
      await eventually("a ready button", () => document.querySelector("button:not([disabled])"))
      await press("Send")
      await eventually("a sent message", () => onMessageSent.mock.calls.length === 1)
      await eventually("its event", () => events.length > 0)
      expect(events).toEqual(["messageSent"])
    })

    it("uploads files with their progress in bytes, and rejects what breaks a rule before anything is sent", async () => {
      vi.stubGlobal("XMLHttpRequest", FakeUpload)
      const held: Array<FakeUpload> = FakeUpload.held = []
      const settled: Array<unknown> = []
      const FileUploader = () => {
        const uploader = H.useFileUpload()
        const upload = (file: File) => void uploader.uploadFiles([file], "CO1234567892345678").then((parts) => settled.push(parts), (cause: Error) => settled.push(cause.message))
        return (
          <>
            <button onClick={() => upload(new File(["hello"], "a.txt", { type: "text/plain" }))}>Upload</button>
            <button onClick={() => upload(new File(["hello"], "a.exe", { type: "application/x-msdownload" }))}>Wrong</button>
            <p>{uploader.isUploading ? `${uploader.progress}%` : "idle"} {uploader.error?.message}</p>
          </>
        )
      }
      show(() => <FileUploader />)
      await press("Upload")
      await says("50%")
      held[0]?.onload?.()
      await eventually("the parts", () => settled.length === 1)
      expect(settled[0]).toMatchObject([{ type: "file", filename: "a.txt", mediaType: "text/plain" }])
      await press("Wrong")
      await says("FILE_REFUSED")
      expect(settled[1]).toBe("FILE_REFUSED")
      expect(asked("uploads.grant")).toHaveLength(1)
      FakeUpload.held = null
    })
  })
}
