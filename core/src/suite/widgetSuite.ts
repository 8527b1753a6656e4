import { describe, expect, it, vi } from "vitest"
import { agent } from "./FakeServer.ts"
import { button, dialog, eventually, field, isGone, key, press, shows, type } from "./screen.ts"
import { makeStage, open, type WidgetDriver } from "./stage.ts"

const write = "Send us a message"

/** The user-visible promises of the widget, run over each renderer (style: one suite, every renderer). */
export const widgetSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`the widget in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makeStage(renderer, driver)
    const { draw, say, sent, show, showConversation, comeBack, unmount } = stage

    it("shows its launcher at once, before the server has answered", async () => {
      stage.server.hold("websites.get")
      show()
      expect((await button(open)).getAttribute("aria-expanded")).toBe("false")
    })

    it("opens a dialog named after the site, takes the keyboard there and gives it back on Escape", async () => {
      show()
      const launcher = await button(open)
      launcher.focus()
      launcher.click()
      const panel = await dialog()
      await eventually("the site's name", () => panel.getAttribute("aria-label") === "Acme")
      await eventually("the focus inside", () => panel.contains(document.activeElement))
      key(panel, "Escape")
      await eventually("a closed dialog", () => panel.dataset["state"] === "closed")
      expect(document.activeElement).toBe(launcher)
    })

    it("asks a question on one click, as the first message of a new conversation", async () => {
      show({ quickOptions: ["Do you ship to Norway?"] })
      await press(open)
      await press("Do you ship to Norway?")
      await eventually("the question at the server", () => sent().length === 1)
      expect(sent()[0]?.payload).toMatchObject({ text: "Do you ship to Norway?" })
      await shows("Sent")
    })

    it("sends on Enter, not on Shift and Enter, and not while an input method composes", async () => {
      show()
      await press(open)
      await press(write)
      const element = await type("Hello")
      key(element, "Enter", { shiftKey: true })
      key(element, "Enter", { isComposing: true })
      expect(sent()).toHaveLength(0)
      key(element, "Enter")
      await shows("Sent")
      expect(sent()).toHaveLength(1)
      expect((await field()).value).toBe("")
    })

    it("shows what the team writes while it is written, and that it is being written", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
      await shows("Ada Byron is typing…")
      stage.server.say(id, "Here I am.")
      await shows("Here I am.")
      expect(document.querySelector("[role='log']")?.textContent).toContain("Here I am.")
    })

    it("counts unread messages on the closed launcher, in its name too", async () => {
      const id = await showConversation(["Anyone there?"])
      await press("Close")
      stage.server.say(id, "One.")
      stage.server.say(id, "Two.")
      await button(`${open}, 2 unread messages`)
    })

    it("P5: keeps a message that couldn't be sent, sends it once on retry, or deletes it", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.refuse("conversations.send", { _tag: "IdConflict", id: "x" })
      await say("Lost?")
      await button("Delete")
      stage.server.refuse("conversations.send", null)
      await press("Retry")
      await isGone("Retry")
      await shows("Sent")
      expect(stage.server.items(id).filter(({ text }) => text === "Lost?")).toHaveLength(1)
      stage.server.refuse("conversations.send", { _tag: "IdConflict", id: "x" })
      await say("Never mind")
      await press("Delete")
      await isGone("Delete")
      expect(document.body.textContent).not.toContain("Never mind")
    })

    it("P29: says for how long to wait when it was too fast, and keeps the text", async () => {
      await showConversation(["Anyone there?"])
      stage.server.refuse("conversations.send", { _tag: "TooManyRequests", retryAfterMs: 9_000 })
      await say("Again!")
      await shows(/^Too fast\. Try again in \d seconds\.$/)
      expect(document.querySelector(".cossistant")?.textContent + (await field()).value).toContain("Again!")
    })

    it("offers a new conversation where the old one is resolved", async () => {
      await showConversation(["Thanks!"], { status: "resolved" })
      await shows("This conversation is resolved.")
      await press("Start a new conversation")
      await shows("Ask us anything")
      await field()
    })

    it("is not there for a blocked visitor", async () => {
      stage.server.begin(["Spam"])
      comeBack()
      stage.server.refuse("conversations.list", { _tag: "VisitorBlocked" })
      stage.server.refuse("sync.subscribe", { _tag: "VisitorBlocked" })
      show()
      await eventually("nothing", () => document.querySelector(".cossistant") === null)
    })

    it("tells its developer what is missing, and where to mend it", async () => {
      stage.server.refuse("websites.get", { _tag: "OriginRefused", origin: "https://evil.example", reason: "origin_not_allowed" })
      show()
      await press(open)
      await shows(/https:\/\/evil\.example isn’t allowed/)
      const link = await eventually("a way there", () => document.querySelector<HTMLAnchorElement>("[data-slot='configuration-error'] a"))
      expect([link.textContent, link.href]).toEqual(["Open the inbox", "https://support.example/"])
      unmount()
      show({ publicKey: undefined })
      await press(open)
      await shows(/COSSISTANT_API_KEY, or pass it as publicKey/)
    })

    it("leads nowhere when it is the address that is wrong", async () => {
      stage.server.refuse("websites.get", { _tag: "Unreachable", status: 404 })
      show()
      await press(open)
      await shows("https://support.example")
      expect(document.querySelector("[data-slot='configuration-error'] a")).toBeNull()
    })

    it("keeps what concerns its developer from visitors of a public page, and says it in the console", async () => {
      vi.stubGlobal("location", new URL("https://shop.example/"))
      const warn = vi.spyOn(console, "warn").mockImplementation(() => {})
      stage.server.refuse("websites.get", { _tag: "OriginRefused", origin: "https://shop.example", reason: "origin_not_allowed" })
      show()
      await press(open)
      await shows("Support chat isn’t available here right now.")
      const panel = await dialog()
      expect(panel.textContent).not.toContain("https://shop.example")
      expect(panel.querySelector("[data-slot='configuration-error'] a")).toBeNull()
      await eventually("a line in the console", () => warn.mock.calls.some(([line]) => String(line).includes("OriginRefused https://shop.example")))
      warn.mockRestore()
    })

    it("lists every conversation, newest first, and opens any of them", async () => {
      stage.server.begin(["The first one"])
      await showConversation(["The second one"])
      await press("Back")
      await press("1 more conversation")
      await press(/The first one/)
      await shows("The first one")
    })

    it("says on every page that the conversations couldn't be loaded, never that there are none, and loads them when asked", async () => {
      let handle: { navigate(to: { page: "CONVERSATION_HISTORY" }): void; goBack(): void } | undefined
      stage.server.begin(["The first one"])
      comeBack()
      stage.server.refuse("conversations.list", { _tag: "InternalError", id: "err_list" })
      show({ onHandle: (given) => { handle = given } })
      await press(open)
      await shows(/err_list/)
      await button("Retry")
      handle?.navigate({ page: "CONVERSATION_HISTORY" })
      const page = await eventually("the history", () => document.querySelector("[data-slot='conversation-history-page']"))
      await eventually("why it is empty", () => page.querySelector("[role='alert']")?.textContent?.includes("err_list"))
      expect(page.textContent).not.toContain("Nothing here yet")
      expect(page.querySelector(".co-empty")).toBeNull()
      stage.server.refuse("conversations.list", null)
      await press("Retry")
      await button(/The first one/)
      expect(page.querySelector("[role='alert']")).toBeNull()
    })

    it("P23: draws a message's links safely and its HTML as text", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.say(id, "[pay](javascript:alert(1)) <img src=x onerror=alert(1)> see https://acme.example/help")
      await shows("https://acme.example/help")
      const links = [...document.querySelectorAll<HTMLAnchorElement>("[role='log'] a")]
      expect(links.map((link) => [link.href, link.rel, link.target])).toEqual([
        ["https://acme.example/help", "noopener noreferrer nofollow", "_blank"]
      ])
      expect(document.querySelector("[role='log'] img[onerror]")).toBeNull()
    })

    it("speaks the language and the words its host chose", async () => {
      show({ locale: "fr", content: { "common.actions.askQuestion": "Un mot ?" } })
      await press("Ouvrir l’assistance")
      await button("Un mot ?")
    })

    it("P5: keeps what was typed through a reload of the page", async () => {
      show()
      await press(open)
      await press(write)
      await type("Half a thou")
      unmount()
      show()
      await press(open)
      expect((await field()).value).toBe("Half a thou")
    })

    it("stays open when its host draws again with new arrays", async () => {
      show({ quickOptions: ["One?"], defaultOpen: false })
      await press(open)
      draw({ publicKey: stage.publicKey, quickOptions: ["One?"], defaultOpen: false })
      draw({ publicKey: stage.publicKey, quickOptions: ["Two?"], defaultOpen: false })
      await button("Two?")
      expect((await dialog()).dataset["state"]).toBe("open")
    })

    it("shows welcome messages before the first message, and sends them along with it", async () => {
      show({ defaultMessages: [{ content: "Ask me about kettles.", senderType: "team_member" }] })
      await press(open)
      await press(write)
      await shows("Ask me about kettles.")
      await say("Which is the quietest?")
      await shows("Sent")
      expect(sent()[0]?.payload).toMatchObject({ welcome: [{ content: "Ask me about kettles." }] })
    })

    it("shows whom the page names as the author of its welcome messages before and after they were sent, and on the next visit", async () => {
      const defaultMessages = [
        { content: "Ask me about kettles.", senderType: "team_member" }, { content: "Or me about pots.", senderType: "team_member", senderId: "user_ben" }
      ] as const
      const ben = { id: "user_ben", name: "Ben Ford", email: null, image: null, lastSeenAt: null }
      const names = () => [...document.querySelectorAll(".co-group:not([data-mine]) .co-meta > bdi")].map(({ textContent }) => textContent)
      stage.server.change({ availableHumanAgents: [agent, ben] })
      show({ defaultMessages })
      await press(open)
      await press(write)
      await shows("Or me about pots.")
      expect(names()).toEqual(["Ada Byron", "Ben Ford"])
      await say("Which is the quietest?")
      await shows("Sent")
      unmount()
      show({ defaultMessages })
      await press(open)
      await shows("Or me about pots.")
      expect(names()).toEqual(["Ada Byron", "Ben Ford"])
      // Who says the same in earnest is who they are.
      const conversationId = Reflect.get(Object(sent()[0]?.payload), "conversationId") as string // by the contract
      expect(stage.server.items(conversationId)[0]?.userId).toBeNull()
      stage.server.say(conversationId, "Ask me about kettles.", { userId: "user_ben" })
      await eventually("an answer", () => names().length === 3)
      expect(names()).toEqual(["Ada Byron", "Ben Ford", "Ben Ford"])
    })

    it("says who is signed in once, however often its host draws", async () => {
      const person = { externalId: "u1", name: null }
      show({ person })
      draw({ publicKey: stage.publicKey, person: { ...person } })
      draw({ publicKey: stage.publicKey, person: { ...person } })
      await eventually("an identification", () => stage.server.requests.some(({ tag }) => tag === "visitors.identify"))
      await press(open)
      expect(stage.server.requests.filter(({ tag }) => tag === "visitors.identify")).toHaveLength(1)
    })

    it("tells its host of a new conversation and a sent message, once each", async () => {
      const events: Array<string> = []
      show({ onEvent: ({ type: name }) => events.push(name) })
      await press(open)
      await press(write)
      await say("Hello")
      await shows("Sent")
      await eventually("both events", () => events.length > 1)
      expect(events.sort()).toEqual(["conversationStart", "messageSent"])
    })

    it("tells its host of an answer, a failed message and the end of a conversation, once each", async () => {
      const events: Array<string> = []
      const id = await showConversation(["Anyone there?"])
      draw({ publicKey: stage.publicKey, onEvent: ({ type: name }) => events.push(name) })
      stage.server.say(id, "Here I am.")
      await eventually("the answer", () => events.includes("messageReceived"))
      stage.server.refuse("conversations.send", { _tag: "IdConflict", id: "x" })
      await say("Lost?")
      await eventually("the error", () => events.includes("error"))
      stage.server.update(id, { status: "resolved" })
      await eventually("the end", () => events.includes("conversationEnd"))
      expect(events).toEqual(["messageReceived", "error", "conversationEnd"])
    })
  })
}
