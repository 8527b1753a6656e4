import { FakeUpload } from "@cossistant/core/suite/FakeUpload"
import { eventually, press } from "@cossistant/core/suite/screen"
import { useState } from "react"
import { describe, expect, it, vi } from "vitest"
import { useConversationHistoryPage, useConversationPage, useFileUpload, useHomePage, useMessageComposer } from "../hooks.ts"
import { SupportConfig } from "../SupportConfig.tsx"
import { useSupportEvents } from "../useSupportEvents.ts"
import { useSupportNavigation } from "../useSupportNavigation.ts"
import { makePage, typeInto } from "../primitives/testing/mount.tsx"
import { useEffect } from "react"

const page = makePage()
const text = () => document.body.textContent ?? ""
const shown = (wanted: string) => eventually(`text ${wanted}`, () => text().includes(wanted))
const field = () => eventually("a field", () => document.querySelector("textarea"))
const asked = (tag: string) => page.server.requests.filter((request) => request.tag === tag)

/** A home page of one's own, as the guide shows it. */
const CustomHome = ({ onOpenConversation }: { readonly onOpenConversation?: (id: string) => void }) => {
  const home = useHomePage({ onOpenConversation })
  const { page } = useSupportNavigation()
  if (home.isLoading) return <p>loading</p>
  return (
    <div>
      <output>{page}</output>
      <p>{home.hasConversations ? `latest ${home.lastOpenConversation?.lastTimelineItem?.text}, ${home.availableConversationsCount} more` : "none"}</p>
      <button onClick={() => home.startConversation("Where is my kettle?")}>Ask</button>
      <button onClick={() => home.lastOpenConversation && home.openConversation(home.lastOpenConversation.id)}>Latest</button>
      <button onClick={home.openConversationHistory}>History</button>
    </div>
  )
}

/** A conversation of one's own, as the guide shows it. */
const CustomConversation = ({ conversationId, initialMessage, onIdChange }: {
  readonly conversationId: string
  readonly initialMessage?: string
  readonly onIdChange?: (id: string) => void
}) => {
  const { composer, conversationId: id, error, isPending, items } = useConversationPage({ conversationId, initialMessage, onConversationIdChange: onIdChange })
  return (
    <section data-id={id}>
      <output>{isPending ? "pending" : "begun"}</output>
      <ul>{items.map((item) => <li key={item.id} data-type={item.type}>{item.text}</li>)}</ul>
      <textarea value={composer.message} onChange={(event) => composer.setMessage(event.target.value)} />
      <button disabled={!composer.canSubmit} onClick={composer.submit}>Send</button>
      {error && <em>{error.message}</em>}
    </section>
  )
}

const messages = () => [...document.querySelectorAll("li[data-type='message']")].map(({ textContent }) => textContent)

describe("page hooks", () => {
  it("goes where a home page's functions say when its host gives no callback, and only there when it does", async () => {
    page.server.begin(["> First question"])
    page.server.begin(["> Second question"])
    page.comeBack()
    const onOpenConversation = vi.fn()
    page.show(<CustomHome onOpenConversation={onOpenConversation} />)
    await shown("latest Second question, 1 more")
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
      const { hasMore, remainingCount, showAll, showMore, visibleConversations, visibleCount } = useConversationHistoryPage({ initialVisibleCount: 3 })
      return (
        <>
          <p>{visibleCount} shown, {remainingCount} left, {String(hasMore)}: {visibleConversations.at(-1)?.lastTimelineItem?.text}</p>
          <button onClick={showMore}>More</button><button onClick={showAll}>All</button>
        </>
      )
    }
    page.show(<History />)
    await shown("3 shown, 4 left, true: Question 5")
    await press("More")
    await shown("6 shown, 1 left, true: Question 2")
    await press("All")
    await shown("7 shown, 0 left, false: Question 1")
  })

  it("asks for a thread once when it is opened, and follows its page to another conversation", async () => {
    const first = page.server.begin(["> From the first"])
    const second = page.server.begin(["> From the second"])
    page.comeBack()
    const Switch = () => {
      const [id, setId] = useState(first)
      return <><button onClick={() => setId(second)}>Other</button><CustomConversation conversationId={id} /></>
    }
    page.show(<CustomHome />)
    await shown("latest From the second")
    await eventually("a subscription", () => asked("sync.subscribe").length > 0)
    page.show(<Switch />)
    await eventually("the first", () => messages().includes("From the first"))
    await press("Other")
    await eventually("the second alone", () => messages().join() === "From the second")
    expect(asked("conversations.timeline").map(({ payload }) => (payload as { conversationId: string }).conversationId)).toEqual([first, second])
  })

  it("shows welcome messages while nothing was sent, begins with the first message, and tells its id once", async () => {
    const onIdChange = vi.fn()
    page.show(
      <>
        <SupportConfig defaultMessages={[{ content: "Ask me about kettles.", senderType: "team_member" }]} />
        <CustomConversation conversationId="__pending__" onIdChange={onIdChange} />
      </>
    )
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
    page.show(
      <>
        <SupportConfig defaultMessages={[{ content: "Ask me about kettles.", senderType: "team_member" }]} />
        <CustomConversation conversationId={id} initialMessage="I have a question" />
      </>
    )
    await eventually("the message", () => messages().join() === "I have a question" && document.querySelector("output")?.textContent === "begun")
    expect(asked("conversations.send").map(({ payload }) => (payload as { conversationId: string }).conversationId)).toEqual([id])
  })

  it("keeps what couldn't be sent and says so", async () => {
    page.server.refuse("conversations.send", { _tag: "IdConflict", id: "x" })
    const onError = vi.fn()
    const onMessageSent = vi.fn()
    const events: Array<string> = []
    const Input = () => {
      const { canSubmit, error, message, setMessage, submit } = useMessageComposer({ conversationId: null, onMessageSent, onError })
      const subscribe = useSupportEvents()?.subscribe
      useEffect(() => subscribe?.("messageSent", ({ type }) => events.push(type)), [subscribe])
      return (
        <>
          <textarea value={message} onChange={(event) => setMessage(event.target.value)} />
          <button onClick={submit} disabled={!canSubmit}>Send</button>
          {error && <em>{error.message}</em>}
        </>
      )
    }
    page.show(<Input />)
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
      const { error, isUploading, progress, uploadFiles } = useFileUpload()
      const upload = (file: File) => void uploadFiles([file], "CO1234567892345678").then((parts) => settled.push(parts), (cause: Error) => settled.push(cause.message))
      return (
        <>
          <button onClick={() => upload(new File(["hello"], "a.txt", { type: "text/plain" }))}>Upload</button>
          <button onClick={() => upload(new File(["hello"], "a.exe", { type: "application/x-msdownload" }))}>Wrong</button>
          <p>{isUploading ? `${progress}%` : "idle"} {error?.message}</p>
        </>
      )
    }
    page.show(<FileUploader />)
    await press("Upload")
    await shown("50%")
    held[0]?.onload?.()
    await eventually("the parts", () => settled.length === 1)
    expect(settled[0]).toMatchObject([{ type: "file", filename: "a.txt", mediaType: "text/plain" }])
    await press("Wrong")
    await shown("FILE_REFUSED")
    expect(settled[1]).toBe("FILE_REFUSED")
    expect(asked("uploads.grant")).toHaveLength(1)
    FakeUpload.held = null
  })
})
