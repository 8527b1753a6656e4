import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, openApp, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"
import { shortcuts } from "./shortcuts.ts"

const press = (target: EventTarget = document.body) => target.dispatchEvent(new KeyboardEvent("keydown", { key: "?", shiftKey: true, bubbles: true, cancelable: true }))
const isOpen = () => document.querySelector(".modal[data-expanded]") !== null

describe("the help for the keyboard", () => {
  it("is a press on ? away on every page of a site, and names every key", async () => {
    openApp("/acme/settings/general", fakeServer([]))
    await shown(find(".card"))
    press()
    await shown(text("Keyboard shortcuts", ".modal h2"))
    expect([...document.querySelectorAll(".modal dt")].map(({ textContent }) => textContent)).toEqual(Object.values(shortcuts).map(({ label }) => label))
    expect([...document.querySelectorAll(".modal dd")].every((keys) => keys.querySelector("kbd") !== null)).toBe(true)
    document.querySelector<HTMLElement>(".modal [aria-label=Close]")?.click()
    await shown(() => !isOpen())
  })

  it("leaves a question mark to whoever writes one", async () => {
    openApp("/acme/settings/general", fakeServer([]))
    press(await shown(find(".card .input")))
    expect(isOpen()).toBe(false)
  })
})
