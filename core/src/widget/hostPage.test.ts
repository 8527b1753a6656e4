import { afterEach, describe, expect, it, vi } from "vitest"
import { launcherView } from "./launcherView.ts"
import { browserPanelPlatform } from "./PanelPlatform.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"
import { talking } from "./testing/talking.ts"
import { browserLauncherPlatform } from "./WidgetPlatform.ts"

const landing = { path: "/prices", query: "utm_source=news&utm_medium=email&gclid=", referrer: "mail.example", at: Date.parse("2026-01-01T00:00:00.000Z") }

describe("where a visitor came from", () => {
  it("is kept from the first page on, and told with the visitor when there is one", async () => {
    const browser = makeFakeBrowser()
    await browser.open({ landing }).start()
    const later = browser.open({ landing: { ...landing, path: "/later", query: "", referrer: "" } })
    await later.start()
    later.widget.startConversation("hello")
    await browser.clock.settle()
    expect(browser.server.calledWith("visitors.start")).toMatchObject([{
      profile: {
        attribution: {
          channel: "email", referrerDomain: "mail.example", landingPath: "/prices",
          utm: { source: "news", medium: "email", campaign: null }, clickIds: {}
        }
      }
    }])
  })

  it.each([
    ["utm_medium=cpc", "google.com", "paid"], ["gclid=1", "", "paid"], ["", "www.google.de", "organic_search"], ["", "t.co", "social"],
    ["", "", "direct"], ["", "acme.example", "direct"], ["", "blog.example", "referral"]
  ])("is a channel: %s from '%s' is %s", async (query, referrer, channel) => {
    const browser = makeFakeBrowser()
    const tab = browser.open({ landing: { ...landing, query, referrer } })
    await tab.start()
    tab.widget.startConversation("hello")
    await browser.clock.settle()
    expect(browser.server.calledWith("visitors.start")).toMatchObject([{ profile: { attribution: { channel } } }])
  })

  it("is neither kept nor told without consent, and what was kept goes when consent is taken back", async () => {
    const { clock, local, open, server } = makeFakeBrowser()
    server.change({ fingerprinting: true })
    const tab = open({ landing })
    const layer = tab.widget.configure("provider")
    layer.set({ tracking: false })
    await tab.start()
    tab.widget.startConversation("hello")
    tab.visit("/secret")
    await clock.advance(5_000)
    expect([...server.calledWith("visitors.start"), ...server.calledWith("visitors.update")]).toEqual([{ profile: { language: "en" } }])
    expect([...local.entries.keys()].some((key) => key.endsWith(":landing"))).toBe(false)
    layer.set({ tracking: true })
    await clock.settle()
    expect([...local.entries.keys()].some((key) => key.endsWith(":landing"))).toBe(true)
    layer.set({ tracking: false })
    await clock.settle()
    expect([...local.entries.keys()].some((key) => key.endsWith(":landing"))).toBe(false)
  })

  it("comes with a likeness of the device only where the owner wants it", async () => {
    for (const fingerprinting of [false, true]) {
      const { clock, open, server } = makeFakeBrowser()
      server.change({ fingerprinting })
      const tab = open()
      await tab.start()
      tab.widget.startConversation("hello")
      await clock.settle()
      const [started] = server.calledWith("visitors.start")
      expect(started).toMatchObject({ profile: fingerprinting ? { deviceHash: expect.any(String) } : expect.not.objectContaining({ deviceHash: expect.anything() }) })
    }
  })
})

