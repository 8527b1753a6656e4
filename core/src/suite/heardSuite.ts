import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { FakeUpload } from "./FakeUpload.ts"
import { button, choose, eventually, field, key, press, shows, type } from "./screen.ts"
import { makeStage, open, type WidgetDriver } from "./stage.ts"

/** What a screen reader gets of an element: its text without what is hidden from it. */
const spoken = (element: Element): string => {
  const copy = element.cloneNode(true) as Element // the copy of an element is one
  copy.querySelectorAll("[aria-hidden='true']").forEach((hidden) => hidden.remove())
  return copy.textContent ?? ""
}

const log = () => eventually("the log", () => document.querySelector("[role='log']"))
const holds = (selector: string) => eventually(`the keyboard at ${selector}`, () => document.activeElement?.matches(selector))

/** What the widget promises to who doesn't see it: what is heard, once, and where the keyboard is. Run over each renderer. */
export const heardSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`what is heard in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makeStage(`${renderer}_heard`, driver)
    const { showConversation } = stage
    const focused = async () => {
      const element = await field()
      element.focus()
      return element
    }

    beforeEach(() => {
      vi.stubGlobal("XMLHttpRequest", FakeUpload)
    })
    afterEach(() => {
      FakeUpload.held = null
    })

    it("says with each message who wrote it, the first of somebody and the next, and nobody's name twice", async () => {
      const id = await showConversation(["Anyone there?", "> Yes"])
      stage.server.say(id, "And how are you?")
      await shows("And how are you?")
      const heard = [...document.querySelectorAll(".co-message")].map((message) => [message.getAttribute("aria-label"), spoken(message)])
      expect(heard).toEqual([[null, "You wroteAnyone there?"], [null, "Ada Byron wroteYes"], [null, "Ada Byron wroteAnd how are you?"]])
      const theirs = [...document.querySelectorAll(".co-group")].at(-1)
      expect([theirs?.getAttribute("aria-label"), theirs && spoken(theirs).match(/Ada Byron/g)?.length]).toEqual([null, 2])
    })

    it("says a message once, however far it gets", async () => {
      const id = await showConversation(["Anyone there?"])
      const added: Array<string> = []
      const observer = new MutationObserver((records) => records.forEach(({ addedNodes }) => added.push(...[...addedNodes].map(({ textContent }) => textContent ?? ""))))
      observer.observe(await log(), { subtree: true, childList: true })
      key(await type("It is broken"), "Enter")
      await eventually("the message at the server", () => stage.server.items(id).length === 2)
      await shows("Sent")
      expect(added.filter((text) => text.includes("It is broken"))).toHaveLength(1)
      observer.disconnect()
    })

    it("names a control that is an icon by one attribute, so that it isn't said again as its description", async () => {
      await showConversation(["Anyone there?"])
      const close = await eventually("the way out", () => document.querySelector<HTMLElement>(".co-header button:last-child"))
      expect([close.getAttribute("aria-label"), close.title]).toEqual([null, "Close"])
    })

    it("says that a file is attached, or why it isn't, in a region that was there before", async () => {
      await showConversation(["Anyone there?"])
      await focused()
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      const region = await eventually("a region", () => document.querySelector(".co-composer > [role='status'].co-hidden"))
      await eventually("the file", () => region.textContent === "note.txt attached")
      await choose(new File([new Uint8Array(6 * 1024 * 1024)], "film.zip", { type: "application/zip" }))
      await eventually("why not", () => region.textContent === "film.zip: This file is larger than 5 MB.")
      await press("Remove film.zip")
      await eventually("the other one's end", () => region.textContent === "film.zip removed")
    })

    it("takes the keyboard to the field when the file it was at is left out", async () => {
      await showConversation(["Anyone there?"])
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      const remove = await button("Remove note.txt")
      remove.focus()
      remove.click()
      await holds(".co-composer textarea")
    })

    it("takes the keyboard to the field when a message that wasn't sent is tried again or left out", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.refuse("conversations.send", { _tag: "InternalError", id: "err_1" })
      key(await type("It is broken"), "Enter")
      const retry = await button("Retry")
      await eventually("why, in the log", () => document.querySelector("[role='log'] .co-failed")?.textContent?.includes("Not sent yet"))
      const release = stage.server.hold("conversations.send")
      retry.focus()
      retry.click()
      await holds(".co-composer textarea")
      release()
      const discard = await button("Delete")
      discard.focus()
      discard.click()
      await holds(".co-composer textarea")
      expect(stage.server.items(id)).toHaveLength(1)
    })

    it("takes the keyboard to the way on when the conversation is closed under who was in the field, and says why there", async () => {
      const id = await showConversation(["Anyone there?", "> Yes"])
      await focused()
      stage.server.update(id, { status: "resolved" })
      await holds(".co-closed > button")
      const says = document.activeElement?.getAttribute("aria-describedby")
      expect(document.getElementById(says ?? "")?.textContent).toBe("This conversation is resolved.")
    })

    it("leaves the keyboard to the page when it was taken there before the conversation was closed", async () => {
      const id = await showConversation(["Anyone there?", "> Yes"])
      const element = await focused()
      element.blur()
      stage.server.update(id, { status: "resolved" })
      await button("Start a new conversation")
      expect(document.activeElement).toBe(document.body)
    })

    it("moves between stars by arrows as often as one likes, and takes the keyboard to the thanks once it is sent", async () => {
      await showConversation(["Thanks!"], { status: "resolved" })
      const first = await button("1 star")
      first.focus()
      key(first, "ArrowRight")
      await eventually("one star", () => first.getAttribute("aria-checked") === "true")
      await eventually("the comment", () => document.querySelector(".co-rating textarea"))
      expect(document.activeElement).toBe(first)
      key(first, "ArrowRight")
      const second = await button("2 stars")
      await eventually("two stars", () => second.getAttribute("aria-checked") === "true")
      expect(document.activeElement).toBe(second)
      const submit = await button("Send feedback")
      const release = stage.server.hold("conversations.rate")
      submit.focus()
      submit.click()
      await eventually("a rating on its way", () => document.querySelector(".co-rating[aria-busy='true']"))
      expect(document.activeElement).toBe(submit)
      release()
      await holds(".co-rating[data-done]")
    })

    it("keeps the keyboard in the card that asks for an address while it is sent, and takes it to the thanks", async () => {
      stage.server.change({ identityVerification: "optional" })
      await showConversation(["Anyone there?"])
      const input = await eventually("the card", () => document.querySelector<HTMLInputElement>(".co-identify input"))
      input.focus()
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set?.call(input, "ada@example.com")
      input.dispatchEvent(new InputEvent("input", { bubbles: true }))
      const release = stage.server.hold("visitors.identify")
      await press("Save e-mail")
      await button("Saving…")
      expect([document.activeElement, input.disabled]).toEqual([input, false])
      release()
      await holds(".co-identify[data-done]")
    })

    it("tells of an answer that comes while the panel shows its home", async () => {
      const id = stage.server.begin(["Anyone there?"])
      stage.comeBack()
      stage.show()
      await press(open)
      const card = await button(/Anyone there/)
      const region = await eventually("a live region around the newest conversation", () => card.closest("[aria-live='polite']"))
      await eventually("a subscription", () => stage.server.requests.some(({ tag }) => tag === "sync.subscribe"))
      stage.server.say(id, "Yes, I am.")
      await eventually("the answer", () => region.textContent?.includes("Yes, I am.") && region.textContent.includes("1 unread message"))
      expect(card.isConnected).toBe(true)
    })

    it("says at once that it is offline", async () => {
      await showConversation(["Anyone there?"])
      vi.stubGlobal("navigator", Object.create(navigator, { onLine: { value: false } }))
      stage.server.setDown(true)
      await eventually("an alert", () => document.querySelector(".co-notice[role='alert']")?.textContent?.startsWith("You’re offline"))
    })
  })
}
