import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { homeView } from "./homeView.ts"
import { launcherView, shellView } from "./launcherView.ts"
import { makeFakeBrowser, type FakeTab } from "./testing/FakeBrowser.ts"

const ada = { externalId: "u1", email: "ada@example.com", name: "Ada Lovelace" }
const contact = (tab: FakeTab) => shellView(tab.widget.get()).visitor?.contact

describe("identify()", () => {
  it("waits for the website and a visitor, both made for it", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    const identified = tab.widget.identify(ada)
    tab.widget.start()
    await clock.settle()
    expect(await identified).toEqual({ contactId: contact(tab)?.id, visitorId: shellView(tab.widget.get()).visitor?.id })
    expect(server.calledWith("visitors.identify")).toEqual([ada])
    expect(homeView(tab.widget.get()).greetingName).toBe("Ada")
  })

  it("says nothing without an id or an address, and treats null as nothing said", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    expect(await tab.widget.identify({ name: "Nobody", email: null })).toBeNull()
    void tab.widget.identify({ ...ada, name: null, image: null })
    await clock.settle()
    expect(server.calledWith("visitors.identify")).toEqual([{ externalId: "u1", email: "ada@example.com" }])
  })

  it("never sends the same twice, not even after a reload", async () => {
    const { clock, open, server, session } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    const first = await tab.widget.identify(ada)
    expect(await tab.widget.identify({ ...ada })).toEqual(first)
    await clock.settle()
    tab.leave()
    const again = open({ session: session() })
    await again.start()
    expect(await again.widget.identify(ada)).toEqual(first)
    expect(server.calledWith("visitors.identify")).toHaveLength(1)
    await again.widget.identify({ ...ada, name: "Ada L." })
    expect(server.calledWith("visitors.identify")).toHaveLength(2)
  })

  it("makes another person another visitor, who sees nothing of the first", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    await tab.widget.identify(ada)
    tab.widget.startConversation("a secret of Ada's")
    await clock.advance(1_000)
    tab.widget.setDraft(conversationView(tab.widget.get()).id, "a draft of Ada's")
    const before = shellView(tab.widget.get()).visitor?.id
    await tab.widget.identify({ externalId: "u2", email: "ada@example.com" })
    await clock.advance(3_000)
    expect(shellView(tab.widget.get()).visitor?.id).not.toBe(before)
    expect(homeView(tab.widget.get()).conversations).toEqual([])
    expect(JSON.stringify(tab.widget.get())).not.toContain("Ada's")
    expect(server.calledWith("visitors.start")).toHaveLength(2)
  })

  it("fetches a token only when it is about to be sent, and sends it", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    let asked = 0
    const identityToken = async () => `token ${++asked}`
    await tab.widget.identify({ ...ada, identityToken })
    await tab.widget.identify({ ...ada, identityToken })
    await clock.settle()
    expect(asked).toBe(1)
    expect(server.calledWith("visitors.identify")).toEqual([{ ...ada, identityToken: "token 1" }])
    expect(contact(tab)?.isVerified).toBe(true)
  })

  it("tells host page and developer why it was refused, and chat goes on", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    const errors: Array<string> = []
    tab.widget.on("error", ({ context, error }) => errors.push(`${context}: ${error.message}`))
    await tab.start()
    server.fault("visitors.identify", { _tag: "IdentityRefused", reason: "token_required" })
    expect(await tab.widget.identify(ada)).toBeNull()
    expect(errors).toEqual(["identify: IdentityRefused"])
    expect(tab.warnings).toEqual([expect.stringContaining("identityToken")])
    server.fault("visitors.identify", { _tag: "IdentityRefused", reason: "contacts_full" })
    expect(await tab.widget.identify(ada)).toBeNull()
    expect(tab.warnings.at(-1)).toMatch(/plan has no room for another contact.*Settings → Plan/)
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    expect(conversationView(tab.widget.get()).items).toHaveLength(1)
  })

  it("tells the developer which of the person's facts isn't taken, and how it has to be; a visitor's own slip is no matter of theirs", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    const issue = `Expected a string matching the RegExp ^[^\\s@]+@[^\\s@]+$\n  at ["email"]`
    server.fault("visitors.identify", { _tag: "BadRequest", id: "1", issue })
    expect(await tab.widget.identify({ email: "ada" })).toBeNull()
    expect(tab.warnings).toEqual([expect.stringMatching(/identify.*email.*ada@example\.com/)])
    server.fault("visitors.identify", { _tag: "BadRequest", id: "2", issue: `Expected a value with a size of at most 50\n  at ["metadata"]` })
    expect(await tab.widget.identify({ ...ada, metadata: {} })).toBeNull()
    expect(tab.warnings.at(-1)).toMatch(/identify.*at most 50.*metadata/)
    expect(tab.warnings.at(-1)).not.toContain("\n")
    server.fault("visitors.identify", { _tag: "BadRequest", id: "3", issue })
    await tab.widget.identifyByEmail("con_1", "ada@")
    await clock.settle()
    expect(tab.warnings).toHaveLength(2)
  })

  it("tries again while the server can't be reached", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    server.fault("visitors.start", "lost before")
    server.fault("visitors.identify", "lost before")
    const identified = tab.widget.identify(ada)
    await clock.advance(30_000)
    expect(await identified).not.toBeNull()
  })

  it("adds facts to the contact in the order asked, dates as text", async () => {
    const { open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    expect(await tab.widget.setMetadata({ plan: "pro" })).toBeNull()
    void tab.widget.identify(ada)
    expect(await tab.widget.setMetadata({ plan: "pro", since: new Date(0), nothing: undefined })).toMatchObject({ externalId: "u1" })
    expect(server.calledWith("visitors.setMetadata")).toEqual([{ metadata: { plan: "pro", since: "1970-01-01T00:00:00.000Z" } }])
  })
})

