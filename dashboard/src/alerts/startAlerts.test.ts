import { beforeEach, describe, expect, it } from "vitest"
import { conversation, item } from "../testing/inboxSamples.ts"
import { changeAlertSettings } from "./alertSettings.ts"
import { setPageTitle, showPageTitle } from "./pageTitle.ts"
import { startAlerts } from "./startAlerts.ts"

const look = (visibility: DocumentVisibilityState) => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => visibility })
  document.dispatchEvent(new Event("visibilitychange"))
}
const icon = () => document.querySelector<HTMLLinkElement>("link[rel=icon]")?.getAttribute("href")

beforeEach(() => {
  changeAlertSettings({ sound: false })
  document.head.innerHTML = `<link rel="icon" href="/favicon.svg">`
  showPageTitle()
  setPageTitle("Open – Acme")
})

describe("a visitor writes while the tab is out of sight", () => {
  it("the title counts and the icon has a dot, until someone looks", async () => {
    const alerts = startAlerts("W", () => {})
    look("hidden")
    await alerts.alert(item(2), conversation("CO1"))
    await alerts.alert(item(3), conversation("CO1"))
    expect([document.title, icon()]).toEqual(["(2) Open – Acme", "/favicon-unread.svg"])
    look("visible")
    expect([document.title, icon()]).toEqual(["Open – Acme", "/favicon.svg"])
    alerts.stop()
  })

  it("nothing asks for attention while the tab is in sight", async () => {
    const alerts = startAlerts("W", () => {})
    look("visible")
    await alerts.alert(item(2), conversation("CO1"))
    expect(document.title).toBe("Open – Acme")
    alerts.stop()
  })
})
