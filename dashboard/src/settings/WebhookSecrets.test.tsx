import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { afterEach, describe, expect, it, vi } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const isOpen = () => document.querySelector(".modal[data-expanded]") !== null
const escape = () => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }))
const inDialog = async (name: string) => (await shown(() => [...document.querySelectorAll<HTMLElement>(".modal button")].find(({ textContent }) => textContent === name))).click()
const open = (answers: Parameters<typeof fakeServer>[1] = {}) => openApp("/acme/settings/webhooks", fakeServer([], answers))
afterEach(() => vi.unstubAllGlobals())

describe("the secret of an endpoint", () => {
  it("stays in sight until it is said to be kept, can be copied, and is nowhere afterwards", async () => {
    const copied: Array<string> = []
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: async (words: string) => void copied.push(words) } })
    open({ "webhooks.create": ({ description, events, isTest, url }) => ({
      endpoint: { id: "01K0000000000000000000W009", description, events, isTest, url, isEnabled: true, disabledReason: null, oldSecretUntil: null, createdAt: "2026-04-15T09:00:00.000Z" },
      secret: "whsec_first"
    }) })
    await press("New endpoint")
    const address = await shown(find<HTMLInputElement>(".modal input[type=url]"))
    await shown(() => document.activeElement === address)
    address.value = "https://api.acme.example/hook"
    address.dispatchEvent(new InputEvent("input", { bubbles: true }))
    await press("Create endpoint")
    await shown(text("whsec_first", ".modal"))
    expect(named("Close")()).toBeUndefined()
    escape()
    expect(isOpen()).toBe(true)
    await inDialog("Copy")
    await shown(() => copied.length === 1)
    expect(copied).toEqual(["whsec_first"])
    await press("Done")
    await shown(() => !isOpen())
    expect(document.body.innerHTML).not.toContain("whsec_first")
    await press("New endpoint")
    await shown(text("New endpoint", ".modal h2"))
    expect(document.body.innerHTML).not.toContain("whsec_first")
  })

  it.each([["New secret", true], ["End the old one now", false]] as const)("is replaced by “%s”, shown once and kept nowhere", async (choice, keepOld) => {
    const asked: Array<boolean> = []
    open({ "webhooks.rotate": ({ id, keepOld }) => {
      asked.push(keepOld)
      return {
        endpoint: {
          id, url: "https://api.acme.example/cossistant", description: "Order system", events: ["message.created"], isTest: false, isEnabled: true, disabledReason: null,
          oldSecretUntil: keepOld ? "2026-04-16T09:00:00.000Z" : null, createdAt: "2026-04-15T09:00:00.000Z"
        },
        secret: "whsec_second"
      }
    } })
    await press("New secret for Order system")
    await inDialog(choice)
    await shown(text("whsec_second", ".modal"))
    escape()
    expect(isOpen()).toBe(true)
    await press("Done")
    await shown(() => !isOpen())
    expect(asked).toEqual([keepOld])
    expect(document.body.innerHTML).not.toContain("whsec_second")
    expect(text("signs along until Apr 16, 2026", ".webhook-row")()).toBe(keepOld)
  })

  it("is waited for: nothing puts the dialog away between the press and the answer", async () => {
    open()
    await press("New endpoint")
    const address = await shown(find<HTMLInputElement>(".modal input[type=url]"))
    address.value = "https://api.acme.example/hook"
    address.dispatchEvent(new InputEvent("input", { bubbles: true }))
    address.focus()
    await press("Create endpoint")
    escape()
    await inDialog("Cancel")
    await shown(text("whsec_3q2", ".modal[data-expanded]"))
    await press("Done")
    await press("New secret for Order system")
    await inDialog("New secret")
    await press("Close")
    await shown(text("whsec_WTH", ".modal[data-expanded]"))
  })

  it("is as it was when the server refuses, and the reason is forgotten with the question", async () => {
    open({ "webhooks.rotate": () => { throw new RpcFailure({ _tag: "Unreachable", status: null } as const) } })
    await press("New secret for Order system")
    await inDialog("New secret")
    await shown(text("can't be reached", ".modal [role=alert]"))
    await press("Close")
    await shown(() => !isOpen())
    await press("New secret for Order system")
    await shown(isOpen)
    expect(document.querySelector(".modal [role=alert]")).toBeNull()
  })
})
