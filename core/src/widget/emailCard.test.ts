import { describe, expect, it } from "vitest"
import { conversationView } from "./conversationView.ts"
import { makeFakeBrowser } from "./testing/FakeBrowser.ts"

const begun = async (prepare: (browser: ReturnType<typeof makeFakeBrowser>) => void = () => {}) => {
  const browser = makeFakeBrowser()
  browser.server.change({ identityVerification: "optional" })
  prepare(browser)
  const tab = browser.open()
  await tab.start()
  tab.widget.startConversation("hello")
  await browser.clock.settle()
  const view = () => conversationView(tab.widget.get())
  const card = () => view().rows.find((row) => row._tag === "Identify")
  return { ...browser, tab, card, view, id: view().id }
}

describe("the card that asks for an e-mail address", () => {
  it("stands at the end of a conversation whose first message was accepted", async () => {
    const { card, clock, id, server, view } = await begun()
    expect(card()).toEqual({ _tag: "Identify", key: "identify", status: "asking", problem: null })
    server.say(id, "Hi there")
    await clock.settle()
    expect(view().rows.at(-1)).toBe(card())
  })

  it("never stands after a failed first send", async () => {
    const { card, clock, tab, view } = await begun(({ server }) => server.fault("conversations.send", { _tag: "FileNotReady", key: "k" }))
    expect(view().rows.map(({ _tag }) => _tag)).toEqual(["Day", "Messages"])
    expect(card()).toBeUndefined()
    const [message] = view().rows.flatMap((row) => row._tag === "Messages" ? row.messages : [])
    tab.widget.retryMessage(message?.key ?? "")
    await clock.settle()
    expect(card()).toMatchObject({ status: "asking" })
  })

  it("isn't shown where an AI agent answers, where identities must be signed, to whom is known, and while that is being found out", async () => {
    const ai = await begun(({ server }) => server.change({ availableAIAgents: [{ id: "ai_1", name: "Bot", image: null }] }))
    expect(ai.card()).toBeUndefined()
    const signed = await begun(({ server }) => server.change({ identityVerification: "required" }))
    expect(signed.card()).toBeUndefined()
    const known = await begun()
    known.setDelay((tag) => tag === "visitors.identify" ? 500 : 0)
    const identified = known.tab.widget.identify({ externalId: "u1" })
    await known.clock.settle()
    expect(known.card()).toBeUndefined()
    await known.clock.advance(2_000)
    await identified
    expect(known.card()).toBeUndefined()
  })

  it("takes an address, says so, and is gone on the next page", async () => {
    const { card, clock, id, open, server, tab } = await begun()
    const asked = tab.widget.identifyByEmail(id, " jane@acme.example ")
    expect(card()).toMatchObject({ status: "sending", problem: null })
    await clock.settle()
    expect(await asked).toMatchObject({ contactId: expect.any(String) })
    expect(card()).toMatchObject({ status: "done" })
    expect(server.calledWith("visitors.identify")).toEqual([{ email: "jane@acme.example" }])
    const again = open()
    await again.start()
    again.widget.openConversation(id)
    await clock.settle()
    expect(conversationView(again.widget.get()).rows.some(({ _tag }) => _tag === "Identify")).toBe(false)
  })

  it("says why an address wasn't taken, and asks again", async () => {
    const { card, clock, id, server, tab } = await begun()
    server.fault("visitors.identify", { _tag: "IdentityRefused", reason: "contact_is_known" })
    const asked = tab.widget.identifyByEmail(id, "jane@acme.example")
    await clock.settle()
    expect(await asked).toBeNull()
    expect(card()).toMatchObject({ status: "asking", problem: { _tag: "IdentityRefused" } })
    expect(await tab.widget.identifyByEmail(id, "  ")).toBeNull()
    server.fault("visitors.identify", "lost before")
    const again = tab.widget.identifyByEmail(id, "jane@acme.example")
    await clock.settle()
    expect(card()).toMatchObject({ status: "sending", problem: { _tag: "Unreachable" } })
    await clock.advance(10_000)
    await again
    expect(card()).toMatchObject({ status: "done" })
  })
})
