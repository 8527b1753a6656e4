import { describe, expect, it, vi } from "vitest"
import type { Card } from "../widget/card.ts"
import { availabilityText } from "./availabilityText.ts"
import { cardText } from "./cardText.ts"
import { configurationText } from "./configurationText.ts"
import { createText } from "./createText.ts"
import { dictionaries } from "./dictionaries.ts"
import { eventText } from "./eventText.ts"
import { mayRetry } from "./mayRetry.ts"
import { problemText } from "./problemText.ts"

const text = createText({ locale: "en-GB", languages: [], dictionaries })
const now = new Date(2026, 1, 3, 15, 30)
const ada = { key: "1", id: "1", kind: "human", name: "Ada", image: null, lastSeenAt: null } as const
const card = (change: Partial<Card>): Card => ({
  key: "c", id: "c", conversation: null, title: null, status: "open", preview: null, at: new Date(2026, 1, 3, 15, 5).toISOString(),
  unreadCount: 0, agent: ada, typing: null, hasUnsent: false, ...change
})

describe("a card's lines", () => {
  it("are the title, what was said last, and when", () => {
    const preview = { text: "Four days.", isMine: false, senderName: "Ada" } as const
    expect(cardText(text, card({ title: "Shipping", preview }), now)).toEqual({ title: "Shipping", line: "Four days.", time: "15:05" })
  })

  it("say who wrote when the message itself is the title", () => {
    const preview = { text: "Four days.", isMine: false, senderName: "Ada" } as const
    expect(cardText(text, card({ preview }), now)).toEqual({ title: "Four days.", line: "Ada · 15:05", time: null })
    expect(cardText(text, card({ preview: { ...preview, isMine: true } }), now).line).toBe("You · 15:05")
  })

  it("show an attachment without words, who is typing, and an untitled beginning", () => {
    const attachment = { text: null, isMine: true, senderName: null } as const
    expect(cardText(text, card({ preview: attachment }), now).title).toBe("Attachment")
    expect(cardText(text, card({ typing: ada }), now)).toMatchObject({ title: "New conversation", line: "Ada is typing…" })
  })
})

describe("availability", () => {
  it("never claims more than is known", () => {
    const ago = (minutes: number) => availabilityText(text, new Date(now.getTime() - minutes * 60_000).toISOString(), now)
    expect(ago(14)).toEqual({ isOnline: true, label: "Online now" })
    expect(ago(180)).toEqual({ isOnline: false, label: "Last here 3 hr ago" })
    expect(ago(60 * 48).label).toBe("We reply here as soon as we can")
    expect(availabilityText(text, null, now).isOnline).toBe(false)
  })
})

describe("events and problems", () => {
  it("name who acted, and the team where nobody is known", () => {
    expect(eventText(text, { type: "participant_joined", actor: ada })).toBe("Ada joined")
    expect(eventText(text, { type: "resolved", actor: null })).toBe("Support team marked this as resolved")
    expect(eventText(text, { type: "visitor_identified", actor: null })).toBe("You shared your e-mail")
  })

  it("say that something happened where a newer server tells of what this widget doesn't know yet", () => {
    const event = { type: "merged" as "resolved", actor: ada } // a type that isn't in the contract yet
    expect(eventText(text, event)).toBe("Ada updated the conversation")
    // One that objects are born with is no event.
    expect(eventText(text, { ...event, type: "constructor" as "resolved" })).toBe("Ada updated the conversation")
  })

  it("call an AI agent that isn't known by the product's name, which a host may change", () => {
    const actor = { kind: "ai", name: null } as const
    expect(eventText(text, { type: "ai_resumed", actor })).toBe("Cossistant handed over to the assistant")
    expect(eventText(createText({ languages: [], dictionaries, overrides: { "common.fallbacks.cossistant": "Robo" } }), { type: "resolved", actor })).toBe("Robo marked this as resolved")
  })

  it("count a rate limit down to nothing", () => {
    const problem = { _tag: "RateLimited", until: 10_000 } as const
    expect(problemText(text, problem, 7_200)).toBe("Too fast. Try again in 3 seconds.")
    expect(problemText(text, problem, 9_500)).toBe("Too fast. Try again in 1 second.")
    expect(problemText(text, problem, 10_000)).toBeNull()
  })

  it("offer a retry only where it may help", () => {
    expect(mayRetry({ _tag: "UploadFailed" })).toBe(true)
    expect(mayRetry({ _tag: "FileRefused", reason: "too_large", limitBytes: 5 })).toBe(false)
  })
})

describe("a widget that isn't set up", () => {
  it("names what its developer has to change: the key, the page's origin or the server's address", () => {
    const error = { message: "", envVarName: "PUBLIC_KEY", apiUrl: "https://chat.example", reason: null }
    expect(configurationText(text, { ...error, type: "missing_api_key" }).name).toBe("PUBLIC_KEY")
    expect(configurationText(text, { ...error, type: "invalid_api_key", origin: "https://shop.example" }).name).toBe("https://shop.example")
    expect(configurationText(text, { ...error, type: "unreachable_api", origin: null })).toEqual({
      sentence: "No Cossistant server answers at https://chat.example. Check apiUrl; the chat appears as soon as one does.",
      name: "https://chat.example"
    })
  })

  it("says what helps where allowing the origin never would: a live key on one's own machine or without https, a private key, one that is revoked", () => {
    const error = { type: "invalid_api_key", message: "", envVarName: "PUBLIC_KEY", apiUrl: "https://chat.example", origin: "http://localhost:3000" } as const
    const said = (reason: string) => configurationText(text, { ...error, reason })
    expect(said("live_key_on_loopback")).toEqual({
      sentence: "http://localhost:3000 is your own machine, where live keys don’t work. Use the test key there, from Settings → Developers.", name: "PUBLIC_KEY"
    })
    expect(said("https_required")).toMatchObject({ sentence: expect.stringMatching(/https.*test key/), name: "PUBLIC_KEY" })
    expect(said("private_key_in_browser")).toMatchObject({ sentence: expect.stringMatching(/private key.*Revoke it/), name: "PUBLIC_KEY" })
    expect(said("key_revoked")).toMatchObject({ sentence: expect.stringContaining("revoked"), name: "PUBLIC_KEY" })
    expect(said("origin_not_allowed").sentence).toContain("Allowed domains")
  })

  it("names the address too where neither is set, which would else be the app's own", () => {
    const error = { type: "missing_api_key", message: "", envVarName: "VITE_COSSISTANT_API_KEY", apiUrl: "http://localhost:5173" } as const
    expect(configurationText(text, error).sentence).not.toContain("apiUrl")
    vi.stubGlobal("location", { origin: "http://localhost:5173" })
    const both = configurationText(text, error)
    vi.unstubAllGlobals()
    expect(both).toEqual({
      sentence: "Add your public key as VITE_COSSISTANT_API_KEY and your Cossistant server’s address as VITE_COSSISTANT_API_URL, or pass them as publicKey and apiUrl, then restart the app.",
      name: "VITE_COSSISTANT_API_KEY VITE_COSSISTANT_API_URL"
    })
  })
})
