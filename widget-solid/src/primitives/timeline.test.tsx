import { eventually } from "@cossistant/core/suite/screen"
import { createSignal, For } from "solid-js"
import { describe, expect, it, vi } from "vitest"
import * as Primitives from "../primitives.ts"
import { makePage } from "./testing/mount.tsx"

const { draw } = makePage()
const one = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector)
  if (found === null) throw new Error(`no ${selector} in ${document.body.innerHTML}`)
  return found
}
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]

const message = (id: string, change: object = {}) => ({
  id, type: "message", text: `text ${id}`, parts: [{ type: "text", text: `text ${id}` }],
  userId: null, aiAgentId: null, visitorId: "v1", createdAt: "2026-03-04T09:41:00.000Z", ...change
})

describe("the timeline primitives", () => {
  it("draws the documented timeline: a log of articles, with loading and empty states only while they hold", () => {
    const [items, setItems] = createSignal<ReadonlyArray<ReturnType<typeof message>>>([])
    const [isLoading, setLoading] = createSignal(true)
    draw(() => (
      <Primitives.ConversationTimeline items={items()} isLoading={isLoading()} class={({ itemCount }) => `has-${itemCount}`}>
        <Primitives.ConversationTimelineLoading>Loading</Primitives.ConversationTimelineLoading>
        <Primitives.ConversationTimelineEmpty>Nothing yet</Primitives.ConversationTimelineEmpty>
        <Primitives.ConversationTimelineContainer>
          <For each={items()}>
            {(item) => (
              <Primitives.TimelineItem item={item}>
                <Primitives.TimelineItemContent />
                <Primitives.TimelineItemTimestamp>{item.createdAt}</Primitives.TimelineItemTimestamp>
              </Primitives.TimelineItem>
            )}
          </For>
        </Primitives.ConversationTimelineContainer>
      </Primitives.ConversationTimeline>
    ))
    expect(all("[role='status']").map(({ textContent }) => textContent)).toEqual(["Loading"])
    setLoading(false)
    expect(all("[role='status']").map(({ textContent }) => textContent)).toEqual(["Nothing yet"])
    setItems([message("a"), message("b", { visitorId: null, aiAgentId: "ai1" })])
    expect(all("[role='status']")).toEqual([])
    const log = one("[role='log']")
    expect([log.getAttribute("aria-live"), log.getAttribute("aria-relevant"), log.className]).toEqual(["polite", "additions", "has-2"])
    expect(log.getAttribute("aria-label")).toBeTruthy()
    expect(all("[role='article']").map((item) => item.getAttribute("aria-label"))).toEqual(["Message from visitor", "Message from AI assistant"])
    expect(one("[role='article'] > span").textContent).toMatch(/\d:41/)
  })

  it("tells when the reader comes to either end, and fades the edges when asked to", () => {
    const onScrollEnd = vi.fn()
    const onScrollStart = vi.fn()
    draw(() => <Primitives.ConversationTimeline autoScroll={false} maskHeight="20px" style="height: 100px" onScrollEnd={onScrollEnd} onScrollStart={onScrollStart} />)
    const log = one("[role='log']")
    expect(log.getAttribute("style")).toContain("height: 100px")
    Object.defineProperties(log, { scrollHeight: { value: 500 }, clientHeight: { value: 100 } })
    const scrollTo = (top: number) => {
      log.scrollTop = top
      log.dispatchEvent(new Event("scroll"))
    }
    scrollTo(200)
    expect([onScrollEnd.mock.calls.length, onScrollStart.mock.calls.length]).toEqual([0, 0])
    scrollTo(400)
    scrollTo(0)
    expect([onScrollEnd.mock.calls.length, onScrollStart.mock.calls.length]).toEqual([1, 1])
  })

  it("works without the item, items and timestamp that older samples leave out", () => {
    draw(() => (
      <Primitives.TimelineItemGroup items={[message("a", { visitorId: null, userId: "u1" }), message("b", { visitorId: null, userId: "u1" })]} viewerId="v1">
        {({ firstItemId, isReceivedByViewer, isTeamMember, itemCount, lastItemId }) => (
          <>
            <output>{JSON.stringify([isTeamMember, isReceivedByViewer, itemCount, firstItemId, lastItemId])}</output>
            <Primitives.TimelineItemGroupAvatar src="/ada.png" alt="Ada" />
            <Primitives.TimelineItemGroupHeader name="Ada">{({ name, senderId, senderType }) => `${name} ${senderId} ${senderType}`}</Primitives.TimelineItemGroupHeader>
            <Primitives.TimelineItemGroupContent>
              <Primitives.TimelineItem>{({ isHuman, text }) => <p>{`${isHuman} ${text}`}</p>}</Primitives.TimelineItem>
              <Primitives.TimelineItemTimestamp>{(date) => date.toISOString()}</Primitives.TimelineItemTimestamp>
            </Primitives.TimelineItemGroupContent>
          </>
        )}
      </Primitives.TimelineItemGroup>
    ))
    expect(one("output").textContent).toBe('[true,true,2,"a","b"]')
    expect([one("img").getAttribute("src"), one("img").getAttribute("alt")]).toEqual(["/ada.png", "Ada"])
    expect(one("[role='group']").getAttribute("aria-label")).toBe("Messages from support agent")
    expect(document.body.textContent).toContain("Ada u1 human")
    expect(one("[role='article']").textContent).toBe("true text a")
    expect(document.body.textContent).toContain("2026-03-04T09:41:00.000Z")
  })

  it("gives a group alone everything it can know, and stands an empty one", () => {
    draw(() => <Primitives.TimelineItemGroup>{({ itemCount }) => String(itemCount)}</Primitives.TimelineItemGroup>)
    expect(one("[role='group']").textContent).toBe("0")
  })

  it("draws markup safely: no script links, no HTML, a safe relation to what it links to", () => {
    draw(() => <Primitives.TimelineItemContent text={"[pay](javascript:alert(1)) **bold** https://acme.example <img src=x onerror=alert(1)>"} />)
    expect(all("a").map((link) => [link.getAttribute("href"), link.getAttribute("rel")])).toEqual([["https://acme.example/", "noopener noreferrer nofollow"]])
    expect(all("img")).toEqual([])
    expect(one("strong").textContent).toBe("bold")
    draw(() => <Primitives.TimelineItemContent text="**bold**" renderMarkdown={false} />)
    expect(document.body.textContent).toBe("**bold**")
    draw(() => <Primitives.TimelineItemContent text="plain">{(text) => <em>{text}!</em>}</Primitives.TimelineItemContent>)
    expect(one("em").textContent).toBe("plain!")
  })

  it("shows the translation made for the visitor", () => {
    const parts = [{ type: "translation", text: "Bonjour", audience: "visitor", sourceLanguage: "en", targetLanguage: "fr", mode: "auto" }]
    draw(() => <Primitives.TimelineItem item={message("a", { text: "Hello", parts })}><Primitives.TimelineItemContent /></Primitives.TimelineItem>)
    expect(document.body.textContent).toBe("Bonjour")
  })

  it("lets a host draw code, and keeps what was drawn while the text is the same", () => {
    const [count, setCount] = createSignal(0)
    draw(() => (
      <Primitives.TimelineItem item={message("a", { text: "run `it`:\n\n```ts src/a.ts\nconst a = 1\n```\n\n```sh\nnpm install kettle\n```", createdAt: `2026-03-04T09:4${count()}:00.000Z` })}>
        <Primitives.TimelineItemContent
          markdownRenderers={{
            inlineCode: ({ code }) => <kbd>{code}</kbd>,
            codeBlock: ({ code, fileName, language }) => <figure>{`${fileName} ${language} ${code}`}</figure>
          }}
        />
        <output>{count()}</output>
      </Primitives.TimelineItem>
    ))
    const figure = one("figure")
    setCount(1)
    expect(one("output").textContent).toBe("1")
    expect(one("kbd").textContent).toBe("it")
    expect(one("figure")).toBe(figure)
    expect(figure.textContent).toBe("src/a.ts ts const a = 1")
    expect(one("[data-co-command-block]").textContent).toBe("npm install kettle")
  })

  it("remembers the chosen package manager and follows another tab's choice", async () => {
    const commands = Primitives.mapCommandVariants("npm install kettle")
    if (commands === null) throw new Error("not recognised")
    draw(() => (
      <Primitives.TimelineCommandBlock commands={commands}>
        {(block) => (
          <>
            <For each={block.packageManagers}>{(name) => <button onClick={() => block.setPackageManager(name)}>{name}</button>}</For>
            <output>{block.activeCommand}</output>
          </>
        )}
      </Primitives.TimelineCommandBlock>
    ))
    expect(one("output").textContent).toBe("npm install kettle")
    all("button").find(({ textContent }) => textContent === "pnpm")?.click()
    await eventually("pnpm's", () => one("output").textContent === "pnpm add kettle")
    expect(localStorage.getItem("cossistant:package-manager")).toBe("pnpm")
    localStorage.setItem("cossistant:package-manager", "bun")
    window.dispatchEvent(new StorageEvent("storage", { key: "cossistant:package-manager" }))
    await eventually("bun's", () => one("output").textContent === "bun add kettle")
  })

  it("says that code was copied once it was", async () => {
    const writeText = vi.fn(() => Promise.resolve())
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } })
    draw(() => (
      <Primitives.TimelineCodeBlock code="let a" language="ts">
        {(block) => <button onClick={block.onCopy}>{`${block.languageLabel} ${block.codeClassName} ${block.hasCopied}`}</button>}
      </Primitives.TimelineCodeBlock>
    ))
    expect(one("button").textContent).toBe("TypeScript language-ts false")
    one("button").click()
    await eventually("copied", () => one("button").textContent?.endsWith("true"))
    expect(writeText).toHaveBeenCalledWith("let a")
  })

  it("tells attachments apart and draws nothing where there are none", () => {
    const parts = [
      { type: "text", text: "" }, { type: "image", url: "/a.png", mediaType: "image/png", filename: "a.png" },
      { type: "file", url: "/b.pdf", mediaType: "application/pdf", filename: "b.pdf" }
    ]
    const onImageClick = vi.fn()
    draw(() => <Primitives.TimelineItemAttachments parts={parts} onImageClick={onImageClick} imagesClassName="images" filesClassName="files" />)
    one(".images button").click()
    expect(onImageClick).toHaveBeenCalledWith(0)
    expect(one(".files a").getAttribute("href")).toBe("/b.pdf")
    draw(() => <Primitives.TimelineItemAttachments parts={[{ type: "text" }]} class="none" />)
    expect(all(".none")).toEqual([])
    draw(() => <Primitives.TimelineItem item={message("a", { parts })}><Primitives.TimelineItemImages>{(images) => `${images.length} images`}</Primitives.TimelineItemImages></Primitives.TimelineItem>)
    expect(document.body.textContent).toBe("1 images")
  })

  it("counts readers at the item they read last", () => {
    const marks = new Map([["u1", "b"], ["u2", "a"]])
    draw(() => (
      <Primitives.TimelineItemGroup items={[message("a"), message("b")]} seenByIds={["u1"]} lastReadItemIds={marks}>
        <Primitives.TimelineItemGroupSeenIndicator>{({ hasBeenSeen }) => `seen ${hasBeenSeen} `}</Primitives.TimelineItemGroupSeenIndicator>
        <Primitives.TimelineItemGroupReadIndicator>{({ lastReaderIds, readers }) => `${lastReaderIds.join()} of ${readers.length}`}</Primitives.TimelineItemGroupReadIndicator>
      </Primitives.TimelineItemGroup>
    ))
    expect(document.body.textContent).toBe("seen true u1 of 2")
    expect(Primitives.resolveTimelineReadReceiptReaders({
      readerIds: ["u1", "u1", "me", "gone"], currentViewerId: "me", availableHumanAgents: [{ id: "u1", name: "Ada", image: null }, { id: "me" }]
    })).toEqual([{ id: "u1", type: "human", name: "Ada", image: null }])
  })

  it("takes a participant of the older kind, with its own name, and is silent while nobody writes", () => {
    draw(() => <Primitives.TypingIndicator participants={[{ id: "u1", name: "Ada", type: "user" }]} />)
    expect(one("[role='status']").getAttribute("aria-label")).toBe("Ada: typing…")
    draw(() => <Primitives.TypingIndicator participants={[{ id: "u1", type: "user" }]} availableHumanAgents={[{ id: "u1", name: "Grace" }]} withAvatars={false} />)
    expect(one("[role='status']").getAttribute("aria-label")).toBe("Grace: typing…")
    draw(() => <Primitives.TypingIndicator participants={[]} />)
    expect(all("[role='status']")).toEqual([])
  })

  it("names days, and reads a date without a time in the local calendar", () => {
    draw(() => (
      <Primitives.DaySeparator dateString="2026-03-04">
        <Primitives.DaySeparatorLine className="line" /><Primitives.DaySeparatorLabel />
      </Primitives.DaySeparator>
    ))
    expect(one("[role='separator']").getAttribute("aria-label")).toContain("4")
    expect(one("[role='separator']").textContent).toContain("2026")
    expect(one(".line").getAttribute("aria-hidden")).toBe("true")
    const yesterday = new Date()
    yesterday.setDate(yesterday.getDate() - 1)
    expect([Primitives.defaultFormatDate(new Date(), "en"), Primitives.defaultFormatDate(yesterday, "fr")]).toEqual(["Today", "Hier"])
  })

  it("shows initials until a picture is loaded", async () => {
    const pictures: Array<{ onload: (() => void) | null }> = []
    vi.stubGlobal("Image", class {
      onload: (() => void) | null = null
      onerror = null
      src = ""
      constructor() {
        pictures.push(this)
      }
    })
    const status = vi.fn()
    draw(() => (
      <Primitives.Avatar>
        <Primitives.AvatarImage src="/ada.png" onLoadingStatusChange={status} />
        <Primitives.AvatarFallback name="Ada King Byron" />
      </Primitives.Avatar>
    ))
    await eventually("loading", () => status.mock.calls.at(-1)?.[0] === "loading")
    expect(document.body.textContent).toBe("")
    pictures.at(-1)?.onload?.()
    await eventually("the picture", () => document.querySelector("img[src='/ada.png'][alt='']"))
    draw(() => <Primitives.Avatar><Primitives.AvatarFallback name="Ada King Byron" /></Primitives.Avatar>)
    await eventually("the initials", () => document.body.textContent === "AB")
  })

  it("says what an agent's tool does", () => {
    draw(() => <Primitives.ToolActivityRow state="partial" text="Searching" tone="widget" details={<p>sources</p>} />)
    expect(one("[data-tool-display-state='partial'] [data-tool-indicator='spinner']")).toBeTruthy()
    expect(document.body.textContent).toBe("Searchingsources")
    draw(() => <Primitives.ToolActivityRow state="result" text="Searched" showTerminalIndicator={false} />)
    expect(all("[data-tool-indicator]")).toEqual([])
  })
})
