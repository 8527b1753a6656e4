import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../site/SitePage.tsx"
import "./SettingsPage.tsx"

const escape = () => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }))
const isOpen = () => document.querySelector(".modal[data-expanded]") !== null
const make = async (use: string) => {
  openApp("/acme/settings/developers", fakeServer([]))
  await press("New key")
  const name = await shown(find<HTMLInputElement>(".modal input"))
  name.value = "Nightly export"
  name.dispatchEvent(new InputEvent("input", { bubbles: true }))
  await press(use)
  ;(await shown(named("Create key"))).focus()
  await press("Create key")
  await shown(text("Your new key", ".modal"))
}

describe("a new key", () => {
  it("that is secret stays in sight until it is said to be kept", async () => {
    await make("Private, for your server")
    await shown(() => document.activeElement?.matches(".modal"))
    expect(named("Close")()).toBeUndefined()
    escape()
    expect(isOpen() && text("sk_live_", ".modal")()).toBe(true)
    await press("Done")
    await shown(() => !isOpen())
  })

  it("that may be seen any time closes like every dialog", async () => {
    await make("Public, for the widget")
    escape()
    await shown(() => !isOpen())
  })
})
