import { describe, expect, it, vi } from "vitest"
import { defaultFormatDate } from "../../primitives/dayLabel.ts"
import { resolveTimelineReadReceiptReaders } from "../../primitives/readReceipts.ts"
import { all, makePartsStage, one, type PartsDriver } from "./stage.tsx"
import { eventually } from "../screen.ts"
import { type Given, message } from "./timelineGiven.ts"

type Names =
  | "Avatar" | "AvatarFallback" | "AvatarImage" | "ConversationTimeline" | "ConversationTimelineContainer" | "ConversationTimelineEmpty"
  | "ConversationTimelineLoading" | "DaySeparator" | "DaySeparatorLabel" | "DaySeparatorLine" | "FeedbackRatingSelector" | "FeedbackTopicSelect"
  | "TimelineItem" | "TimelineItemAttachments" | "TimelineItemContent" | "TimelineItemGroup"
  | "TimelineItemGroupAvatar" | "TimelineItemGroupContent" | "TimelineItemGroupHeader" | "TimelineItemGroupReadIndicator"
  | "TimelineItemGroupSeenIndicator" | "TimelineItemImages" | "TimelineItemTimestamp" | "ToolActivityRow" | "TypingIndicator"

/** Primitives of a conversation, run over each renderer. */
export const timelineSuite = (renderer: string, driver: PartsDriver<Names>): void => {
  const { parts: P, signal, SupportProvider } = driver
  describe(`the timeline primitives in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makePartsStage(driver)
    const { draw } = stage

    it("draws the documented timeline: a log of articles, with loading and empty states only while they hold", () => {
      const [items, setItems] = signal<ReadonlyArray<ReturnType<typeof message>>>([])
      const [isLoading, setLoading] = signal(true)
      draw(() => (
        <P.ConversationTimeline items={items()} isLoading={isLoading()} className={({ itemCount }: Given) => `has-${itemCount}`}>
          <P.ConversationTimelineLoading>Loading</P.ConversationTimelineLoading>
          <P.ConversationTimelineEmpty>Nothing yet</P.ConversationTimelineEmpty>
          <P.ConversationTimelineContainer>
            {items().map((item) => (
              <P.TimelineItem key={item.id} item={item}>
                <P.TimelineItemContent />
                <P.TimelineItemTimestamp>{item.createdAt}</P.TimelineItemTimestamp>
              </P.TimelineItem>
            ))}
          </P.ConversationTimelineContainer>
        </P.ConversationTimeline>
      ))
      expect(all("[role='status']").map(({ textContent }) => textContent)).toEqual(["Loading"])
      setLoading(false)
      expect(all("[role='status']").map(({ textContent }) => textContent)).toEqual(["Nothing yet"])
      setItems([message("a"), message("b", { visitorId: null, aiAgentId: "ai1" })])
      expect(all("[role='status']")).toEqual([])
      const log = one("[role='log']")
      expect([log.getAttribute("aria-live"), log.getAttribute("aria-relevant"), log.className]).toEqual(["polite", "additions", "has-2"])
      expect(log.getAttribute("aria-label")).toBeTruthy()
      expect(all("[role='article']").map((item) => item.getAttribute("aria-label"))).toEqual(["Message from Visitor", "Message from AI assistant"])
      expect(one("[role='article'] > span").textContent).toMatch(/\d:41/)
    })

    it("tells when the reader comes to either end, and fades the edges when asked to", () => {
      const onScrollEnd = vi.fn()
      const onScrollStart = vi.fn()
      draw(() => <P.ConversationTimeline autoScroll={false} maskHeight="20px" onScrollEnd={onScrollEnd} onScrollStart={onScrollStart} />)
      const log = one("[role='log']")
      expect(log.getAttribute("style")).toContain("20px")
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
        <P.TimelineItemGroup items={[message("a", { visitorId: null, userId: "u1" }), message("b", { visitorId: null, userId: "u1" })]} viewerId="v1">
          {({ firstItemId, isReceivedByViewer, isTeamMember, itemCount, lastItemId }: Given) => (
            <>
              <output>{JSON.stringify([isTeamMember, isReceivedByViewer, itemCount, firstItemId, lastItemId])}</output>
              <P.TimelineItemGroupAvatar src="/ada.png" alt="Ada" />
              <P.TimelineItemGroupHeader name="Ada">{({ name, senderId, senderType }: Given) => `${name} ${senderId} ${senderType}`}</P.TimelineItemGroupHeader>
              <P.TimelineItemGroupContent>
                <P.TimelineItem>{({ isHuman, text }: Given) => <p>{`${isHuman} ${text}`}</p>}</P.TimelineItem>
                <P.TimelineItemTimestamp>{(date: Date) => date.toISOString()}</P.TimelineItemTimestamp>
              </P.TimelineItemGroupContent>
            </>
          )}
        </P.TimelineItemGroup>
      ))
      expect(one("output").textContent).toBe('[true,true,2,"a","b"]')
      expect([one("img").getAttribute("src"), one("img").getAttribute("alt")]).toEqual(["/ada.png", "Ada"])
      expect(one("[role='group']").getAttribute("aria-label")).toBe("Messages from Support team")
      expect(document.body.textContent).toContain("Ada u1 human")
      expect(one("[role='article']").textContent).toBe("true text a")
      expect(document.body.textContent).toContain("2026-03-04T09:41:00.000Z")
    })

    it("gives a group alone everything it can know, and stands an empty one", () => {
      draw(() => <P.TimelineItemGroup>{({ itemCount }: Given) => String(itemCount)}</P.TimelineItemGroup>)
      expect(one("[role='group']").textContent).toBe("0")
    })

    it("draws markup safely: no script links, no HTML, a safe relation to what it links to", () => {
      draw(() => <P.TimelineItemContent text={"[pay](javascript:alert(1)) **bold** https://acme.example <img src=x onerror=alert(1)>"} />)
      expect(all("a").map((link) => [link.getAttribute("href"), link.getAttribute("rel")])).toEqual([["https://acme.example/", "noopener noreferrer nofollow"]])
      expect(all("img")).toEqual([])
      expect(one("strong").textContent).toBe("bold")
      draw(() => <P.TimelineItemContent text="**bold**" renderMarkdown={false} />)
      expect(document.body.textContent).toBe("**bold**")
      draw(() => <P.TimelineItemContent text="plain">{(text: string) => <em>{text}!</em>}</P.TimelineItemContent>)
      expect(one("em").textContent).toBe("plain!")
    })

    it("shows the translation made for the visitor", () => {
      const parts = [{ type: "translation", text: "Bonjour", audience: "visitor", sourceLanguage: "en", targetLanguage: "fr", mode: "auto" }]
      draw(() => <P.TimelineItem item={message("a", { text: "Hello", parts })}><P.TimelineItemContent /></P.TimelineItem>)
      expect(document.body.textContent).toBe("Bonjour")
    })

    it("tells attachments apart and draws nothing where there are none", () => {
      const parts = [
        { type: "text", text: "" }, { type: "image", url: "/a.png", mediaType: "image/png", filename: "a.png" },
        { type: "file", url: "/b.pdf", mediaType: "application/pdf", filename: "b.pdf" }
      ]
      const onImageClick = vi.fn()
      draw(() => <P.TimelineItemAttachments parts={parts} onImageClick={onImageClick} imagesClassName="images" filesClassName="files" />)
      one(".images button").click()
      expect(onImageClick).toHaveBeenCalledWith(0)
      expect(one(".files a").getAttribute("href")).toBe("/b.pdf")
      draw(() => <P.TimelineItemAttachments parts={[{ type: "text" }]} className="none" />)
      expect(all(".none")).toEqual([])
      draw(() => <P.TimelineItem item={message("a", { parts })}><P.TimelineItemImages>{(images: ReadonlyArray<unknown>) => `${images.length} images`}</P.TimelineItemImages></P.TimelineItem>)
      expect(document.body.textContent).toBe("1 images")
    })

    it("counts readers at the item they read last", () => {
      const marks = new Map([["u1", "b"], ["u2", "a"]])
      draw(() => (
        <P.TimelineItemGroup items={[message("a"), message("b")]} seenByIds={["u1"]} lastReadItemIds={marks}>
          <P.TimelineItemGroupSeenIndicator>{({ hasBeenSeen }: Given) => `seen ${hasBeenSeen} `}</P.TimelineItemGroupSeenIndicator>
          <P.TimelineItemGroupReadIndicator>{({ lastReaderIds, readers }: Given) => `${lastReaderIds.join()} of ${readers.length}`}</P.TimelineItemGroupReadIndicator>
        </P.TimelineItemGroup>
      ))
      expect(document.body.textContent).toBe("seen true u1 of 2")
      expect(resolveTimelineReadReceiptReaders({
        readerIds: ["u1", "u1", "me", "gone"], currentViewerId: "me", availableHumanAgents: [{ id: "u1", name: "Ada", image: null }, { id: "me" }]
      })).toEqual([{ id: "u1", type: "human", name: "Ada", image: null }])
    })

    it("takes a participant of the older kind, with its own name, and is silent while nobody writes", () => {
      draw(() => <P.TypingIndicator participants={[{ id: "u1", name: "Ada", type: "user" }]} />)
      expect(one("[role='status']").getAttribute("aria-label")).toBe("Ada is typing…")
      draw(() => <P.TypingIndicator participants={[{ id: "u1", type: "user" }]} availableHumanAgents={[{ id: "u1", name: "Grace" }]} withAvatars={false} />)
      expect(one("[role='status']").getAttribute("aria-label")).toBe("Grace is typing…")
      draw(() => <P.TypingIndicator participants={[]} />)
      expect(all("[role='status']")).toEqual([])
    })

    it("names days, and reads a date without a time in the local calendar", () => {
      draw(() => (
        <P.DaySeparator dateString="2026-03-04">
          <P.DaySeparatorLine className="line" /><P.DaySeparatorLabel />
        </P.DaySeparator>
      ))
      expect(one("[role='separator']").getAttribute("aria-label")).toContain("4")
      expect(one("[role='separator']").textContent).toContain("2026")
      expect(one(".line").getAttribute("aria-hidden")).toBe("true")
      const yesterday = new Date()
      yesterday.setDate(yesterday.getDate() - 1)
      expect([defaultFormatDate(new Date(), "en"), defaultFormatDate(yesterday, "fr")]).toEqual(["Today", "Hier"])
    })

    it("calls a day today for as long as it is", async () => {
      const noon = new Date(2026, 2, 4, 12)
      vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: noon })
      try {
        draw(() => (
          <P.DaySeparator dateString="2026-03-04" className={({ isToday }: { readonly isToday: boolean }) => isToday ? "today" : "before"}>
            <P.DaySeparatorLabel />
          </P.DaySeparator>
        ))
        const said = () => [one("[role='separator']").textContent, one("[role='separator']").getAttribute("aria-label"), one("[role='separator']").className]
        expect(said()).toEqual(["Today", "Today", "today"])
        vi.setSystemTime(new Date(2026, 2, 5, 12))
        vi.advanceTimersByTime(60_000)
        await eventually("yesterday", () => said().join() === "Yesterday,Yesterday,before")
      } finally {
        vi.useRealTimers()
      }
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
        <P.Avatar>
          <P.AvatarImage src="/ada.png" onLoadingStatusChange={status} />
          <P.AvatarFallback name="Ada King Byron" />
        </P.Avatar>
      ))
      await eventually("loading", () => status.mock.calls.at(-1)?.[0] === "loading")
      expect(document.body.textContent).toBe("")
      pictures.at(-1)?.onload?.()
      await eventually("the picture", () => document.querySelector("img[src='/ada.png'][alt='']"))
      draw(() => <P.Avatar><P.AvatarFallback name="Ada King Byron" /></P.Avatar>)
      await eventually("the initials", () => document.body.textContent === "AB")
    })

    it("says what an agent's tool does, and shows it at work for a second at least", async () => {
      const [state, setState] = signal("partial")
      draw(() => <P.ToolActivityRow state={state()} text={state() === "partial" ? "Searching" : "Searched"} tone="widget" details={<p>sources</p>} showTerminalIndicator={false} />)
      expect(one("[data-tool-display-state='partial'] [data-tool-execution-indicator-slot] > [data-tool-execution-indicator='spinner']")).toBeTruthy()
      expect(one("[data-tool-text]").dataset["state"]).toBe("partial")
      expect(document.body.textContent).toBe("Searchingsources")
      const since = Date.now()
      setState("result")
      expect(document.body.textContent).toBe("Searchingsources")
      await eventually("what it found", () => document.body.textContent === "Searchedsources")
      expect(Date.now() - since).toBeGreaterThan(900)
      expect(all("[data-tool-execution-indicator], [data-tool-execution-indicator-slot]")).toEqual([])
      draw(() => <P.ToolActivityRow state="error" text="Failed" />)
      expect(document.body.textContent).toBe("→Failed")
      expect(one("[data-tool-execution-indicator-slot] > [data-tool-execution-indicator='arrow']").textContent).toBe("→")
    })

    it("speaks the provider's language in every label, with the host's own words, once a primitive wants them", async () => {
      const content = { "common.fallbacks.visitor": { fr: "Vous" } }
      draw(() => (
        <SupportProvider publicKey={stage.publicKey} apiUrl="https://support.example" locale="fr" content={content}>
          <P.ConversationTimeline items={[]}><P.ConversationTimelineEmpty /></P.ConversationTimeline>
          <P.TimelineItemGroup items={[message("a", { parts: [{ type: "image", url: "/a.png", mediaType: "image/png" }] })]}>
            <P.TimelineItem><P.TimelineItemTimestamp /><P.TimelineItemImages /></P.TimelineItem>
          </P.TimelineItemGroup>
          <P.DaySeparator date={new Date()} />
          <P.TypingIndicator participants={[{ id: "u1", type: "team_member" }]} />
          <P.FeedbackRatingSelector value={null} />
          <P.FeedbackTopicSelect options={["Prix"]} value="" />
        </SupportProvider>
      ))
      await eventually("French", () => one("[role='log']").getAttribute("aria-label") === "Messages" && one("select").getAttribute("aria-label") === "Choisissez un sujet")
      const labels = all("[aria-label]").map((element) => element.getAttribute("aria-label"))
      expect(labels).toEqual([
        "Messages", "Pas encore de message", "Messages de : Vous", "Message de : Vous", "Aujourd’hui",
        "Quelqu’un écrit…", "Votre note", "1 étoile", "2 étoiles", "3 étoiles", "4 étoiles", "5 étoiles", "Choisissez un sujet"
      ])
    })
  })
}
