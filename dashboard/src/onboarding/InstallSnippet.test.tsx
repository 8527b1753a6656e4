import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { openApp, press, shown, text } from "../testing/openApp.tsx"
import "./Welcome.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const links = () => [...document.querySelectorAll<HTMLAnchorElement>("a[href^='/docs/']")].map((link) => link.getAttribute("href"))
const refused = { seen: null, refused: { origin: "https://staging.acme.example", reason: "origin_not_allowed" as const, at: new Date().toISOString() }, firstConversationId: null }

describe("the install steps on the page", () => {
  it("change with the framework, and go on in that page of the documentation", async () => {
    openApp("/welcome/acme-inc?site=acme", fakeServer([]))
    await shown(text("npm i https://support.acme.example/packages/react.tgz"))
    expect(links()).toEqual(["/docs/quickstart/react", "/docs/quickstart/api-keys"])
    await press("Next.js")
    await shown(text("npm i https://support.acme.example/packages/next.tgz"))
    expect(links()[0]).toBe("/docs/quickstart")
    await press("pnpm")
    await shown(text("pnpm add https://support.acme.example/packages/next.tgz"))
    await press("Script tag")
    await shown(text(`src="https://support.acme.example/embed.js" data-public-key="pk_test_4f9c1b7e2a6d8c3f5b0e9d7a1c4f6b82"`))
    expect(document.body.textContent).not.toContain("packages/")
    expect(links()[0]).toBe("/docs/quickstart/script-tag")
  })

  it("install what the server lists today by its content, so that a lockfile repeats it after an upgrade", async () => {
    const { server } = fakeServer([])
    const listed = new Map(["react", "next"].map((name) => [`@cossistant/${name}`, `https://support.acme.example/packages/${name}-3f9c2b7a41d0e865.tgz`]))
    openApp("/welcome/acme-inc?site=acme", { server: { ...server, packages: async () => listed } })
    await shown(text("npm i https://support.acme.example/packages/react-3f9c2b7a41d0e865.tgz"))
    await press("Next.js")
    await press("pnpm")
    await shown(text("pnpm add https://support.acme.example/packages/next-3f9c2b7a41d0e865.tgz"))
    await press("Solid")
    await shown(text("pnpm add https://support.acme.example/packages/solid.tgz"))
  })

  it("install what the server has while its list is on its way", async () => {
    const { server } = fakeServer([])
    openApp("/welcome/acme-inc?site=acme", { server: { ...server, packages: () => new Promise(() => {}) } })
    await shown(text("npm i https://support.acme.example/packages/react.tgz"))
  })

  it("are the same under Settings → Developers", async () => {
    openApp("/acme/settings/developers", fakeServer([]))
    await shown(text("VITE_COSSISTANT_API_URL=https://support.acme.example"))
    expect(links()).toContain("/docs/quickstart/react")
  })

  it("lead from a refused widget to the page about keys", async () => {
    openApp("/welcome/acme-inc?site=acme", fakeServer([], { "websites.install": () => refused }))
    await shown(text("https://staging.acme.example is not among the allowed domains."))
    expect([...document.querySelectorAll(".proof a")].map((link) => link.getAttribute("href"))).toEqual(["/docs/quickstart/api-keys"])
  })
})
