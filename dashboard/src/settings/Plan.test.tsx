import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { planAnswers } from "../../fixture/plan.ts"
import { named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const free = planAnswers("free")

describe("the plans", () => {
  it("show which of them is being chosen, and take no other choice meanwhile", async () => {
    const chosen: Array<string> = []
    openApp("/acme/settings/plan", fakeServer([], { ...free, "billing.checkout": ({ plan }) => {
      chosen.push(plan)
      return { mode: "updated" }
    } }))
    await press("Upgrade to Hobby")
    expect(named("Upgrade to Hobby")()?.getAttribute("aria-busy")).toBe("true")
    expect(named("Upgrade to Pro")()?.getAttribute("aria-busy")).toBeNull()
    expect(named("Upgrade to Pro")()).toHaveProperty("disabled", true)
    await press("Upgrade to Pro")
    await shown(text("Plan changed"))
    expect(chosen).toEqual(["hobby"])
    await shown(() => named("Upgrade to Pro")()?.hasAttribute("disabled") === false)
  })
})

describe("the way to invoices", () => {
  it("ends where nothing is sold, with the way to the plan", async () => {
    openApp("/acme/billing", fakeServer([]))
    await shown(text("There is no billing here"))
    expect((await shown(named("See the plan"))).getAttribute("href")).toBe("/acme/settings/plan")
  })

  it("can be asked for again when the billing service doesn't answer", async () => {
    openApp("/acme/billing", fakeServer([], { "billing.portal": () => { throw new RpcFailure({ _tag: "BillingUnavailable" } as const) } }))
    await shown(text("The billing service does not answer.", "[role=alert]"))
    await shown(named("Try again"))
  })
})