describe("a browser that asks not to be tracked", () => {
  afterEach(() => void vi.unstubAllGlobals())

  it.each([{ globalPrivacyControl: true }, { doNotTrack: "1" }])("is obeyed, whatever the host page says: %o", async (wish) => {
    vi.stubGlobal("location", new URL("https://acme.example/prices?utm_source=ad&token=secret#x"))
    vi.stubGlobal("document", { referrer: "https://search.example/?q=secret", title: "Prices" })
    vi.stubGlobal("screen", { width: 1, height: 2, colorDepth: 3 })
    vi.stubGlobal("innerWidth", 3)
    vi.stubGlobal("innerHeight", 4)
    vi.stubGlobal("devicePixelRatio", 1)
    const tell = async () => {
      const landing = browserLauncherPlatform.landing()
      return { landing, profile: await browserPanelPlatform.profile({ tracking: true, landing, fingerprintFor: "site" }) }
    }
    vi.stubGlobal("navigator", { language: "en", hardwareConcurrency: 8, maxTouchPoints: 0 })
    const { landing, profile } = await tell()
    expect(landing).toMatchObject({ path: "/prices", query: "utm_source=ad", referrer: "search.example" })
    expect(profile).toMatchObject({
      currentPage: { url: "https://acme.example/prices?utm_source=ad" }, attribution: { utm: { source: "ad" } }, deviceHash: expect.stringMatching(/^[0-9a-f]{16}$/)
    })
    vi.stubGlobal("navigator", { language: "en", hardwareConcurrency: 8, maxTouchPoints: 0, ...wish })
    expect(await tell()).toEqual({ landing: undefined, profile: { language: "en", timezone: expect.any(String), screenResolution: "1x2", viewport: "3x4" } })
  })
})

describe("the unread count", () => {
  it("may be set by the host page, until another number is counted", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(3_000)
    tab.widget.close()
    server.say(id, "one")
    await clock.settle()
    expect(launcherView(tab.widget.get()).unreadCount).toBe(1)
    tab.widget.setUnreadCount(0)
    expect(launcherView(tab.widget.get()).unreadCount).toBe(0)
    server.say(id, "two")
    await clock.settle()
    expect(launcherView(tab.widget.get()).unreadCount).toBe(2)
  })

  it("is forgotten once another number was counted, though the first is counted again", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(3_000)
    tab.widget.close()
    const count = () => launcherView(tab.widget.get()).unreadCount
    tab.widget.setUnreadCount(5)
    expect(count()).toBe(5)
    server.say(id, "one")
    await clock.settle()
    expect(count()).toBe(1)
    tab.widget.open()
    await clock.advance(3_000)
    expect(count()).toBe(0)
  })

  it("stands while the conversations are read anew, as does the one that the host page set", async () => {
    const { clock, id, server, setDelay, tab } = await talking()
    await clock.advance(3_000)
    tab.widget.close()
    server.say(id, "one")
    await clock.settle()
    const counts = new Set<number>()
    tab.widget.subscribe(() => counts.add(launcherView(tab.widget.get()).unreadCount))
    setDelay((tag) => tag === "conversations.list" ? 500 : 0)
    const readAnew = async () => {
      counts.clear()
      tab.widget.send({ _tag: "ListDue" })
      expect(tab.widget.get().panel?.conversations.status).toBe("loading")
      await clock.advance(2_000)
      expect(tab.widget.get().panel?.conversations.status).toBe("ready")
      return [...counts]
    }
    expect(await readAnew()).toEqual([1])
    tab.widget.setUnreadCount(9)
    expect(await readAnew()).toEqual([9])
  })

  it("stands when an event follows the unread message, where the documented product's badge goes out", async () => {
    const { clock, id, server, tab } = await talking()
    await clock.advance(3_000)
    tab.widget.close()
    server.say(id, "one")
    server.say(id, "", {
      type: "event", text: null, userId: null,
      parts: [{ type: "event", eventType: "participant_joined", actorUserId: "user_ada", actorAiAgentId: null, targetUserId: null, targetAiAgentId: null }]
    })
    await clock.settle()
    expect(launcherView(tab.widget.get()).unreadCount).toBe(1)
  })
})

describe("a host that opens and closes the widget itself", () => {
  it("hears every wish to open or close, and the widget changes nothing on its own", async () => {
    const { open } = makeFakeBrowser()
    const tab = open()
    const layer = tab.widget.configure("support")
    const asked: Array<boolean> = []
    layer.set({ open: false, onOpenChange: (isOpen) => asked.push(isOpen) })
    await tab.start()
    tab.widget.toggle()
    tab.widget.open()
    tab.widget.startConversation()
    expect(launcherView(tab.widget.get()).isOpen).toBe(false)
    layer.set({ open: true, onOpenChange: (isOpen) => asked.push(isOpen) })
    tab.widget.toggle()
    expect(launcherView(tab.widget.get()).isOpen).toBe(true)
    expect(asked.slice(0, 2)).toEqual([true, true])
    expect(asked.at(-1)).toBe(false)
  })
})
