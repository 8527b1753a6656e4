import { afterEach, describe, expect, it, vi } from "vitest"
import { button, dialog, eventually, key, press, type } from "./screen.ts"
import { makeStage, send, type WidgetDriver } from "./stage.ts"

/** What the widget promises to who is writing, run over each renderer. */
export const writingSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`writing in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makeStage(`${renderer}_writing`, driver)
    const { showConversation } = stage

    afterEach(() => {
      vi.restoreAllMocks()
    })

    it("P5: takes words along to a new conversation when theirs is closed while they are written, and the keyboard to the way there", async () => {
      const id = await showConversation(["Anyone there?", "> Yes"])
      const element = await type("And one more thing")
      element.focus()
      stage.server.update(id, { status: "resolved" })
      const anew = await button("Start a new conversation")
      await eventually("the keyboard at the way on", () => document.activeElement === anew)
      anew.click()
      await eventually("the words in a new conversation", () => document.querySelector(".co-message") === null &&
        document.querySelector<HTMLTextAreaElement>(".cossistant textarea")?.value === "And one more thing")
      await press(send)
      await eventually("the words at the server", () => stage.sent().length === 1)
      expect(stage.sent()[0]?.payload).toMatchObject({ text: "And one more thing" })
      expect(stage.sent()[0]?.payload).not.toMatchObject({ conversationId: id })
    })

    it("leaves the keyboard where it is when a conversation is closed that nobody was writing in", async () => {
      const id = await showConversation(["Anyone there?", "> Yes"])
      const elsewhere = document.body.appendChild(document.createElement("input"))
      elsewhere.focus()
      stage.server.update(id, { status: "resolved" })
      await button("Start a new conversation")
      expect(document.activeElement).toBe(elsewhere)
    })

    it("chooses an emoji by the keyboard, and closes the menu alone on Escape and once one goes elsewhere", async () => {
      await showConversation(["Anyone there?"])
      const element = await type("Thanks")
      const menu = () => document.querySelector<HTMLElement>(".co-emoji-menu")
      const openMenu = async () => {
        await press("Insert an emoji")
        return eventually("the first emoji with the keyboard", () => menu()?.querySelector("button") === document.activeElement && menu())
      }
      ;(await openMenu()).querySelector("button")?.click()
      await eventually("the emoji in the words", () => element.value.length > "Thanks".length && menu() === null)
      expect(document.activeElement).toBe(element)
      key(await openMenu().then((opened) => opened.querySelector("button") ?? opened), "Escape")
      await eventually("no menu", () => menu() === null)
      expect((await dialog()).dataset["state"]).toBe("open")
      expect(document.activeElement).toBe(element)
      await openMenu()
      document.querySelector("[role='log']")?.dispatchEvent(new Event("pointerdown", { bubbles: true }))
      await eventually("no menu after a press elsewhere", () => menu() === null)
      await openMenu()
      element.focus()
      await eventually("no menu once the keyboard left it", () => menu() === null)
    })

    it("has one stop of the Tab key for all emojis, and arrows that go both ways among them, as they are read", async () => {
      // Nothing is laid out here: eight to a row.
      vi.spyOn(HTMLElement.prototype, "offsetTop", "get").mockImplementation(function (this: HTMLElement) {
        return Math.floor([...this.parentElement?.children ?? []].indexOf(this) / 8)
      })
      await showConversation(["Anyone there?"])
      await type("Thanks")
      await press("Insert an emoji")
      const menu = await eventually("a menu with the keyboard", () => document.activeElement?.closest<HTMLElement>(".co-emoji-menu"))
      const items = [...menu.querySelectorAll("button")]
      const at = () => items.indexOf(document.activeElement as HTMLButtonElement) // one of them, or nothing is found
      const go = (name: string) => {
        key(document.activeElement as HTMLElement, name) // the browser's is one
        expect(items.filter(({ tabIndex }) => tabIndex === 0)).toEqual([document.activeElement])
        return at()
      }
      expect(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowLeft", "ArrowUp"].map(go)).toEqual([1, 9, 8, 0, 0, 0])
      expect(["End", "ArrowRight", "ArrowDown", "ArrowUp", "Home"].map(go)).toEqual([31, 31, 31, 23, 0])
      for (const item of items) item.style.direction = "rtl"
      expect(["ArrowLeft", "ArrowDown", "ArrowRight"].map(go)).toEqual([1, 9, 8])
    })
  })
}
