import { RpcFailure } from "@cossistant/core/client/RpcFailure"
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

it("a key that is being made is waited for: nothing puts the dialog away before it was shown", async () => {
  openApp("/acme/settings/developers", fakeServer([]))
  await press("New key")
  const name = await shown(find<HTMLInputElement>(".modal input"))
  name.value = "Nightly export"
  name.dispatchEvent(new InputEvent("input", { bubbles: true }))
  await press("Private, for your server")
  name.focus()
  await press("Create key")
  escape()
  await press("Cancel")
  await shown(text("sk_live_", ".modal[data-expanded]"))
})

it("a key's name that is too short, or is blanks, is refused at its field", async () => {
  const made: Array<string> = []
  openApp("/acme/settings/developers", fakeServer([], { "keys.create": ({ name }) => {
    made.push(name)
    throw new RpcFailure({ _tag: "BadRequest", id: "e1" } as const)
  } }))
  await press("New key")
  const name = await shown(find<HTMLInputElement>(".modal input"))
  for (const wrong of ["ab", "     "]) {
    name.value = wrong
    name.dispatchEvent(new InputEvent("input", { bubbles: true }))
    await press("Create key")
    await shown(text("Use at least 3 characters.", ".modal [role=alert]"))
  }
  expect(document.activeElement).toBe(name)
  expect(made).toEqual([])
})
