import { expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { suppressions } from "../../fixture/mail.ts"
import { find, named, openApp, press, shown } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const field = find<HTMLInputElement>(".modal[data-expanded] input")
const escape = () => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }))
const closed = () => shown(() => document.querySelector(".modal[data-expanded]") === null)

it.each([
  ["developers", "New key", "Nightly export"],
  ["webhooks", "New endpoint", "https://api.acme.example/hook"],
  ["notifications", "Lift: let gone@example.com have mail again", "She has a new mailbox"]
])("what was written in a dialog of Settings, %s, is there again after a slip of a key; Cancel forgets it", async (page, opener, words) => {
  openApp(`/acme/settings/${page}`, fakeServer([], { "webhooks.list": () => [], "mail.suppressions": () => ({ suppressions, nextCursor: null }) }))
  ;(await shown(named(opener))).focus()
  await press(opener)
  const first = await shown(field)
  await shown(() => document.activeElement === first)
  first.value = words
  first.dispatchEvent(new InputEvent("input", { bubbles: true }))
  escape()
  await closed()
  await press(opener)
  expect((await shown(field)).value).toBe(words)
  await press("Cancel")
  await closed()
  await press(opener)
  expect((await shown(field)).value).toBe("")
})
