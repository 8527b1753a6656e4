import { describe, expect, it, vi } from "vitest"
import { browserDeveloperPlatform } from "./DeveloperPlatform.ts"
import { launcherStatus, shellView } from "./launcherView.ts"
import * as rare from "./rare.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"

/** That many questions to which nothing answers: no such host, nobody at the port, or one that tells a foreign page nothing. */
const silence = (times: number) => Array.from({ length: times }, () => "lost before" as const)

describe("the developer of a page", () => {
  it("is told, with the address, that whatever answers there is no support server; it is asked again all the same", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    const errors: Array<string | undefined> = []
    tab.widget.on("error", ({ context }) => errors.push(context))
    const html = { _tag: "Unreachable", status: 200 }
    server.fault("websites.get", html, { _tag: "Unreachable", status: 404 })
    await tab.start()
    expect(launcherStatus(tab.widget.get())).toBe("misconfigured")
    expect(shellView(tab.widget.get()).configurationError).toMatchObject({ type: "unreachable_api", apiUrl: "https://desk.example" })
    expect(tab.warnings).toEqual([expect.stringContaining("https://desk.example")])
    await clock.advance(60_000)
    expect(launcherStatus(tab.widget.get())).toBe("ready")
    expect(shellView(tab.widget.get()).configurationError).toBeNull()
    expect(errors).toEqual(["website"])
    expect(tab.warnings).toHaveLength(1)
  })

  it("isn't told so of a server that is away for a moment", async () => {
    const { open, server } = makeFakeBrowser()
    const tab = open()
    server.fault("websites.get", { _tag: "Unreachable", status: 502 })
    await tab.start()
    expect(launcherStatus(tab.widget.get())).toBe("unreachable")
    expect(tab.warnings).toEqual([])
  })

  it("reads one line each for a refused origin, a refused identity, a missing stylesheet and a policy that blocks the server", async () => {
    const { clock, open, server } = makeFakeBrowser()
    server.fault("websites.get", { _tag: "OriginRefused", origin: "https://shop.example", reason: "origin_not_allowed" })
    const refused = open()
    await refused.start()
    expect(refused.warnings).toEqual([expect.stringMatching(/https:\/\/shop\.example.*Settings → Developers at https:\/\/desk\.example/)])
    const tab = open({ isStyled: false })
    await tab.start()
    await tab.widget.load()
    await clock.advance(5_000)
    tab.block("https://desk.example/rpc/widget", "connect-src")
    tab.block("https://desk.example/rpc/widget", "connect-src")
    tab.block("https://ads.example/", "connect-src")
    expect(tab.warnings).toEqual([
      expect.stringContaining("styles.css"), expect.stringMatching(/Content-Security-Policy.*https:\/\/desk\.example.*connect-src/)
    ])
  })

  it("reads what helps against a live key on their own machine, which no allowed domain does", async () => {
    const { open, server } = makeFakeBrowser()
    server.fault("websites.get", { _tag: "OriginRefused", origin: "http://localhost:3000", reason: "live_key_on_loopback" })
    const tab = open()
    await tab.start()
    expect(tab.warnings).toEqual([expect.stringMatching(/live keys don't work on http:\/\/localhost:3000.*test key.*COSSISTANT_API_KEY/)])
  })

  it("reads both names where neither key nor address is set, and isn't sent to their own app for a key", async () => {
    vi.stubGlobal("location", { origin: "https://desk.example" })
    const tab = makeFakeBrowser().open({ publicKey: null })
    await tab.start()
    vi.unstubAllGlobals()
    expect(tab.warnings).toEqual([expect.stringMatching(/COSSISTANT_API_KEY.*COSSISTANT_API_URL.*publicKey and apiUrl/)])
    expect(tab.warnings[0]).not.toContain("https://desk.example")
  })

  it("is told while the launcher is closed, whether or not anybody ever opens it", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open({ isStyled: false })
    await tab.start()
    await clock.advance(5_000)
    expect(tab.warnings).toEqual([expect.stringContaining("styles.css")])
    expect(tab.widget.get().panel).toBeNull()
    const blocked = open()
    server.fault("websites.get", ...silence(9))
    await blocked.start()
    blocked.block("https://desk.example/rpc/widget", "connect-src")
    await clock.advance(60_000)
    expect(blocked.warnings).toEqual([expect.stringContaining("connect-src")])
    expect(shellView(blocked.widget.get()).configurationError).toBeNull()
    tab.widget.stop()
    blocked.widget.stop()
    blocked.block("https://desk.example/", "img-src")
    expect(blocked.warnings).toHaveLength(1)
  })

  it("is told, once, of an address where nothing answers at all, as one of another origin that is no support server; that passes with the first answer", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    const errors: Array<string> = []
    tab.widget.on("error", ({ context, error }) => errors.push(`${context}: ${error.message}`))
    server.fault("websites.get", ...silence(8))
    await tab.start()
    expect(launcherStatus(tab.widget.get())).toBe("unreachable")
    await clock.advance(20_000)
    expect(shellView(tab.widget.get()).configurationError).toMatchObject({ type: "unreachable_api", apiUrl: "https://desk.example" })
    await clock.advance(50_000)
    expect(shellView(tab.widget.get()).configurationError).not.toBeNull()
    await clock.advance(300_000)
    expect(launcherStatus(tab.widget.get())).toBe("ready")
    expect(shellView(tab.widget.get()).configurationError).toBeNull()
    expect(tab.warnings).toEqual([expect.stringMatching(/No support server answers at https:\/\/desk\.example/)])
    expect(errors).toEqual(["website: Unreachable"])
  })

  it("isn't told so of a device without a network, nor is anybody on a public page", async () => {
    const offline = makeFakeBrowser()
    offline.setDown(true)
    const visited = makeFakeBrowser()
    visited.server.fault("websites.get", ...silence(9))
    for (const [{ clock }, tab] of [[offline, offline.open()], [visited, visited.open({ loadRare: async () => rare })]] as const) {
      await tab.start()
      await clock.advance(60_000)
      expect(launcherStatus(tab.widget.get())).toBe("unreachable")
      expect(tab.warnings).toEqual([])
    }
  })

  it("hears of rules that are enforced, not of those that are only tried out", () => {
    const page = new EventTarget()
    vi.stubGlobal("document", page)
    const heard: Array<string> = []
    const stop = browserDeveloperPlatform.onBlocked((address) => heard.push(address))
    const violate = (disposition: string, blockedURI: string) =>
      page.dispatchEvent(Object.assign(new Event("securitypolicyviolation"), { disposition, blockedURI, effectiveDirective: "connect-src" }))
    violate("report", "https://desk.example/tried")
    violate("enforce", "https://desk.example/enforced")
    stop()
    violate("enforce", "https://desk.example/later")
    vi.unstubAllGlobals()
    expect(heard).toEqual(["https://desk.example/enforced"])
  })
})
