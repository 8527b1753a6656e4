import type { InboxFigures } from "@cossistant/core/analytics/InboxReport"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { assert, describe, it } from "vitest"
import { analyticsAnswers, live, liveVisitor } from "../../fixture/analytics.ts"
import { others } from "../../fixture/conversations.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"
import { durationText, figuresIn } from "./figureText.ts"
import "./LivePage.tsx"
import { mapPoints } from "./mapPoints.ts"

const nothing: InboxFigures = {
  conversations: 0, resolvedByPerson: 0, resolvedByAi: 0, firstReplySeconds: null, aiFirstReplySeconds: null, resolutionSeconds: null,
  aiHandledPercent: null, satisfaction: null, visitors: 0
}
const capabilities = (analytics: "postgres" | "none") => ({
  mail: "outbox", storage: "disk", billing: "self_hosted", analytics, geo: "none", ai: "none", signUp: "invite",
  publicUrl: "https://support.acme.example", isDevelopment: true
} as const)

describe("Figures in words", () => {
  it("say what isn't known instead of a zero, and compare only what can be", () => {
    const figures = figuresIn({ ...nothing, visitors: 5 }, nothing)
    assert.deepStrictEqual(figures.map(({ value }) => value), ["No data", "No data", "No data", "No data", "5"])
    assert.isTrue(figures.every(({ change }) => change === null))
  })

  it("call a shorter wait better, more satisfaction too, and leave visitors without a verdict", () => {
    const [reply, , , satisfaction, visitors] = figuresIn(
      { ...nothing, firstReplySeconds: 60, satisfaction: 80, visitors: 30 }, { ...nothing, firstReplySeconds: 120, satisfaction: 90, visitors: 20 }
    )
    assert.deepStrictEqual(reply?.change, { text: "−50 %", isBetter: true })
    assert.deepStrictEqual(satisfaction?.change, { text: "−10", isBetter: false })
    assert.deepStrictEqual(visitors?.change, { text: "+50 %", isBetter: null })
  })

  it("round a length of time to its unit", () => {
    assert.deepStrictEqual([4, 59.7, 252, 5040, 86_400, 200_000].map(durationText), ["4 s", "1 min", "4 min", "1.4 h", "1 day", "2.3 days"])
  })
})

describe("The strip above the inbox", () => {
  it("shows the chosen days, which stay chosen on this device", async () => {
    const asked: Array<number> = []
    openApp("/acme/inbox", fakeServer(others, { "analytics.inbox": (payload) => (asked.push(payload.days), analyticsAnswers["analytics.inbox"](payload)) }))
    await shown(text("First reply4 min −21 % against the 7 days before, better", ".strip-figures"))
    await shown(text("4 here now", ".strip"))
    const days = await shown(find<HTMLSelectElement>(".strip-days"))
    days.value = "30"
    days.dispatchEvent(new Event("change", { bubbles: true }))
    await shown(text("against the 30 days before", ".strip-figures"))
    assert.deepStrictEqual(asked, [7, 30])
    assert.strictEqual(localStorage.getItem("cossistant.report-days"), "30")
    days.value = "7"
    days.dispatchEvent(new Event("change", { bubbles: true }))
  })

  /** Opens the inbox of a server that says only on `answer` whether it keeps figures. */
  const openSlowly = (analytics: "postgres" | "none") => {
    const { server } = fakeServer(others)
    const passOn = server.client.call as (tag: string, payload: unknown) => Promise<unknown> // Whichever procedure it is.
    let answer = () => {}
    const call = (tag: string, payload: unknown) =>
      tag === "capabilities.get" ? new Promise((resolve) => answer = () => resolve(capabilities(analytics))) : passOn(tag, payload)
    openApp("/acme/inbox", { server: { ...server, client: { ...server.client, call: call as typeof server.client.call } } }) // It gives what it is given.
    return () => answer()
  }
  const room = () => document.querySelector(".strip-room") !== null

  it("has its room kept until it comes, so that the list doesn't move", async () => {
    const answer = openSlowly("postgres")
    await shown(find(".row"))
    assert.isTrue(room())
    answer()
    await shown(find(".strip"))
    assert.isFalse(room())
  })

  it("gives its room up where the server keeps no figures, and remembers that", async () => {
    const answer = openSlowly("none")
    await shown(find(".row"))
    answer()
    await shown(() => !room())
    assert.strictEqual(localStorage.getItem("cossistant.figures"), "no")
  })

  it("has none from the start at the next visit", async () => {
    localStorage.setItem("cossistant.figures", "no")
    openSlowly("none")
    await shown(find(".row"))
    assert.isFalse(room())
  })

  it("can be asked for again when it could not be loaded", async () => {
    let isBroken = true
    openApp("/acme/inbox", fakeServer(others, { "analytics.inbox": (payload) => {
      if (isBroken) throw new RpcFailure({ _tag: "AnalyticsUnavailable" })
      return analyticsAnswers["analytics.inbox"](payload)
    } }))
    await shown(text("could not be loaded", ".strip"))
    isBroken = false
    await press("Try again")
    await shown(text("4 min", ".strip-figures"))
  })

  it("isn't there for test data, nor where the server keeps no figures, where the page of visitors isn't either", async () => {
    openApp("/acme/inbox?test=1", fakeServer(others))
    await shown(named("Live visitors"))
    assert.isNull(document.querySelector(".strip"))
    document.body.replaceChildren()
    openApp("/acme/live", fakeServer(others, { "capabilities.get": () => capabilities("none") }))
    await shown(text("Not found, or no access"))
    assert.isNull(named("Live visitors")() ?? null)
  })
})

