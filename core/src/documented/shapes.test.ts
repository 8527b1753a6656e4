import { describe, expect, it } from "vitest"
import { conversationView } from "../widget/conversationView.ts"
import { makeFakeBrowser } from "../widget/testing/FakeBrowser.ts"
import { talking } from "../widget/testing/talking.ts"
import { conversation } from "./conversation.ts"
import { CossistantError, errorFrom, errorOf } from "./CossistantError.ts"
import { RpcFailure } from "../client/RpcFailure.ts"
import { metadataHash } from "./metadataHash.ts"
import { supportActions, supportValue } from "./supportValue.ts"
import { supportNavigation } from "./supportNavigation.ts"
import { supportStoreActions, supportStoreValue } from "./supportStoreValue.ts"
import { timelineItems } from "./timelineItems.ts"
import { visitorOf } from "./visitorOf.ts"
import { websiteOf } from "./websiteOf.ts"

describe("the documented shapes", () => {
  it("tell the website with its agents, and no more of it than is documented", async () => {
    const { server, tab } = await talking()
    expect(websiteOf(tab.widget.get())).toEqual({
      id: server.website.id, organizationId: server.website.organizationId, name: "Acme", domain: "acme.example", description: null, logoUrl: null,
      defaultLanguage: "en", status: "active", lastOnlineAt: null, availableAIAgents: [],
      availableHumanAgents: [{ id: "user_ada", name: "Ada Byron", email: null, image: null, lastSeenAt: null }],
      visitor: expect.objectContaining({ timezone: "UTC", contact: null })
    })
  })

  it("give the visitor a locale, the language without its region", async () => {
    const { clock, server, tab } = await talking()
    const id = visitorOf(tab.widget.get())?.id ?? ""
    const visitor = server.visitor(id)
    if (visitor) server.tell({ _tag: "VisitorChanged", visitor: { ...visitor, language: "fr-CA" } })
    await clock.settle()
    expect(visitorOf(tab.widget.get())).toMatchObject({ language: "fr-CA", locale: "fr" })
  })

  it("fill in whose a conversation and its items are", async () => {
    const { clock, id, server, tab } = await talking()
    server.update(id, { title: "Hello", visitorRating: 4 } as object)
    server.say(id, "hi", { parts: [{ type: "text", text: "hi" }, { type: "source-url", sourceId: "s", url: "https://a.example", title: "A" }] })
    await clock.settle()
    const visitorId = visitorOf(tab.widget.get())?.id
    const { items } = timelineItems(tab.widget.get(), id)
    expect(items).toMatchObject([
      { text: "hello", organizationId: server.website.organizationId, visitorId, userId: null, type: "message", visibility: "public" },
      { text: "hi", userId: "user_ada", parts: [{ type: "text", text: "hi" }, { type: "source-url", url: "https://a.example", title: "A" }] }
    ])
    expect(items[0]).not.toHaveProperty("seq")
    expect(conversation(tab.widget.get(), id).conversation).toMatchObject({
      id, title: "Hello", visitorRating: 4, visitorId, websiteId: server.website.id, channel: "widget", status: "open", deletedAt: null,
      lastTimelineItem: { text: "hi" }
    })
  })

  it("show what isn't sent yet as the visitor's own", async () => {
    const { clock, id, setDown, tab } = await talking()
    setDown(true)
    tab.widget.setDraft(id, "on its way")
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(timelineItems(tab.widget.get(), id).items.at(-1)).toMatchObject({ text: "on its way", visitorId: visitorOf(tab.widget.get())?.id })
    expect(conversation(tab.widget.get(), id).conversation?.lastTimelineItem?.text).toBe("on its way")
  })

  it("keep their references while what they show stays the same", async () => {
    const { id, tab } = await talking()
    const look = () => {
      const state = tab.widget.get()
      return [
        websiteOf(state), visitorOf(state), supportValue(state), supportNavigation(state), supportStoreValue(state), timelineItems(state, id),
        conversation(state, id)
      ]
    }
    const before = look()
    const other = conversationView(tab.widget.get(), "CO111111111111111Z").id
    tab.widget.setDraft(other, "something else changes")
    look().forEach((shape, at) => expect(shape).toBe(before[at]))
  })
})

describe("errors", () => {
  it("are told apart by code, whatever language the visitor reads", () => {
    const problem = { _tag: "RateLimited", until: 5 } as const
    expect(errorOf(problem)).toMatchObject({ code: "RATE_LIMITED", details: problem })
    expect(errorOf(problem)).toBe(errorOf(problem))
    expect(errorOf(null)).toBeNull()
    expect(errorFrom(new RpcFailure({ _tag: "ConversationNotFound" }))).toMatchObject({ code: "CONVERSATION_NOT_FOUND" })
    const own = new CossistantError("EMPTY_MESSAGE")
    expect(errorFrom(own)).toBe(own)
    expect(own).toBeInstanceOf(Error)
  })
})

describe("the hash of metadata", () => {
  it("is the documented one, in any order of keys, and without what was left undefined", async () => {
    expect(await metadataHash({ b: 1, a: "x" })).toBe("cdab067e")
    expect(await metadataHash({ a: "x", c: undefined, b: 1 })).toBe("cdab067e")
    expect(await metadataHash({})).toBe("")
    expect(await metadataHash({ a: new Date(0) })).toBe(await metadataHash({ a: "1970-01-01T00:00:00.000Z" }))
  })
})

describe("useSupport's settings", () => {
  it("hold until a later source speaks, and lose nothing the host's page said before", async () => {
    const tab = makeFakeBrowser().open()
    tab.widget.configure("provider").set({ quickOptions: ["provider"], defaultMessages: [{ content: "hi", senderType: "ai" }] })
    const { setQuickOptions } = supportActions(tab.widget)
    const page = tab.widget.configure("config")
    page.set({ quickOptions: ["page"] })
    setQuickOptions(["said"])
    expect(supportValue(tab.widget.get())).toMatchObject({ quickOptions: ["said"], defaultMessages: [{ content: "hi" }] })
    page.set({ quickOptions: ["page again"] })
    expect(supportValue(tab.widget.get()).quickOptions).toEqual(["said"])
  })

  it("take a size and openness from useSupportStore, and give them back on reset", async () => {
    const tab = makeFakeBrowser().open()
    await tab.start()
    const { reset, updateConfig } = supportStoreActions(tab.widget)
    updateConfig({ size: "larger", isOpen: true })
    expect(supportStoreValue(tab.widget.get()).config).toEqual({ size: "larger", isOpen: true })
    reset()
    expect(supportStoreValue(tab.widget.get()).config).toEqual({ size: "normal", isOpen: false })
  })
})
