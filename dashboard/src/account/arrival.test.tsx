import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { beforeAll, describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { showPageTitle } from "../alerts/pageTitle.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../onboarding/Welcome.tsx"
import "../settings/Plan.tsx"
import "../site/SitePage.tsx"
import "./ForgotPassword.tsx"
import "./Join.tsx"
import "./Login.tsx"
import "./ResetPassword.tsx"
import "./SelectSite.tsx"

beforeAll(showPageTitle)

const over = () => openApp("/welcome/acme-inc/join/i1", fakeServer([], { "invitations.get": () => ({
  status: "canceled", organizationName: null, websiteName: null, websiteSlug: null, invitedEmail: null, inviterName: null, hasAccount: false
}) }))

describe("the pages around the inbox", () => {
  it.each([
    ["/login", "Sign in to your inbox"], ["/forgot-password", "Choose a new password"], ["/select", "Choose a site"], ["/welcome/acme-inc", "Add a site"],
    ["/welcome/acme-inc?site=acme", "Put the widget into Acme"], ["/elsewhere/inbox", "Not found, or no access"], ["/acme/nothing", "Not found"], ["/acme/billing", "Billing – Acme"]
  ])("name the tab: %s", async (path, title) => {
    openApp(path, fakeServer([], {}, path !== "/login"))
    await shown(() => document.title === title)
  })

  it("name the tab when the account can't be read", async () => {
    openApp("/acme/inbox", fakeServer([], { "me.get": () => { throw new RpcFailure({ _tag: "Unreachable", status: null } as const) } }))
    await shown(() => document.title === "Your account could not be loaded")
  })

  it("lead from page to page: first to the field, then to what was said", async () => {
    openApp("/login", fakeServer([], {}, false))
    ;(await shown(named("Forgot your password?"))).focus()
    await press("Forgot your password?")
    const field = await shown(find<HTMLInputElement>("input[type=email]:not([name=x])"))
    await shown(() => document.querySelector("h1")?.textContent === "Choose a new password" && document.activeElement?.matches("input[type=email]"))
    field.value = "maya@acme.example"
    ;(await shown(named("Send the link"))).focus()
    await press("Send the link")
    await shown(() => document.activeElement?.textContent === "Look into your mail")
    await press("send it again")
    await shown(() => document.activeElement?.matches("input[type=email]"))
  })

  it("lead to what became of an invitation", async () => {
    over()
    await shown(text("This invitation was taken back"))
    await shown(() => document.activeElement?.tagName === "H1")
    expect(document.title).toBe("This invitation was taken back")
  })
})

it.each([[true, false], [false, true]])("Who forgot the password is told before waiting for a letter whether letters leave the server: %s", async (sendsLetters, isTold) => {
  const { server } = fakeServer([], {}, false)
  openApp("/forgot-password", { server: { ...server, auth: { ...server.auth, sendsLetters: async () => sendsLetters } } })
  const field = await shown(find<HTMLInputElement>("input[type=email]:not([name=x])"))
  if (isTold) await shown(text("letters don't leave it"))
  field.value = "maya@acme.example"
  await press("Send the link")
  await shown(text("Look into your mail"))
  expect(text("letters don't leave it")()).toBe(isTold)
})

it("Somebody invited who forgot the password needn't type the address again", async () => {
  openApp("/welcome/acme-inc/join/i1", fakeServer([], { "invitations.get": () => ({
    status: "pending", organizationName: "Acme Inc.", websiteName: "Acme", websiteSlug: "acme", invitedEmail: "noor@acme.example", inviterName: "Maya Chen", hasAccount: true
  }) }, false))
  await press("Forgot your password?")
  await shown(() => document.querySelector("h1")?.textContent === "Choose a new password")
  expect(find<HTMLInputElement>("input[type=email]")()?.value).toBe("noor@acme.example")
})
