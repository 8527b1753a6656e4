import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const refuse = () => { throw new RpcFailure({ _tag: "Unreachable", status: null } as const) }
const isOpen = () => document.querySelector(".modal[data-expanded]") !== null
const inDialog = async (name: string) => (await shown(() => [...document.querySelectorAll<HTMLElement>(".modal[data-expanded] button")].find(({ textContent }) => textContent?.trim() === name))).click()
const type = (value: string) => {
  const field = document.querySelector<HTMLInputElement>(".modal[data-expanded] input")
  if (field === null) return
  field.value = value
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
}

describe("a question that was refused and put away", () => {
  it.each([
    ["developers", "keys.revoke", "Revoke Website", "", "Revoke", "Keep it"],
    ["developers", "identitySecrets.remove", "Remove the secret made Apr 15, 2026", "", "Remove", "Keep it"],
    ["team", "team.remove", "Remove Jonas Weber", "", "Remove", "Keep"],
    ["general", "websites.delete", "Delete…", "Acme", "Delete for good", "Keep it"],
    ["notifications", "mail.liftSuppression", "Lift: let gone@example.com have mail again", "A new mailbox", "Send mail again", "Cancel"]
  ] as const)("is asked anew, without the reason and without what was typed: %s, %s", async (page, tag, opener, typed, act, away) => {
    openApp(`/acme/settings/${page}`, fakeServer([], {
      "identitySecrets.list": () => [{ id: "s1", secret: "abc", createdAt: "2026-04-15T12:00:00.000Z", lastUsedAt: null }], [tag]: refuse
    }))
    await press(opener)
    await shown(isOpen)
    type(typed)
    await inDialog(act)
    await shown(text("can't be reached", ".modal [role=alert]"))
    await inDialog(away)
    await shown(() => !isOpen())
    await press(opener)
    await shown(isOpen)
    expect(document.querySelector(".modal[data-expanded] [role=alert]")).toBeNull()
    expect(document.querySelector<HTMLInputElement>(".modal[data-expanded] input")?.value ?? "").toBe("")
  })
})

it("What is being done isn't called off by a key: the question waits for the answer", async () => {
  const gone: Array<string> = []
  openApp("/acme/settings/team", fakeServer([], { "team.remove": ({ userId }) => void gone.push(userId) }))
  await press("Remove Jonas Weber")
  await shown(isOpen)
  await inDialog("Remove")
  await inDialog("Keep")
  expect(isOpen()).toBe(true)
  await shown(text("Jonas Weber was removed"))
  await shown(() => !isOpen())
  expect(gone).toEqual(["u-jonas"])
})

describe("a choice that was refused", () => {
  it.each([
    ["team", "team.setRole", "Role of Jonas Weber", "owner", "admin"],
    ["notifications", "notifications.update", "Messages nobody answered: when", "3600", "300"]
  ] as const)("shows what is, and why: %s, %s", async (page, tag, label, chosen, before) => {
    openApp(`/acme/settings/${page}`, fakeServer([], { [tag]: refuse }))
    const select = await shown(find<HTMLSelectElement>(`select[aria-label="${label}"]`))
    expect(select.value).toBe(before)
    select.value = chosen
    select.dispatchEvent(new Event("change", { bubbles: true }))
    await shown(text("can't be reached", "[role=alert]"))
    expect(select.value).toBe(before)
  })

  it("of a picture names what a picture may be", async () => {
    openApp("/acme/settings/profile", fakeServer([], { "me.grantImage": () => { throw new RpcFailure({ _tag: "FileRefused", reason: "type_not_allowed" } as const) } }))
    const input = await shown(find<HTMLInputElement>("input[type=file]"))
    Object.defineProperty(input, "files", { value: [new File(["not one"], "face.png", { type: "image/png" })], configurable: true })
    input.dispatchEvent(new Event("change", { bubbles: true }))
    await shown(text("Choose a JPEG, PNG, GIF or WebP picture.", "[role=alert]"))
    expect(text("CSV")()).toBe(false)
  })
})

describe("what can be done with each of several", () => {
  it("says with which", async () => {
    openApp("/acme/settings/team", fakeServer([]))
    await shown(named("Take back the invitation of noor@acme.example"))
    await shown(named("Remove Aiko Tanaka"))
  })
})
