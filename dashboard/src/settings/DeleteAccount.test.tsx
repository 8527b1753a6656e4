import { describe, expect, it } from "vitest"
import type { AuthResult } from "../account/auth.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, openApp, press, shown, text } from "../testing/openApp.tsx"
import { formerMembers } from "../site/formerMembers.ts"
import { memberName } from "../site/memberName.ts"
import { team } from "../../fixture/scene.ts"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const password = find<HTMLInputElement>("[role=dialog] input[type=password]")
const open = (code: string) => {
  const given: Array<string> = []
  const fixture = fakeServer([])
  const refuse = (typed: string): Promise<AuthResult> => {
    given.push(typed)
    return Promise.resolve({ ok: false, refusal: { code, retryAfter: null } })
  }
  openApp("/acme/settings/profile", { server: { ...fixture.server, auth: { ...fixture.server.auth, deleteAccount: refuse } } })
  return given
}
const submit = async (typed: string) => {
  await press("Delete…")
  const field = await shown(password)
  const button = [...document.querySelectorAll<HTMLButtonElement>("[role=dialog] button")].find(({ textContent }) => textContent?.trim() === "Delete for good")
  expect(button?.disabled).toBe(true)
  field.value = typed
  field.dispatchEvent(new Event("input", { bubbles: true }))
  await shown(() => button?.disabled === false)
  button?.click()
}

describe("deleting one's account", () => {
  it("takes the password, and says at the field when it isn't right", async () => {
    const given = open("INVALID_PASSWORD")
    await submit("something else")
    await shown(() => password()?.getAttribute("aria-invalid") === "true" && text("The current password is not right.")())
    expect(given).toEqual(["something else"])
  })

  it("tells the only owner what to do first, and forgets it when the question is put away", async () => {
    open("LAST_OWNER")
    await submit("correct horse")
    await shown(text("Make a colleague an owner (Settings, Team), or delete its sites first."))
    await press("Keep it")
    await press("Delete…")
    expect((await shown(password)).value).toBe("")
    expect(text("Make a colleague an owner")()).toBe(false)
  })
})

describe("somebody whose account is gone", () => {
  it("keeps the name beside what they wrote", async () => {
    const fixture = fakeServer([], { "team.list": () => ({ members: team, former: [{ userId: "gone", name: "Theo Ruiz" }], myRole: "owner", invitations: [] }) })
    openApp("/acme/settings/profile", fixture)
    await shown(() => formerMembers().size > 0)
    expect([memberName(team, "gone"), memberName(team, "nobody")]).toEqual(["Theo Ruiz", "A former colleague"])
  })
})
