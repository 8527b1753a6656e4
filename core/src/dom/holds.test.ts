// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { acceptDrops } from "./acceptFiles.ts"
import { fillScreen, fullScreen } from "./fillScreen.ts"
import { holdFocus } from "./holdFocus.ts"
import { holdMenu } from "./holdMenu.ts"
import { holdTab } from "./holdTab.ts"

/** One query of the page's size, which the test turns. */
const phone = Object.assign(new EventTarget(), { matches: false })
const turn = (isPhone: boolean) => {
  phone.matches = isPhone
  phone.dispatchEvent(new Event("change"))
}
const elementOf = (selector: string) => document.querySelector(selector) as HTMLElement // it stands in the page below
const press = (target: EventTarget, key: string, init: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }))

beforeEach(() => {
  phone.matches = false
  vi.stubGlobal("matchMedia", (query: string) => query === fullScreen ? phone : { matches: false })
  document.body.innerHTML = `<button id="before"></button><div id="panel" tabindex="-1"><input id="field"></div><input id="elsewhere">
    <button id="opener"></button><div id="menu"><button id="first"></button></div>`
})
afterEach(() => vi.unstubAllGlobals())

describe("an open panel's keyboard", () => {
  it("closes on Escape while it has the focus, and not while text is composed", () => {
    const onEscape = vi.fn()
    const end = holdFocus(elementOf("#panel"), onEscape)
    elementOf("#field").focus()
    press(elementOf("#field"), "Escape", { isComposing: true })
    expect(onEscape).not.toHaveBeenCalled()
    press(elementOf("#field"), "Escape")
    expect(onEscape).toHaveBeenCalledOnce()
    elementOf("#elsewhere").focus()
    press(elementOf("#elsewhere"), "Escape")
    expect(onEscape).toHaveBeenCalledOnce()
    end()
  })

  it("is the page's again once the panel has closed", () => {
    const onEscape = vi.fn()
    holdFocus(elementOf("#panel"), onEscape)()
    elementOf("#field").focus()
    press(elementOf("#field"), "Escape")
    expect(onEscape).not.toHaveBeenCalled()
  })

  it("stays inside while the panel fills the screen, wherever it is lost to, and only as long as it is open", () => {
    const panel = elementOf("#panel")
    // Nothing is laid out here: what can be reached would be nothing.
    for (const element of panel.querySelectorAll("*")) element.getClientRects = () => [{}] as unknown as DOMRectList // one box is a box
    const end = holdTab(panel, phone as unknown as MediaQueryList) // as far as it is asked
    elementOf("#field").focus()
    expect(press(elementOf("#field"), "Tab")).toBe(true)
    turn(true)
    expect(panel.getAttribute("aria-modal")).toBe("true")
    expect(press(elementOf("#field"), "Tab")).toBe(false)
    elementOf("#elsewhere").focus()
    expect(press(elementOf("#elsewhere"), "Tab")).toBe(false)
    expect(document.activeElement?.id).toBe("field")
    turn(false)
    expect(panel.hasAttribute("aria-modal")).toBe(false)
    turn(true)
    end()
    expect(panel.hasAttribute("aria-modal")).toBe(false)
    expect(press(elementOf("#field"), "Tab")).toBe(true)
  })

  it("goes round past what arrows alone reach, such as a menu's items and the stars not chosen", () => {
    const panel = elementOf("#panel")
    panel.insertAdjacentHTML("beforeend", `<button id="last"></button><button tabindex="-1"></button>`)
    for (const element of panel.querySelectorAll("*")) element.getClientRects = () => [{}] as unknown as DOMRectList // one box is a box
    turn(true)
    const end = holdTab(panel, phone as unknown as MediaQueryList) // as far as it is asked
    elementOf("#last").focus()
    expect(press(elementOf("#last"), "Tab")).toBe(false)
    expect(document.activeElement?.id).toBe("field")
    expect(press(elementOf("#field"), "Tab", { shiftKey: true })).toBe(false)
    expect(document.activeElement?.id).toBe("last")
    end()
  })

  it("is held from when the panel first fills the screen, unless it was closed before the code for that came", async () => {
    const panel = elementOf("#panel")
    const end = fillScreen(panel)
    turn(true)
    await vi.waitFor(() => expect(panel.getAttribute("aria-modal")).toBe("true"))
    end()
    expect(panel.hasAttribute("aria-modal")).toBe(false)
    fillScreen(panel)()
    await import("./fullPanel.ts")
    await Promise.resolve()
    expect(panel.hasAttribute("aria-modal")).toBe(false)
  })

  it("goes back to where it was, unless its owner went somewhere else meanwhile", () => {
    elementOf("#before").focus()
    holdFocus(elementOf("#panel"), null)()
    expect(document.activeElement?.id).toBe("before")
    const end = holdFocus(elementOf("#panel"), null)
    elementOf("#elsewhere").focus()
    end()
    expect(document.activeElement?.id).toBe("elsewhere")
  })
})

