import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { assisted, withAssistant, writing } from "../../fixture/assisted.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { detail, me } from "../../fixture/scene.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

const unreachable = () => {
  throw new RpcFailure({ _tag: "Unreachable", status: null })
}
const section = (title: string) =>
  [...document.querySelectorAll("details.context-section")].find((one) => one.querySelector("summary")?.textContent === title)
const facts = (title: string) => [...section(title)?.querySelectorAll("dt") ?? []].map((label) => [label.textContent, label.nextElementSibling?.textContent])

describe("the details of a visitor", () => {
  it("tell how it came to the site for the first time, without the ids of its clicks", async () => {
    openApp(`/acme/inbox/resolved/${assisted.header.id}`, fakeServer(withAssistant))
    await press("Show details")
    await shown(() => section("First visit"))
    expect(facts("First visit").slice(0, 7)).toEqual([
      ["Channel", "Paid"], ["Referrer", "google.com"], ["Campaign", "spring-kettles"], ["Source", "google · cpc"],
      ["Search term", "kettle 80 degrees"], ["Clicked ad", "Google Ads"], ["Landed on", "/kettles/pro"]
    ])
    expect(document.body.innerHTML).not.toContain("Cj0KCQ")
  })

  it("lead to visitors of what seems the same device, and say that it is a guess", async () => {
    openApp(`/acme/inbox/resolved/${assisted.header.id}`, fakeServer(withAssistant))
    await press("Show details")
    const related = await shown(() => section("Maybe the same person"))
    expect(related.textContent).toContain("A guess")
    await shown(() => related.querySelectorAll("a").length === 2)
    expect(related.querySelector("a")?.textContent).toContain("l.brenner@post.example")
    for (const link of related.querySelectorAll("a")) expect(link.getAttribute("href")).toMatch(/^\/acme\/inbox\/CO/)
    related.querySelector("a")?.click()
    await shown(text("Do you ship to Austria?", ".bubble"))
  })

  it("say nothing of a first visit, of ratings or of likeness where nothing is known", async () => {
    openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant))
    await press("Show details")
    await shown(find(".facts"))
    for (const title of ["First visit", "Ratings", "Maybe the same person"]) expect(section(title)).toBeUndefined()
  })

  it("can be erased with all that was said, once a word was typed; the list is without it then", async () => {
    const fixture = openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant))
    await press("Show details")
    await press("Erase this person…")
    const field = await shown(find<HTMLInputElement>(".modal input"))
    await shown(() => document.activeElement === field)
    const sure = await shown(find<HTMLButtonElement>(".modal [type=submit]"))
    expect(sure.disabled).toBe(true)
    field.value = "erase"
    field.dispatchEvent(new InputEvent("input", { bubbles: true }))
    await press("Erase for good")
    await shown(() => location.pathname === "/acme/inbox")
    await shown(text("Erased: 1 conversation on 1 device"))
    await expect(fixture.server.client.call("inbox.open", { websiteId: writing.header.websiteId, conversationId: writing.header.id })).rejects.toMatchObject({ error: { _tag: "ConversationNotFound" } })
  })

  it("are not erased when the server refuses; asked again, the question knows nothing of it, and no key calls it off meanwhile", async () => {
    openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant, { "visitors.erase": unreachable }))
    await press("Show details")
    await press("Erase this person…")
    const field = await shown(find<HTMLInputElement>(".modal input"))
    field.value = "erase"
    field.dispatchEvent(new InputEvent("input", { bubbles: true }))
    await press("Erase for good")
    await press("Keep")
    await shown(text("can't be reached", ".modal[data-expanded] [role=alert]"))
    await press("Keep")
    await shown(() => document.querySelector(".modal[data-expanded]") === null)
    await press("Erase this person…")
    await shown(find(".modal[data-expanded]"))
    expect(document.querySelector(".modal[data-expanded] [role=alert]")).toBeNull()
  })

  it("can be asked for again when they could not be read", async () => {
    let isDown = true
    const { header } = writing
    openApp(`/acme/inbox/${header.id}`, fakeServer(withAssistant, {
      "visitors.get": () => isDown ? unreachable() : { visitor: detail(header.visitor), conversations: [header] }
    }))
    await press("Show details")
    await shown(text("The visitor could not be loaded"))
    isDown = false
    await press("Try again")
    await shown(() => section("Details"))
    expect(text("The visitor could not be loaded")()).toBe(false)
  })

  it("say that a visitor is blocked once the server agreed, and not when it refused", async () => {
    let isDown = true
    const { header } = writing
    openApp(`/acme/inbox/${header.id}`, fakeServer(withAssistant, {
      "visitors.setBlocked": ({ blocked }) => isDown ? unreachable() : { ...detail(header.visitor), isBlocked: blocked }
    }))
    await press("Show details")
    await press("Block visitor")
    await shown(find(".toast-problem"))
    expect(text("Visitor blocked")()).toBe(false)
    isDown = false
    await press("Block visitor")
    await shown(text("Visitor blocked"))
    await press("Undo")
    await shown(text("Visitor unblocked"))
    await shown(named("Block visitor"))
  })

  it("offer no erasing to a member", async () => {
    const organizations = me.organizations.map((organization) => ({ ...organization, role: "member" as const }))
    openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant, { "me.get": () => ({ ...me, organizations }) }))
    await press("Show details")
    await shown(text("Block visitor"))
    expect(document.body.textContent).not.toContain("Erase this person")
  })
})
