import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { describe, expect, it } from "vitest"
import { fakeServer } from "../fixture/fakeServer.ts"
import { conversation, person } from "../fixture/scene.ts"
import { find, openApp, press, shown, text } from "./testing/openApp.tsx"
// Loaded here already: the first import of a page takes longer than the page.
import "./account/Login.tsx"
import "./inboxPage/InboxPage.tsx"
import "./site/SitePage.tsx"

const amelia = conversation(person("Amelia Hart", null), [[9, { text: "Is it **back** in stock?" }]])
const oskar = conversation(person("Oskar", null), [[60, { text: "Thanks" }]])
const open = (path: string, fixture = fakeServer([amelia, oskar])) => openApp(path, fixture)
const write = async (words: string) => {
  const field = await shown(find<HTMLTextAreaElement>(".composer textarea"))
  field.value = words
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
  return field
}
const send = () => document.querySelector<HTMLButtonElement>(".composer-send")

describe("the inbox in a page", () => {
  it("opens at a conversation's address with its words drawn, never as HTML", async () => {
    open(`/acme/inbox/${amelia.header.id}`)
    expect((await shown(find(".bubble strong"))).textContent).toBe("back")
    await shown(() => document.title.includes("Amelia Hart") || text("Amelia Hart")())
  })

  it("sends a reply that its server answers, and clears the field", async () => {
    open(`/acme/inbox/${amelia.header.id}`)
    const field = await write("It is, since today.")
    await shown(() => send()?.disabled === false)
    send()?.click()
    await shown(() => [...document.querySelectorAll("[data-side=team] .bubble")].some((bubble) => bubble.textContent === "It is, since today."))
    await shown(() => field.value === "" && document.querySelector("[data-state]") === null)
  })

  it("P9: shows a colleague's reply before the second of two presses sends", async () => {
    const { append } = open(`/acme/inbox/${amelia.header.id}`)
    await write("Mine")
    await shown(() => send()?.disabled === false)
    append(amelia.header.id, { userId: "u-jonas", text: "Jonas was faster" })
    await shown(text("Jonas Weber answered while you were writing."))
    send()?.click()
    await shown(() => send()?.textContent === "Send anyway")
    expect(document.querySelectorAll("[data-side=team] .bubble")).toHaveLength(1)
    send()?.click()
    await shown(() => document.querySelectorAll("[data-side=team] .bubble").length === 2)
  })

  it("takes back what it told of a change that the server then refused", async () => {
    open(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia, oskar], {
      "inbox.setStatus": () => {
        throw new RpcFailure({ _tag: "Unreachable", status: null })
      }
    }))
    await press("Resolve")
    await shown(text("“Resolved” was not done. The server can't be reached."))
    expect([...document.querySelectorAll(".toast")].map((toast) => toast.textContent?.includes("Undo"))).toEqual([false])
  })

  it.each(["/elsewhere/inbox", "/login/twice"])("says the same of a site that is not there and one that is not mine: %s", async (path) => {
    open(path)
    await shown(text("Not found, or no access"))
  })

  it.each([
    "/acme/nothing", "/acme/inbox/nonsense", "/acme/inbox/COnonsense", "/acme/inbox/resolved/nonsense", `/acme/inbox/${amelia.header.id}/x`, "/acme/settings/nothing"
  ])("says that nothing is at %s, with the way back to the inbox", async (path) => {
    open(path)
    await shown(() => document.querySelector("h1")?.textContent === "Not found")
    expect(document.querySelector(".account-card a")?.getAttribute("href")).toBe("/acme/inbox")
    expect(document.querySelector(".nav")).not.toBeNull()
  })

  it("opens a conversation within its view", async () => {
    open(`/acme/inbox/resolved/${amelia.header.id}`)
    await shown(find(".bubble strong"))
    expect(document.querySelector(".list h2")?.textContent).toBe("Resolved")
  })

  it("tells readers of a row's priority and of a draft in it", async () => {
    const urgent = { ...amelia, header: { ...amelia.header, priority: "urgent" as const } }
    open(`/acme/inbox/${urgent.header.id}`, fakeServer([urgent, oskar]))
    await write("Half an answer")
    expect((await shown(find(`.row[data-id="${urgent.header.id}"]`))).getAttribute("aria-label")).toMatch(/^Unread, urgent, Amelia Hart, /)
    document.querySelector<HTMLElement>(`.row[data-id="${oskar.header.id}"]`)?.click()
    await shown(() => document.querySelector(`.row[data-id="${urgent.header.id}"]`)?.getAttribute("aria-label")?.includes("Draft, "))
  })

  it("sends someone who is not signed in to the sign-in, and remembers where they were going", async () => {
    open("/acme/inbox", fakeServer([], {}, false))
    await shown(text("Sign in to your inbox"))
    expect(location.search).toBe("?next=%2Facme%2Finbox")
  })
})