describe("the way back from a closed panel", () => {
  it("is the trigger's where nothing had the keyboard when it opened, as of a launcher that its own press has hidden", () => {
    elementOf("#before").setAttribute("aria-controls", "panel")
    expect(document.activeElement).toBe(document.body)
    const end = holdFocus(elementOf("#panel"), null)
    expect(document.activeElement?.id).toBe("panel")
    end()
    expect(document.activeElement?.id).toBe("before")
  })

  it("leads out of the shadow root that the panel stands in, to what had the keyboard on the page", () => {
    const shadow = elementOf("#opener").parentElement?.appendChild(document.createElement("div")).attachShadow({ mode: "open" })
    const panel = shadow?.appendChild(document.createElement("div"))
    if (!panel) throw new Error("it stands in the shadow root")
    panel.tabIndex = -1
    elementOf("#before").focus()
    const end = holdFocus(panel, null)
    expect(shadow?.activeElement).toBe(panel)
    end()
    expect(document.activeElement?.id).toBe("before")
  })
})

describe("files dropped on the panel", () => {
  const drag = (target: Element, type: string, types: ReadonlyArray<string> = ["Files"], files: ReadonlyArray<File> = []) => {
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer: { types, files } })
    target.dispatchEvent(event)
    return event
  }
  const file = new File(["a"], "a.txt", { type: "text/plain" })

  it("are taken wherever they fall, and the panel shows that they may for as long as they hover", () => {
    const onFiles = vi.fn()
    const area = elementOf("#panel")
    const stop = acceptDrops(area, onFiles)
    const isMarked = () => area.hasAttribute("data-dropping")
    drag(area, "dragenter")
    drag(elementOf("#field"), "dragenter")
    drag(area, "dragleave")
    expect(isMarked()).toBe(true)
    expect(drag(area, "dragover").defaultPrevented).toBe(true)
    expect(drag(elementOf("#field"), "drop", ["Files"], [file]).defaultPrevented).toBe(true)
    expect(onFiles).toHaveBeenCalledExactlyOnceWith([file])
    expect(isMarked()).toBe(false)
    // One that left without having come, as when the panel opened under it.
    drag(area, "dragleave")
    drag(area, "dragenter")
    expect(isMarked()).toBe(true)
    stop()
  })

  it("are the page's again once the panel stopped taking them, and words always are", () => {
    const onFiles = vi.fn()
    const area = elementOf("#panel")
    const stop = acceptDrops(area, onFiles)
    for (const type of ["dragenter", "dragover", "drop"]) expect(drag(area, type, ["text/plain"]).defaultPrevented, type).toBe(false)
    expect(area.hasAttribute("data-dropping")).toBe(false)
    stop()
    for (const type of ["dragenter", "dragover", "drop"]) expect(drag(area, type, ["Files"], [file]).defaultPrevented, type).toBe(false)
    expect(area.hasAttribute("data-dropping")).toBe(false)
    expect(onFiles).not.toHaveBeenCalled()
  })
})

describe("an open menu", () => {
  const pressOn = (selector: string) => elementOf(selector).dispatchEvent(new Event("pointerdown", { bubbles: true }))

  it("begins at its first item, and closes once a press or the keyboard goes past it and its button", () => {
    const onClose = vi.fn()
    holdMenu(elementOf("#menu"), { onClose, onEscape: vi.fn() })
    expect(document.activeElement?.id).toBe("first")
    pressOn("#first")
    pressOn("#opener")
    elementOf("#first").dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: null }))
    elementOf("#first").dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: elementOf("#opener") }))
    expect(onClose).not.toHaveBeenCalled()
    elementOf("#first").dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: elementOf("#elsewhere") }))
    pressOn("#elsewhere")
    expect(onClose).toHaveBeenCalledTimes(2)
  })

  it("hears no press any more once it is gone", () => {
    const onClose = vi.fn()
    const end = holdMenu(elementOf("#menu"), { onClose, onEscape: vi.fn() })
    end()
    pressOn("#elsewhere")
    expect(onClose).not.toHaveBeenCalled()
  })

  it("closes alone on Escape, in a shadow root too, where the panel listens as near as the document", () => {
    const shadow = elementOf("#before").appendChild(document.createElement("div")).attachShadow({ mode: "open" })
    shadow.innerHTML = `<div id="panel" tabindex="-1"><button></button><div id="menu"><button></button></div></div>`
    const [panel, menu] = shadow.querySelectorAll<HTMLElement>("div")
    if (!panel || !menu) throw new Error("they stand in the shadow root")
    const onPanelEscape = vi.fn()
    const onEscape = vi.fn()
    holdFocus(panel, onPanelEscape)
    holdMenu(menu, { onClose: vi.fn(), onEscape })
    press(menu.querySelector("button") ?? menu, "Escape", { composed: true })
    expect([onEscape.mock.calls.length, onPanelEscape.mock.calls.length]).toEqual([1, 0])
  })

  it("leaves to the browser what is its own: arrows with a modifier, and Tab", () => {
    holdMenu(elementOf("#menu"), { onClose: vi.fn(), onEscape: vi.fn() })
    for (const [name, init] of [["ArrowLeft", { altKey: true }], ["Home", { metaKey: true }], ["Tab", {}]] as const) {
      expect(press(elementOf("#first"), name, init)).toBe(true)
    }
    expect(press(elementOf("#first"), "End")).toBe(false)
  })
})
