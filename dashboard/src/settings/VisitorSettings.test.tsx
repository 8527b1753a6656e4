import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me, team } from "../../fixture/scene.ts"
import { openApp, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const guess = () => [...document.querySelectorAll<HTMLInputElement>("[role=switch]")].find((input) =>
  input.labels?.[0]?.textContent?.startsWith("Guess who uses the same device"))

describe("guessing who uses the same device", () => {
  it("is off until it is turned on, and says what it takes", async () => {
    openApp("/acme/settings", fakeServer([]))
    const input = await shown(guess)
    expect(input.checked).toBe(false)
    expect(input.labels?.[0]?.textContent).toMatch(/hash.*consent/)
    input.click()
    await shown(() => guess()?.checked)
  })

  it("stays off when the server refuses, and says why", async () => {
    const refuse = () => { throw new RpcFailure({ _tag: "RoleRequired", needs: "admin" } as const) }
    openApp("/acme/settings", fakeServer([], { "websites.update": refuse }))
    const input = await shown(guess)
    input.click()
    await shown(text("Ask an owner or admin to do this.", "[role=alert]"))
    expect(guess()?.checked).toBe(false)
  })

  it("is not a member's to turn on", async () => {
    const organizations = me.organizations.map((organization) => ({ ...organization, role: "member" as const }))
    openApp("/acme/settings", fakeServer([], { "me.get": () => ({ ...me, organizations }), "team.list": () => ({ members: team, former: [], myRole: "member", invitations: [] }) }))
    expect((await shown(guess)).disabled).toBe(true)
  })
})
