import { describe, expect, it } from "vitest"
import { assisted, withAssistant, writing } from "../../fixture/assisted.ts"
import { rich } from "../../fixture/conversations.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, openApp, press, shown } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

const id = rich.header.id
const open = () => openApp(`/acme/inbox/${id}`, fakeServer([rich, ...withAssistant]))
const timeline = () => shown(find<HTMLElement>(".timeline .group"))
const region = () => shown(find<HTMLElement>(".timeline-frame [aria-live=polite]"))

/** What a reader gets of an element: its text without what is hidden from it. */
const spoken = (element: Element): string => {
  const copy = element.cloneNode(true) as Element // the copy of an element is one
  copy.querySelectorAll("[aria-hidden=true]").forEach((hidden) => hidden.remove())
  return copy.textContent ?? ""
}

describe("who listens to a conversation", () => {
  it("hears before each message who wrote it, the visitor too, and nobody's name twice", async () => {
    open()
    await timeline()
    const groups = [...document.querySelectorAll(".group")].map((group) => spoken(group))
    expect(groups.slice(0, 2).map((words) => words.slice(0, 17))).toEqual(["Amelia Hart: Hi! ", "Jonas Weber: Hell"])
    expect(groups.filter((group) => group.startsWith("Jonas Weber: Private note"))).toHaveLength(1)
    const jonas = document.querySelectorAll(".group")[1]
    expect(jonas && spoken(jonas).match(/Jonas Weber/g)).toHaveLength(1)
  })

  it("hears once what others write, and neither what is read, nor who has read it, nor the own words", async () => {
    const { append } = open()
    await timeline()
    expect(document.querySelector("[role=log]")?.getAttribute("aria-live")).toBe("off")
    const says = await region()
    expect(says.textContent).toBe("")
    append(id, { text: "And **one** more thing", visitorId: rich.header.visitorId })
    await shown(() => says.textContent === "Amelia Hart: And one more thing")
    append(id, { text: "On it", userId: "u-maya" })
    append(id, { text: "She is a partner", userId: "u-jonas", visibility: "private" })
    await shown(() => says.textContent === "Jonas Weber, private note: She is a partner")
  })

  it("hears an assistant's answer when it is written, and not each word of it", async () => {
    const { say } = openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant))
    await timeline()
    const says = await region()
    const last = writing.items.at(-1)
    if (last === undefined) throw new Error("The fixture has no last item.")
    const item = { ...last, id: "01K0000000000000000000NEW1", seq: 9 }
    const part = (text: string, state: "streaming" | "done") => ({ _tag: "ItemChanged" as const, item: { ...item, version: state === "done" ? 3 : 2, text: state === "done" ? text : null, parts: [{ type: "text" as const, text, state }] } })
    say(part("Yes, until", "streaming"))
    await shown(() => document.querySelectorAll(".bubble[aria-busy]").length === 2)
    expect(says.textContent).toBe("")
    say(part("Yes, until it is packed.", "done"))
    await shown(() => says.textContent === "Assistant: Yes, until it is packed.")
  })

  it("isn't told over and over what the assistant is at", async () => {
    const { say } = openApp(`/acme/inbox/${writing.header.id}`, fakeServer(withAssistant))
    await timeline()
    say({ _tag: "Processing", conversationId: writing.header.id, workflowRunId: "run", aiAgentId: "ai-1", phase: "thinking", message: null, tool: null })
    const line = await shown(find(".typing-line .activity"))
    expect(line.closest("[role=status], [role=alert], [aria-live]")).toBeNull()
  })

  it("is told that a text is too long when it gets so, not with every letter", async () => {
    open()
    const area = await shown(find<HTMLTextAreaElement>(".composer textarea"))
    const type = (length: number) => {
      area.value = "x".repeat(length)
      area.dispatchEvent(new InputEvent("input", { bubbles: true }))
    }
    type(8_003)
    const alert = await shown(find(".composer [role=alert]"))
    const before = alert.textContent
    type(8_009)
    await shown(() => document.querySelector(".composer")?.textContent?.includes("9 characters too many"))
    expect([document.querySelector(".composer [role=alert]"), alert.textContent]).toEqual([alert, before])
  })

  it("finds Reply and Note as tabs of the part they switch", async () => {
    open()
    await shown(find(".composer textarea"))
    const tabs = [...document.querySelectorAll("[role=tablist] > *")]
    expect(tabs.map((tab) => tab.getAttribute("role"))).toEqual(["tab", "tab"])
    await press("Note")
    const panel = document.getElementById(tabs[1]?.getAttribute("aria-controls") ?? "")
    expect([panel?.getAttribute("role"), panel?.getAttribute("aria-labelledby")]).toEqual(["tabpanel", tabs[1]?.id])
    expect(panel?.querySelector("textarea")?.getAttribute("aria-label")).toBe("Private note")
    expect([...document.querySelectorAll("[role=tablist] > *")]).toHaveLength(2)
  })

  it("keeps the place in a message when something else about it changes", async () => {
    const { say } = open()
    await timeline()
    const at = rich.items.find(({ text }) => text?.includes("GB 287"))
    const link = [...document.querySelectorAll<HTMLElement>(".bubble code")].find(({ textContent }) => textContent?.startsWith("GB 287"))
    if (at === undefined || link === undefined) throw new Error("The fixture has no such message.")
    say({ _tag: "ItemChanged", item: { ...at, version: at.version + 1, parts: [...at.parts, { type: "file", url: "/favicon.svg", mediaType: "application/pdf", filename: "second.pdf", size: 9 }] } })
    await shown(() => document.querySelector(".timeline")?.textContent?.includes("second.pdf"))
    expect(link.isConnected).toBe(true)
  })

  it("hears an original in the language it is written in", async () => {
    openApp(`/acme/inbox/resolved/${assisted.header.id}`, fakeServer(withAssistant))
    const bubble = await shown(find(".bubble"))
    expect(bubble.getAttribute("lang")).toBeNull()
    await press("Show original")
    await shown(() => bubble.getAttribute("lang") === "de")
  })
})
