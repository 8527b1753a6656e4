import { describe, expect, it } from "vitest"
import { rich } from "../../fixture/conversations.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

const open = (id = rich.header.id) => openApp(`/acme/inbox/${id}`, fakeServer([rich]))
const field = () => shown(find<HTMLTextAreaElement>(".composer textarea"))

/** What a clipboard brings; the browser would put its words in where nobody prevents it. */
const paste = (into: Element, words: string, file: File) => {
  const event = new Event("paste", { bubbles: true, cancelable: true })
  Object.assign(event, { clipboardData: { files: [file], getData: () => words } })
  into.dispatchEvent(event)
  return event
}
const picture = new File(["x"], "image.png", { type: "image/png" })

describe("Writing to a visitor", () => {
  it("has the focus again once Send was pressed", async () => {
    open()
    const area = await field()
    area.value = "Yes, it will."
    area.dispatchEvent(new InputEvent("input", { bubbles: true }))
    const send = await shown(() => [...document.querySelectorAll<HTMLButtonElement>(".composer-send")].find(({ disabled }) => !disabled))
    send.focus()
    send.click()
    expect(document.activeElement).toBe(await field())
  })

  it("takes the words of a table that was copied, not the picture of it", async () => {
    open()
    const area = await field()
    expect(paste(area, "Seats\t12", picture).defaultPrevented).toBe(false)
    expect(document.body.textContent).not.toContain("image.png")
    expect(paste(area, "", picture).defaultPrevented).toBe(true)
    await shown(text("image.png"))
  })

  it("keeps all of a text that is too long, says by how much, and doesn't send it", async () => {
    open()
    const area = await field()
    area.value = "x".repeat(8_003)
    area.dispatchEvent(new InputEvent("input", { bubbles: true }))
    await shown(text("3 characters too many"))
    expect(area.value).toHaveLength(8_003)
    expect(document.querySelector<HTMLButtonElement>(".composer-send")?.disabled).toBe(true)
  })
})

describe("Around a conversation", () => {
  it("says so where the browser can't copy, as on plain http", async () => {
    open()
    await field()
    const held = Object.getOwnPropertyDescriptor(Navigator.prototype, "clipboard")
    Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true })
    try {
      const { copyText } = await import("../ui/copyText.ts")
      expect(await copyText("secret")).toBe(false)
      await shown(text("did not allow copying"))
    } finally {
      Reflect.deleteProperty(navigator, "clipboard")
      if (held !== undefined) Object.defineProperty(Navigator.prototype, "clipboard", held)
    }
  })

  it("gives the focus back to the title that was edited", async () => {
    open()
    ;(await shown(find<HTMLElement>(".title-button"))).click()
    const input = await shown(find<HTMLInputElement>(".title-input"))
    input.focus()
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }))
    expect(document.activeElement?.className).toBe("title-button")
  })

  it("leads back to the list also from one that isn't there", async () => {
    open("CO1111111111111111")
    await shown(text("Not found, or no access"))
    await press("Back to the list")
    await shown(() => location.pathname === "/acme/inbox")
  })

  it("can be reached past the navigation by the keyboard", async () => {
    open()
    await field()
    ;(await shown(named("Skip the navigation"))).click()
    expect(document.activeElement?.id).toBe("main")
  })
})
