import { expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me, team } from "../../fixture/scene.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const focused = () => document.activeElement?.textContent
const pressOn = async (name: string) => {
  const button = await shown(named(name))
  button.focus()
  button.click()
}

it("Somebody who takes the row away that has the focus is led to the heading above", async () => {
  let invitations = [{ id: "i1", email: "noor@acme.example", role: "member" as const, status: "pending" as const, expiresAt: "2026-04-20T09:00:00.000Z", inviterName: "Maya Chen" }, {
    id: "i2", email: "kim@acme.example", role: "member" as const, status: "pending" as const, expiresAt: "2026-04-20T09:00:00.000Z", inviterName: "Maya Chen"
  }]
  openApp("/acme/settings/team", fakeServer([], {
    "team.list": () => ({ members: team, former: [], myRole: "owner", invitations }),
    "team.cancelInvitation": ({ id }) => void (invitations = invitations.filter((one) => one.id !== id))
  }))
  await pressOn("Take back the invitation of noor@acme.example")
  await shown(() => focused() === "Invitations")
  await pressOn("Take back the invitation of kim@acme.example")
  await shown(() => !text("kim@acme.example")() && document.activeElement?.id === "main")
})

it("Somebody whose picture is taken away is led to the heading above", async () => {
  openApp("/acme/settings/profile", fakeServer([], { "me.get": () => ({ ...me, image: me.image === null && isRemoved ? null : "https://files.test/face.png" }), "me.setImage": () => {
    isRemoved = true
    return { url: null }
  } }))
  await pressOn("Remove")
  await shown(() => focused() === "You")
})
let isRemoved = false

it("A dialog whose row is gone when it closes leads to the heading above", async () => {
  openApp("/acme/settings/developers", fakeServer([]))
  await pressOn("Revoke Website")
  const row = (await shown(named("Revoke Website"))).closest("li")
  await shown(find(".modal[data-expanded]"))
  row?.remove()
  await press("Keep it")
  await shown(() => focused() === "API keys")
})

it("A role that was changed leaves the focus on it", async () => {
  let role: "admin" | "owner" = "admin"
  openApp("/acme/settings/team", fakeServer([], {
    "team.list": () => ({ members: team.map((one) => one.userId === "u-jonas" ? { ...one, role } : one), former: [], myRole: "owner", invitations: [] }),
    "team.setRole": () => void (role = "owner")
  }))
  const select = await shown(find<HTMLSelectElement>(`select[aria-label="Role of Jonas Weber"]`))
  select.focus()
  select.value = "owner"
  select.dispatchEvent(new Event("change", { bubbles: true }))
  await shown(text("Role changed"))
  await shown(() => select.value === "owner" && select.getAttribute("aria-busy") !== "true")
  expect(document.activeElement).toBe(select)
})