describe("Live visitors", () => {
  it("stand in a table with page, place and channel, and on a map", async () => {
    openApp("/acme/live", fakeServer(others))
    await shown(text("Priya NatarajanPricingChennai, IndiaSearchHere now", ".visitors"))
    await shown(text("4 here now, 2 away", ".live-head"))
    await shown(find(".world-dot"))
    assert.match(document.querySelector(".world")?.getAttribute("aria-label") ?? "", /5 places/)
    await shown(() => document.querySelectorAll(".daily-table tbody tr").length === 7)
  })

  it("follow who comes, and leave the focus where it is", async () => {
    let visitors = live.visitors
    const fixture = openApp("/acme/live", fakeServer(others, { "analytics.live": () => ({ ...live, visitors, online: visitors.length }) }))
    await shown(text("Priya Natarajan", ".visitors"))
    const link = await shown(find<HTMLElement>(".visitors a"))
    link.focus()
    visitors = [liveVisitor("LV9", { name: "Just Arrived" }), ...live.visitors.map((visitor) => ({ ...visitor }))]
    fixture.say({ _tag: "VisitorPresence", visitorId: visitors[0]?.id ?? "", online: true })
    const arrived = text("Just Arrived", ".visitors")
    await shown(arrived).catch(() => shown(arrived))
    assert.strictEqual(document.activeElement, link)
  })

  it("can be written to: a first message begins a conversation and opens it, once; who has one is led there", async () => {
    const asked: Array<unknown> = []
    let isDown = true
    const { server } = fakeServer(others)
    const { client } = server
    // The fixture's own answer, the first time lost on its way.
    const passOn = client.call as (tag: string, payload: unknown) => Promise<unknown> // Whichever procedure it is.
    const call = (tag: string, payload: unknown) => {
      if (tag !== "inbox.start") return passOn(tag, payload)
      asked.push(payload)
      return isDown ? Promise.reject(new RpcFailure({ _tag: "InternalError", id: "e1" } as const)) : passOn(tag, payload)
    }
    openApp("/acme/live", { server: { ...server, client: { ...client, call: call as typeof client.call } } }) // It gives what it is given.
    const button = await shown(find<HTMLElement>(".chat-button[aria-haspopup]"))
    const name = button.getAttribute("aria-label")?.replace("Start chat with ", "") ?? ""
    button.focus()
    button.click()
    const field = await shown(find<HTMLTextAreaElement>(".modal textarea"))
    await shown(() => document.activeElement === field)
    await shown(text(`Write to ${name}`, ".modal"))
    assert.isTrue(find<HTMLButtonElement>(".modal [type=submit]")()?.disabled)
    document.querySelector<HTMLElement>(".modal [aria-label=Close]")?.click()
    await shown(() => document.activeElement === button)

    button.click()
    const again = await shown(find<HTMLTextAreaElement>(".modal textarea"))
    again.value = "  Can I help you choose?  "
    again.dispatchEvent(new InputEvent("input", { bubbles: true }))
    await press("Start chat")
    await shown(find(".modal [role=alert]"))
    // A slip of a key: the words are there again, and what may have arrived isn't sent anew.
    again.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }))
    await shown(() => find(".modal[data-expanded]")() === null)
    button.click()
    await shown(() => find<HTMLTextAreaElement>(".modal[data-expanded] textarea")()?.value.trim() === "Can I help you choose?")
    isDown = false
    await press("Start chat")
    await shown(() => location.pathname.startsWith("/acme/inbox/CO"))
    await shown(text("Can I help you choose?"))
    assert.lengthOf(asked, 2)
    assert.deepStrictEqual(asked[0], asked[1])
    assert.deepInclude(asked[0] as object, { visitorId: live.visitors[1]?.id, text: "Can I help you choose?" })
  })

  it("say why there is no map, and what an empty list waits for", async () => {
    openApp("/acme/live", fakeServer(others, { "analytics.live": () => ({ visitors: [], online: 0, hasMore: false, placesOff: "geo_provider_none" }) }))
    await shown(text("GEO_PROVIDER"))
    await shown(text("Nobody is here right now"))
    assert.isNull(document.querySelector(".world"))
  })

  it("that could not be loaded say so and can be asked for again", async () => {
    let isBroken = true
    openApp("/acme/live", fakeServer(others, { "analytics.live": () => {
      if (isBroken) throw new RpcFailure({ _tag: "AnalyticsUnavailable" })
      return live
    } }))
    await shown(text("The visitors could not be loaded"))
    isBroken = false
    await press("Try again")
    await shown(text("Priya Natarajan", ".visitors"))
  })

  it("of one place are one dot, those without coordinates none", () => {
    const points = mapPoints([...live.visitors, liveVisitor("X", { place: { countryCode: "FR", region: null, city: null, latitude: null, longitude: null } })])
    assert.deepStrictEqual(points.map(({ count, name, online }) => [name, count, online])[0], ["Berlin, Germany", 2, 1])
    assert.lengthOf(points, 5)
  })
})