describe("logout()", () => {
  it("ends the visitor here and on the server; the next message makes a new one", async () => {
    const { clock, local, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    await tab.widget.identify(ada)
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    await tab.widget.logout()
    await clock.advance(1_000)
    expect(server.calledWith("visitors.logout")).toHaveLength(1)
    expect(shellView(tab.widget.get())).toMatchObject({ visitor: null, navigation: { page: "HOME" } })
    expect(homeView(tab.widget.get()).conversations).toEqual([])
    expect([...local.entries.values()].join()).not.toContain("hello")
    tab.widget.startConversation("someone else")
    await clock.advance(1_000)
    expect(server.calledWith("visitors.start")).toHaveLength(2)
    expect(homeView(tab.widget.get()).conversations).toHaveLength(1)
  })

  it("shows nothing of an answer that was on its way to the visitor before", async () => {
    const { clock, open, server, setDelay } = makeFakeBrowser()
    const one = open()
    await one.start()
    one.widget.startConversation("hello")
    await clock.advance(1_000)
    const { id } = conversationView(one.widget.get())
    one.leave()
    const two = open()
    setDelay((tag, way) => tag === "conversations.timeline" && way === "back" ? 5_000 : tag === "" ? 1_000 : 0)
    two.widget.openConversation(id)
    two.widget.start()
    await clock.advance(500)
    await two.widget.logout()
    await clock.advance(10_000)
    expect(server.calledWith("conversations.timeline").length).toBeGreaterThan(0)
    expect(homeView(two.widget.get()).conversations).toEqual([])
  })

  it("holds in a tab that was only about to start when another tab changed the person", async () => {
    const { clock, local, open, server, setDelay } = makeFakeBrowser()
    const contact = { id: "c1", externalId: "u1", name: "Ada", email: null, image: null, metadataHash: null, isVerified: true }
    const { secret, visitor } = server.enroll({ contact })
    local.setItem("cossistant:1:pk_test_1:visitor", JSON.stringify({ visitorId: visitor.id, secret }))
    const [one, two] = [open(), open()]
    await one.start()
    setDelay((tag, way) => tag === "websites.get" && way === "back" ? 2_000 : 0)
    await two.start()
    await one.widget.identify({ externalId: "u2", name: "Grace" })
    await clock.advance(10_000)
    expect(shellView(two.widget.get()).visitor?.id).toBe(shellView(one.widget.get()).visitor?.id)
    expect(shellView(two.widget.get()).visitor?.contact?.name).toBe("Grace")
  })

  it("reaches the other tabs of the browser", async () => {
    const { clock, open } = makeFakeBrowser()
    const one = open()
    await one.start()
    one.widget.startConversation("hello")
    await clock.advance(1_000)
    const two = open()
    await two.start()
    await clock.advance(3_000)
    expect(homeView(two.widget.get()).conversations).toHaveLength(1)
    await one.widget.logout()
    await clock.settle()
    expect(homeView(two.widget.get()).conversations).toEqual([])
  })
})

describe("a visitor the server knows no more", () => {
  it("keeps what was being written and what wasn't sent, for a new conversation of a new visitor", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    const { id } = conversationView(tab.widget.get())
    tab.widget.setDraft(id, "unsent")
    server.forget(shellView(tab.widget.get()).visitor?.id ?? "")
    tab.widget.sendMessage(id)
    tab.widget.setDraft(id, "half a th")
    await clock.advance(3_000)
    const view = conversationView(tab.widget.get())
    expect(view.id).not.toBe(id)
    expect(view.composer.text).toBe("half a th")
    expect(view.rows.at(-1)).toMatchObject({ messages: [{ text: "unsent", delivery: { problem: { _tag: "VisitorEnded" } } }] })
    tab.widget.retryMessage(view.items[0]?.id ?? "")
    await clock.advance(1_000)
    expect(server.items(view.id).map(({ text }) => text)).toEqual(["unsent"])
  })

  it("is noticed when the page is loaded", async () => {
    const { clock, local, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    server.forget(shellView(tab.widget.get()).visitor?.id ?? "")
    tab.leave()
    const again = open()
    await again.start()
    expect([...local.entries.keys()].filter((key) => key.endsWith(":visitor"))).toEqual([])
    again.widget.startConversation("hello again")
    await clock.advance(1_000)
    expect(conversationView(again.widget.get()).rows.at(-1)).toMatchObject({ messages: [{ delivery: { _tag: "Sent" } }] })
  })
})

describe("a blocked visitor", () => {
  it("sees no widget, from the moment it is blocked", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    const visitor = shellView(tab.widget.get()).visitor
    if (visitor) {
      server.changeVisitor(visitor.id, { isBlocked: true })
      server.tell({ _tag: "VisitorChanged", visitor: { ...visitor, isBlocked: true } })
    }
    await clock.settle()
    expect(launcherView(tab.widget.get()).isVisible).toBe(false)
    await clock.advance(60_000)
    expect(shellView(tab.widget.get()).connection).toBe("Idle")
  })

  it("is hidden too when only a refusal tells of it", async () => {
    const { clock, open, server } = makeFakeBrowser()
    const tab = open()
    await tab.start()
    tab.widget.startConversation("hello")
    await clock.advance(1_000)
    server.changeVisitor(shellView(tab.widget.get()).visitor?.id ?? "", { isBlocked: true })
    const { id } = conversationView(tab.widget.get())
    tab.widget.setDraft(id, "still here?")
    tab.widget.sendMessage(id)
    await clock.settle()
    expect(launcherView(tab.widget.get()).isVisible).toBe(false)
  })
})
