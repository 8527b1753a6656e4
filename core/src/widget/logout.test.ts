import { describe, expect, it } from "vitest"
import { homeView } from "./homeView.ts"
import { shellView } from "./launcherView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"

const ada = { externalId: "u1", email: "ada@example.com" }

/** A browser whose visitor is Ada, who has written; her tab is closed. */
const adaWasHere = async () => {
  const browser = makeFakeBrowser()
  const tab = browser.open()
  await tab.start()
  await tab.widget.identify(ada)
  tab.widget.startConversation("hello")
  await browser.clock.advance(1_000)
  tab.leave()
  return { ...browser, secrets: () => [...browser.local.entries.values()].join().match(/vs_\w+/g) ?? [] }
}

/** What has become of a promise by now. */
const fate = (asked: Promise<unknown>) => {
  const now = { value: undefined as unknown, isSettled: false }
  void asked.then((value) => Object.assign(now, { value, isSettled: true }))
  return now
}

describe("a log-out while the server is away", () => {
  it("is done at once for whoever comes next, and the server is told once it is back", async () => {
    const { clock, local, open, server, setDown } = await adaWasHere()
    setDown(true)
    const tab = open()
    await tab.start()
    const loggedOut = fate(tab.widget.logout())
    await clock.settle()
    expect(loggedOut.isSettled).toBe(true)
    expect([...local.entries.keys()].some((key) => key.endsWith(":visitor"))).toBe(false)
    expect(shellView(tab.widget.get()).visitor).toBeNull()
    setDown(false)
    await clock.advance(120_000)
    expect(server.calledWith("visitors.logout")).toHaveLength(1)
    expect(server.answer("conversations.list", {}, `vs_${server.conversations.values().next().value?.visitorId}`)).toMatchObject({ error: { _tag: "UnknownVisitor" } })
    expect(homeView(tab.widget.get()).conversations).toEqual([])
    expect([...local.entries.values()].join()).not.toContain("vs_")
  })

  it("reaches the server from a later page, which shows nothing of who left", async () => {
    const { clock, open, secrets, server, setDown } = await adaWasHere()
    setDown(true)
    const tab = open()
    await tab.start()
    await tab.widget.logout()
    tab.leave()
    setDown(false)
    const next = open()
    await next.start()
    await next.widget.load()
    await clock.advance(5_000)
    expect(server.calledWith("visitors.logout")).toHaveLength(1)
    expect(secrets()).toEqual([])
    expect(shellView(next.widget.get()).visitor).toBeNull()
    expect(homeView(next.widget.get()).conversations).toEqual([])
  })

  it("keeps nobody waiting for a server that never answers, nor for code that never comes", async () => {
    const slow = await adaWasHere()
    slow.setDelay((tag, way) => tag === "visitors.logout" && way === "back" ? 15_000 : 0)
    const lost = await adaWasHere()
    for (const [{ clock, local }, tab] of [
      [slow, slow.open()], [lost, lost.open({ loadRare: () => new Promise(() => {}) })], [lost, lost.open({ loadPanel: () => new Promise(() => {}) })]
    ] as const) {
      await tab.start()
      const loggedOut = fate(tab.widget.logout())
      await clock.advance(3_000)
      expect(loggedOut.isSettled).toBe(true)
      expect([...local.entries.keys()].some((key) => key.endsWith(":visitor"))).toBe(false)
    }
  })

  it("takes back what was asked before it, and does what is asked after it", async () => {
    const { clock, open, server, setDown } = await adaWasHere()
    setDown(true)
    const tab = open()
    await tab.start()
    const before = [tab.widget.identify({ ...ada, name: "Ada" }), tab.widget.setMetadata({ plan: "pro" })]
    await tab.widget.logout()
    expect(await Promise.all(before)).toEqual([null, null])
    const grace = tab.widget.identify({ externalId: "u2" })
    setDown(false)
    await clock.advance(60_000)
    expect(await grace).toMatchObject({ contactId: expect.any(String) })
    expect(server.calledWith("visitors.identify").map(({ externalId }) => externalId)).toEqual(["u1", "u2"])
  })

  it("doesn't give the next visitor the name of the one before, whose token came late", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    let bring = (_token: string) => {}
    const identified = fate(tab.widget.identify({ ...ada, identityToken: () => new Promise((resolve) => bring = resolve) }))
    await clock.settle()
    await tab.widget.logout()
    tab.widget.startConversation("someone else")
    await clock.advance(1_000)
    bring("late")
    await clock.advance(1_000)
    expect(identified).toEqual({ value: null, isSettled: true })
    expect(server.calledWith("visitors.identify")).toEqual([])
  })
})

describe("a page that can't work before its developer mends it", () => {
  it.each([
    ["no key", { publicKey: null }], ["a key that isn't taken", {}]
  ])("answers who asks for something of the visitor: %s", async (_case, options) => {
    const { clock, open, server } = makeFakeBrowser()
    server.fault("websites.get", ...Array.from({ length: 9 }, () => ({ _tag: "InvalidKey" })))
    const tab = open(options)
    const early = fate(tab.widget.identify(ada))
    await tab.start()
    const asked = [early, fate(tab.widget.identify(ada)), fate(tab.widget.setMetadata({ plan: "pro" })), fate(tab.widget.logout())]
    await clock.advance(10_000)
    expect(asked.map(({ isSettled, value }) => isSettled && (value ?? null))).toEqual([null, null, null, null])
  })

  it("does what was asked once a server of ours answers after all, though nobody was kept waiting for it", async () => {
    const { clock, open, server } = makeFakeBrowser()
    server.fault("websites.get", { _tag: "Unreachable", status: 404 })
    const tab = open()
    await tab.start()
    const identified = fate(tab.widget.identify({ ...ada, identityToken: async () => "token" }))
    await clock.settle()
    expect(identified).toEqual({ value: null, isSettled: true })
    await clock.advance(60_000)
    expect(server.calledWith("visitors.identify")).toEqual([{ ...ada, identityToken: "token" }])
    expect(shellView(tab.widget.get()).visitor?.contact).toMatchObject({ externalId: "u1", isVerified: true })
  })
})
