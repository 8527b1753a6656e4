import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import type { SupportTextContentOverrides } from "../text/TextKey.ts"
import type { DefaultMessage } from "../widget/nouns.ts"
import { type FakeServer, makeFakeServer } from "./FakeServer.ts"
import { FakeUpload } from "./FakeUpload.ts"
import { button, choose, dialog, eventually, field, isGone, key, press, shows, type } from "./screen.ts"

/** What a host page sets up: the props of provider, widget and identification together. */
export interface HostPage {
  readonly publicKey: string | undefined
  readonly quickOptions?: ReadonlyArray<string>
  readonly defaultMessages?: ReadonlyArray<DefaultMessage>
  readonly defaultOpen?: boolean
  readonly locale?: string
  readonly content?: SupportTextContentOverrides
  readonly person?: { readonly externalId: string; readonly name: string | null }
  readonly onEvent?: (event: { readonly type: string }) => void
}

/** How a renderer puts a host page into `root`. `draw` may be called again with other props, as a re-render. */
export interface WidgetDriver {
  mount(root: HTMLElement): { readonly draw: (page: HostPage) => void; readonly unmount: () => void }
}

const open = "Open support chat"
const send = "Send message"
const write = "Send us a message"

/** The user-visible promises of the widget, run over each renderer (style: one suite, every renderer). */
export const widgetSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`the widget in ${renderer}`, { timeout: 20_000 }, () => {
    let server: FakeServer
    let count = 0
    let publicKey = ""
    let unmount = () => {}
    let draw: (page: HostPage) => void = () => {}

    const show = (page: Partial<HostPage> = {}) => {
      const root = document.body.appendChild(document.createElement("div"))
      const mounted = driver.mount(root)
      draw = mounted.draw
      unmount = () => {
        mounted.unmount()
        root.remove()
      }
      draw({ publicKey, ...page })
    }
    /** This browser was here before: it holds the visitor's secret. */
    const comeBack = () => localStorage.setItem(
      `cossistant:1:${publicKey}:visitor`,
      JSON.stringify({ secret: "vs_secret", visitorId: server.visitor.id })
    )
    const sent = () => server.requests.filter(({ tag }) => tag === "conversations.send")
    const say = async (text: string) => {
      await type(text)
      const ready = await button(send)
      await eventually("a send button that is ready", () => ready.getAttribute("aria-disabled") === "false")
      ready.click()
    }
    /** Opens the conversation that is there already, and waits until it listens. */
    const showConversation = async (texts: ReadonlyArray<string>, change?: Parameters<FakeServer["begin"]>[1]) => {
      const id = server.begin(texts, change)
      comeBack()
      show()
      await press(open)
      const first = texts[0]?.replace(/^> */, "") ?? ""
      await press(new RegExp(texts.at(-1)?.replace(/^> */, "") ?? ""))
      await shows(first)
      await eventually("a subscription", () => server.requests.some(({ tag }) => tag === "sync.subscribe"))
      return id
    }

    beforeEach(() => {
      server = makeFakeServer()
      publicKey = `pk_test_${renderer}_${++count}`
      vi.stubGlobal("fetch", server.fetch)
      vi.stubGlobal("WebSocket", class {
        constructor() {
          throw new DOMException("no sockets here")
        }
      })
      document.body.replaceChildren()
    })
    afterEach(() => {
      unmount()
      localStorage.clear()
      sessionStorage.clear()
      vi.unstubAllGlobals()
    })

    it("shows its launcher at once, before the server has answered", async () => {
      server.hold("websites.get")
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
      server.tell({ _tag: "TypingChanged", conversationId: id, actorType: "user", actorId: "user_ada", isTyping: true, preview: null })
      await shows("Ada Byron is typing…")
      server.say(id, "Here I am.")
      await shows("Here I am.")
      expect(document.querySelector("[role='log']")?.textContent).toContain("Here I am.")
    })

    it("counts unread messages on the closed launcher, in its name too", async () => {
      const id = await showConversation(["Anyone there?"])
      await press("Close")
      server.say(id, "One.")
      server.say(id, "Two.")
      await button(`${open}, 2 unread messages`)
    })

    it("P5: keeps a message that couldn't be sent, sends it once on retry, or deletes it", async () => {
      const id = await showConversation(["Anyone there?"])
      server.refuse("conversations.send", { _tag: "IdConflict", id: "x" })
      await say("Lost?")
      await button("Delete")
      server.refuse("conversations.send", null)
      await press("Retry")
      await isGone("Retry")
      await shows("Sent")
      expect(server.items(id).filter(({ text }) => text === "Lost?")).toHaveLength(1)
      server.refuse("conversations.send", { _tag: "IdConflict", id: "x" })
      await say("Never mind")
      await press("Delete")
      await isGone("Delete")
      expect(document.body.textContent).not.toContain("Never mind")
    })

    it("P29: says for how long to wait when it was too fast, and keeps the text", async () => {
      await showConversation(["Anyone there?"])
      server.refuse("conversations.send", { _tag: "TooManyRequests", retryAfterMs: 9_000 })
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
      server.begin(["Spam"])
      comeBack()
      server.refuse("conversations.list", { _tag: "VisitorBlocked" })
      server.refuse("sync.subscribe", { _tag: "VisitorBlocked" })
      show()
      await eventually("nothing", () => document.querySelector(".cossistant") === null)
    })

    it("tells its developer which origin to allow, and which variable to set", async () => {
      server.refuse("websites.get", { _tag: "OriginRefused", origin: "https://evil.example", reason: "origin_not_allowed" })
      show()
      await press(open)
      await shows(/https:\/\/evil\.example isn’t allowed/)
      unmount()
      show({ publicKey: undefined })
      await press(open)
      await shows(/COSSISTANT_API_KEY, or pass it as publicKey/)
    })

    it("lists every conversation, newest first, and opens any of them", async () => {
      server.begin(["The first one"])
      await showConversation(["The second one"])
      await press("Back")
      await press("1 more conversation")
      await press(/The first one/)
      await shows("The first one")
    })

    it("uploads a chosen file at once and sends it with the message", async () => {
      vi.stubGlobal("XMLHttpRequest", FakeUpload)
      await showConversation(["Anyone there?"])
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      await shows("note.txt")
      await say("See attached")
      await eventually("the message at the server", () => sent().length === 1)
      expect(sent()[0]?.payload).toMatchObject({ text: "See attached", files: ["key-note.txt"] })
      await isGone("Remove note.txt")
    })

    it("refuses a file that is too large, by name and limit, before it is sent", async () => {
      await showConversation(["Anyone there?"])
      await choose(new File([new Uint8Array(6 * 1024 * 1024)], "film.zip", { type: "application/zip" }))
      await shows("film.zip")
      await shows("This file is larger than 5 MB.")
      await press("Remove film.zip")
      await isGone("Remove film.zip")
    })

    it("P23: draws a message's links safely and its HTML as text", async () => {
      const id = await showConversation(["Anyone there?"])
      server.say(id, "[pay](javascript:alert(1)) <img src=x onerror=alert(1)> see https://acme.example/help")
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
      draw({ publicKey, quickOptions: ["One?"], defaultOpen: false })
      draw({ publicKey, quickOptions: ["Two?"], defaultOpen: false })
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

    it("says who is signed in once, however often its host draws", async () => {
      const person = { externalId: "u1", name: null }
      show({ person })
      draw({ publicKey, person: { ...person } })
      draw({ publicKey, person: { ...person } })
      await eventually("an identification", () => server.requests.some(({ tag }) => tag === "visitors.identify"))
      await press(open)
      expect(server.requests.filter(({ tag }) => tag === "visitors.identify")).toHaveLength(1)
    })

    it("tells its host of a new conversation and a sent message, once each", async () => {
      const events: Array<string> = []
      show({ onEvent: ({ type: name }) => events.push(name) })
      await press(open)
      await press(write)
      await say("Hello")
      await shows("Sent")
      expect(events.sort()).toEqual(["conversationStart", "messageSent"])
    })
  })
}
