import { describe, expect, it, vi } from "vitest"
import { setPackageManager } from "../primitives/packageManager.ts"
import type { TimelinePart } from "../widget/nouns.ts"
import { button, eventually, isGone, press, shows } from "./screen.ts"
import { makeStage, open, type WidgetDriver } from "./stage.ts"

const rated = (requests: ReadonlyArray<{ readonly tag: string; readonly payload: unknown }>) => requests.filter(({ tag }) => tag === "conversations.rate")

const enter = (selector: string, value: string) =>
  eventually(selector, () => document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector)).then((element) => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set?.call(element, value)
    element.dispatchEvent(new InputEvent("input", { bubbles: true }))
  })

/** What a conversation shows beyond messages, run over each renderer. */
export const threadSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`a thread in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makeStage(`${renderer}_thread`, driver)
    const { showConversation } = stage
    const say = (id: string, text: string, ...parts: ReadonlyArray<TimelinePart>) => stage.server.say(id, text, { parts: [{ type: "text", text }, ...parts] })

    it("asks once how a resolved conversation went, with stars as one radio group and words if there are any", async () => {
      const id = await showConversation(["Thanks!"], { status: "resolved" })
      const group = await eventually("the stars", () => document.querySelector<HTMLElement>(".co-rating [role='radiogroup']"))
      expect(group.getAttribute("aria-label")).toBe("Was this solved?")
      expect([...group.querySelectorAll("[role='radio']")].filter((star) => star.getAttribute("tabindex") === "0")).toHaveLength(1)
      await press("4 stars")
      expect((await button("4 stars")).getAttribute("aria-checked")).toBe("true")
      await eventually("the keyboard in the comment", () => document.activeElement?.matches(".co-rating textarea"))
      await enter(".co-rating textarea", "Quick and kind")
      await press("Send feedback")
      await shows("Thank you for telling us.")
      expect(rated(stage.server.requests).map(({ payload }) => payload)).toMatchObject([{ conversationId: id, value: 4, comment: "Quick and kind" }])
      await button("Start a new conversation")
    })

    it("shows that a rating couldn't be stored, and keeps what was chosen and written", async () => {
      await showConversation(["Thanks!"], { status: "resolved" })
      stage.server.refuse("conversations.rate", { _tag: "InternalError", id: "err_1" })
      await press("2 stars")
      await enter(".co-rating textarea", "Too slow")
      await press("Send feedback")
      await eventually("why not", () => document.querySelector(".co-rating [role='alert']")?.textContent)
      expect(document.querySelector<HTMLTextAreaElement>(".co-rating textarea")?.value).toBe("Too slow")
      stage.server.refuse("conversations.rate", null)
      await press("Send feedback")
      await shows("Thank you for telling us.")
    })

    it("says that spam and archived conversations are closed, without stars, and offers a new one", async () => {
      await showConversation(["Buy now"], { status: "spam" })
      await shows("This conversation is closed.")
      await button("Start a new conversation")
      expect(document.querySelector(".co-rating")).toBeNull()
    })

    it("says of a conversation that is gone only that, once, and offers a new one", async () => {
      stage.server.begin(["Anyone there?"])
      stage.server.refuse("conversations.timeline", { _tag: "ConversationNotFound" })
      stage.comeBack()
      stage.show()
      await press(open)
      await press(/Anyone there/)
      await shows("This conversation isn’t available here.")
      await button("Start a new conversation")
      expect(document.querySelector(".cossistant textarea, .co-empty")).toBeNull()
      expect(document.querySelector("[data-slot='conversation-page']")?.textContent).not.toMatch(/closed|isn’t available.*isn’t available/)
      await isGone("Retry")
    })

    it("offers the way back to the newest message to who reads further up, and says when something came", async () => {
      const id = await showConversation(["Anyone there?", "> Yes"])
      const log = await eventually("the timeline", () => document.querySelector<HTMLElement>("[role='log']"))
      // Nothing is laid out here: a reader is where these numbers say.
      Object.defineProperties(log, { scrollHeight: { value: 2_000, configurable: true }, clientHeight: { value: 400, configurable: true } })
      log.scrollTop = 300
      log.dispatchEvent(new Event("scroll"))
      log.scrollTop = 300
      log.dispatchEvent(new Event("scroll"))
      await button("Jump to the newest message")
      stage.server.say(id, "Still there?")
      await press("New messages")
      await eventually("the end", () => log.scrollTop >= 1_600)
      log.dispatchEvent(new Event("scroll"))
      await isGone("New messages")
      // The field grows while a scroll is on its way: that isn't the reader's doing.
      Object.defineProperty(log, "clientHeight", { value: 300, configurable: true })
      log.scrollTop = 1_600
      log.dispatchEvent(new Event("scroll"))
      await eventually("the end again", () => log.scrollTop >= 1_700)
      await isGone("Jump to the newest message")
    })

    it("says on whatever page is open that the browser is offline, in the place of a page's own trouble, and the trouble again once it is back", async () => {
      stage.server.begin(["Anyone there?"])
      stage.server.refuse("conversations.timeline", { _tag: "InternalError", id: "err_1" })
      stage.comeBack()
      stage.show()
      await press(open)
      await press(/Anyone there/)
      const told = (words: RegExp) => eventually(`${words} on the page`, () =>
        words.test(document.querySelector("[data-slot='conversation-page'] .co-notice")?.textContent ?? ""))
      await told(/err_1.*Retry$/)
      vi.stubGlobal("navigator", Object.create(navigator, { onLine: { value: false } }))
      stage.server.setDown(true)
      await told(/^You’re offline\. What you send waits here\.$/)
      vi.unstubAllGlobals()
      vi.stubGlobal("fetch", stage.server.fetch)
      stage.server.setDown(false)
      window.dispatchEvent(new Event("online"))
      await told(/err_1.*Retry$/)
    })

    it("asks for an e-mail address where no AI agent answers, says what is wrong with one, and thanks for it", async () => {
      stage.server.change({ identityVerification: "optional" })
      await showConversation(["Anyone there?"])
      await enter(".co-identify input", "ada")
      await press("Save e-mail")
      await shows("Enter an e-mail address, like name@example.com.")
      expect(stage.server.requests.some(({ tag }) => tag === "visitors.identify")).toBe(false)
      await enter(".co-identify input", "ada@example.com")
      await press("Save e-mail")
      await shows("Saved. Thank you.")
    })

    it("shows what an AI agent searched and where its answer comes from, as links that are safe", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.say(id, "", {
        type: "tool", tool: "searchKnowledgeBase", userId: null, aiAgentId: "ai_1", text: null,
        parts: [{
          type: "tool-searchKnowledgeBase", toolCallId: "1", toolName: "searchKnowledgeBase", input: {}, state: "result",
          output: { data: { articles: [{ sourceType: "url", sourceUrl: "https://acme.example/returns", title: "Returns" }] } }
        }]
      })
      await shows("Searched the help articles")
      const row = document.querySelector<HTMLElement>(".co-tool")
      expect(row?.dataset["toolDisplayState"]).toBe("result")
      expect(row?.querySelector("a")?.href).toBe("https://acme.example/returns")
      say(id, "Within 30 days.", { type: "source-url", sourceId: "s", url: "https://acme.example/returns", title: "Return policy" })
      await shows("Return policy")
      expect(document.querySelector<HTMLAnchorElement>(".co-message .co-sources a")?.rel).toBe("noopener noreferrer nofollow")
    })

    it("shows a tool at work for a second at least, then what it found", async () => {
      const id = await showConversation(["Anyone there?"])
      const part = { type: "tool-searchKnowledgeBase", toolCallId: "1", toolName: "searchKnowledgeBase", input: {}, state: "partial" } as const
      stage.server.say(id, "", { type: "tool", tool: "searchKnowledgeBase", userId: null, aiAgentId: "ai_1", text: null, parts: [part] })
      const row = () => document.querySelector<HTMLElement>(".co-tool")
      await eventually("a spinner", () => row()?.querySelector("[data-tool-execution-indicator-slot] > [data-tool-execution-indicator='spinner']"))
      const since = Date.now()
      const item = stage.server.items(id).at(-1)
      if (item === undefined) throw new Error("nothing was told")
      stage.server.tell({ _tag: "ItemChanged", item: { ...item, version: 2, parts: [{ ...part, state: "result", output: { data: { articles: [] } } }] } })
      stage.server.say(id, "Within 30 days.")
      await shows("Within 30 days.")
      expect(row()?.dataset["toolDisplayState"]).toBe("partial")
      await eventually("its end", () => row()?.dataset["toolDisplayState"] === "result")
      // A little is already gone when the spinner is found.
      expect(Date.now() - since).toBeGreaterThan(800)
    })

    it("calls a day today for as long as it is, however long it is looked at", async () => {
      const noon = new Date().setHours(12, 0, 0, 0)
      vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: noon })
      try {
        const id = await showConversation(["Anyone there?"])
        const days = () => [...document.querySelectorAll(".co-day")].map((day) => [day.textContent, day.getAttribute("aria-label")].join(""))
        expect(days()).toEqual(["Today"])
        vi.setSystemTime(noon + 86_400_000)
        vi.advanceTimersByTime(60_000)
        await eventually("the next day", () => days()[0] === "Yesterday")
        stage.server.say(id, "Good morning.", { createdAt: new Date().toISOString() })
        await shows("Good morning.")
        expect(days()).toEqual(["Yesterday", "Today"])
      } finally {
        vi.useRealTimers()
      }
    })

    it("offers a command for the package manager chosen before, here and in every other message", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.say(id, "```sh\nnpm install one\n```")
      stage.server.say(id, "```sh\nnpm install two\n```")
      const shown = () => [...document.querySelectorAll("[data-co-command-block] pre")].map((line) => line.textContent)
      await eventually("both commands", () => shown().length === 2)
      setPackageManager("npm")
      await press("pnpm")
      await eventually("the choice", () => shown().join() === "pnpm add one,pnpm add two")
      stage.server.say(id, "```sh\nnpm install three\n```")
      await eventually("the choice in a later message", () => shown().at(-1) === "pnpm add three")
      expect((await button("pnpm")).getAttribute("aria-pressed")).toBe("true")
      expect(localStorage.getItem("cossistant:package-manager")).toBe("pnpm")
      setPackageManager("npm")
    })

    it("copies code and says so, and leaves it to be selected where the browser has no clipboard", async () => {
      const writeText = vi.fn(async () => {})
      vi.stubGlobal("navigator", Object.create(navigator, { clipboard: { value: { writeText } } }))
      try {
        const id = await showConversation(["Anyone there?"])
        stage.server.say(id, "```ts\nlet x\n```")
        await press("Copy")
        await button("Copied")
        expect(writeText.mock.calls).toEqual([["let x"]])
        // A page that was loaded over plain http has none.
        vi.stubGlobal("navigator", Object.create(navigator, { clipboard: { value: undefined } }))
        const errors: Array<unknown> = []
        const onError = (event: ErrorEvent) => errors.push(event.error)
        window.addEventListener("error", onError)
        await press("Copied")
        window.removeEventListener("error", onError)
        expect(errors).toEqual([])
      } finally {
        vi.unstubAllGlobals()
      }
    })

    it("tells what an AI agent does just now, and stops when it has answered", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.tell({
        _tag: "Processing", conversationId: id, workflowRunId: "r", aiAgentId: "ai_1", phase: "thinking", message: "Reading your order…", tool: null
      })
      await shows("Reading your order…")
      expect(document.querySelector(".co-progress")?.getAttribute("aria-live")).toBe("polite")
      stage.server.tell({ _tag: "ProcessingDone", conversationId: id, workflowRunId: "r", aiAgentId: "ai_1", status: "success" })
      await eventually("no activity", () => document.querySelector(".co-progress") === null)
    })

    it("shows text while it is written, with a caret until it is whole", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.say(id, "Let me", { parts: [{ type: "text", text: "Let me", state: "streaming" }] })
      await shows("Let me")
      await eventually("a caret", () => document.querySelector(".co-caret"))
      const item = stage.server.items(id).at(-1)
      if (item === undefined) throw new Error("nothing was said")
      stage.server.tell({ _tag: "ItemChanged", item: { ...item, version: 2, text: "Let me look.", parts: [{ type: "text", text: "Let me look.", state: "done" }] } })
      await shows("Let me look.")
      expect(document.querySelector(".co-caret")).toBeNull()
    })

    it("shows a translation, and the original on request", async () => {
      const id = await showConversation(["Anyone there?"])
      say(id, "Guten Tag", { type: "translation", text: "Good day", sourceLanguage: "de", targetLanguage: "en", audience: "visitor", mode: "auto" })
      await shows("Good day")
      await press("Show original")
      await shows("Guten Tag")
      await press("Show translation")
      await shows("Good day")
    })

    it("opens another conversation while one is showing, and sends a question asked meanwhile", async () => {
      const other = stage.server.begin(["The other one"])
      let handle: { openConversation(id: string): void; startConversation(text?: string): void } | undefined
      await showConversation(["This one"])
      stage.draw({ publicKey: stage.publicKey, onHandle: (given) => { handle = given } })
      await eventually("a handle", () => handle)
      handle?.openConversation(other)
      await shows("The other one")
      handle?.startConversation("Where is my order?")
      await eventually("the question at the server", () => stage.sent().length === 1)
      await shows("Where is my order?")
    })

    it("goes back from one conversation to the one before it, not home", async () => {
      const other = stage.server.begin(["The other one"])
      let handle: { openConversation(id: string): void } | undefined
      await showConversation(["This one"])
      stage.draw({ publicKey: stage.publicKey, onHandle: (given) => { handle = given } })
      await eventually("a handle", () => handle)
      handle?.openConversation(other)
      await shows("The other one")
      await press("Back")
      await shows("This one")
      await isGone("Send us a message")
    })

    it("says on the page of articles, reached by navigation only, that there are none, and offers to ask instead", async () => {
      let handle: { navigate(to: { page: "ARTICLES" }): void; open(): void } | undefined
      stage.show({ onHandle: (given) => { handle = given } })
      await eventually("a handle", () => handle)
      handle?.navigate({ page: "ARTICLES" })
      handle?.open()
      const page = await eventually("the page", () => document.querySelector<HTMLElement>("[data-slot='articles-page'][data-page='ARTICLES']"))
      expect([page.querySelector("h2")?.textContent, page.querySelector("nav")]).toEqual(["No articles yet", null])
      await press("Back")
      await eventually("home", () => document.querySelector("[data-slot='home-page']"))
      handle?.navigate({ page: "ARTICLES" })
      await eventually("the page again", () => document.querySelector("[data-slot='articles-page']"))
      await press("Send us a message")
      await eventually("a conversation", () => document.querySelector("[role='dialog'][data-page='CONVERSATION']"))
    })
  })
}
