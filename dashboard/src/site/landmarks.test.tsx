import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { conversation, person } from "../../fixture/scene.ts"
import { find, openApp, shown } from "../testing/openApp.tsx"
import "../account/Login.tsx"
import "../analytics/LivePage.tsx"
import "../inboxPage/InboxPage.tsx"
import "../settings/Plan.tsx"
import "../settings/SettingsPage.tsx"
import "./SitePage.tsx"

const amelia = conversation(person("Amelia Hart", null), [[9, { text: "Is it back in stock?" }]])
const mains = () => [...document.querySelectorAll<HTMLElement>("main, [role=main]")]
const heading = () => [...document.querySelectorAll("h1")].map((one) => one.textContent)

describe("every page of the inbox", () => {
  it.each([
    ["/acme/inbox", "Open"], ["/acme/inbox/resolved", "Resolved"], [`/acme/inbox/${amelia.header.id}`, "Amelia Hart"], ["/acme/inbox/CO1111111111111111", "Conversation"],
    ["/acme/live", "Live visitors"], ["/acme/settings/general", "Settings: General"], ["/acme/settings/team", "Settings: Team"], ["/acme/billing", "Billing"],
    ["/acme/nothing", "Not found"], ["/elsewhere/inbox", "Not found, or no access"], ["/login", "Sign in to your inbox"]
  ])("has one main part and one heading of the first level: %s", async (path, name) => {
    openApp(path, fakeServer([amelia], {}, path !== "/login"))
    await shown(() => heading().join() === name)
    expect(mains().map(({ id }) => id)).toEqual(["main"])
    expect([...document.querySelectorAll("nav")].filter((nav) => !nav.getAttribute("aria-label"))).toEqual([])
  })

  it("has them too when the account can't be read", async () => {
    openApp("/acme/inbox", fakeServer([], { "me.get": () => {
      throw new RpcFailure({ _tag: "Unreachable", status: null })
    } }))
    await shown(() => heading().join() === "Your account could not be loaded")
    expect(mains()).toHaveLength(1)
  })

  it.each(["/acme/inbox", `/acme/inbox/${amelia.header.id}`, "/acme/settings/general", "/acme/nothing"])("can be reached past the navigation: %s", async (path) => {
    openApp(path, fakeServer([amelia]))
    await shown(find("h1"))
    ;(await shown(find<HTMLElement>(".skip-link"))).click()
    expect(document.activeElement).toBe(mains()[0])
  })

  it("names a conversation as a heading that holds the button to change it", async () => {
    openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia]))
    ;(await shown(find<HTMLElement>("h1 .title-button"))).click()
    await shown(find("h1 .title-input"))
  })
})
