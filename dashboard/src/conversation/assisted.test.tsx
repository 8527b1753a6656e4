import { describe, expect, it } from "vitest"
import { assisted, withAssistant, writing } from "../../fixture/assisted.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

const openTalk = (held: Pick<typeof assisted, "header"> = assisted) => openApp(`/acme/inbox/${held.header.status === "open" ? "" : "resolved/"}${held.header.id}`, fakeServer(withAssistant))
const bubbles = () => [...document.querySelectorAll(".bubble")].map(({ textContent }) => textContent)

describe("a conversation with an assistant in it", () => {
  it("is read in the team's language, and shows what the visitor wrote on demand", async () => {
    openTalk()
    await shown(text("Translated from German"))
    expect(bubbles()[0]).toBe("How long does the kettle hold its temperature?")
    await press("Show original")
    await shown(() => bubbles()[0] === "Wie lange hält der Kessel die Temperatur?")
    await press("Show translation")
    await shown(() => bubbles()[0] === "How long does the kettle hold its temperature?")
  })

  it("shows an answer as it was written, and on demand as its visitor reads it", async () => {
    openTalk()
    await shown(text("The visitor reads this in German"))
    expect(bubbles()).toContain("It holds it for sixty minutes: turn the ring to 80.")
    await press("Show translation")
    await shown(() => bubbles().includes("Er hält sie sechzig Minuten lang: Ring auf 80 drehen."))
  })

  it("names its sources: pages with a link, documents without", async () => {
    openTalk()
    const sources = await shown(find(".message .sources"))
    expect([...sources.querySelectorAll(".source")].map((source) => [source.textContent, source.getAttribute("href")])).toEqual([
      ["Holding a temperature", "https://acme.example/help/hold"], ["Kettle manual.pdf", null]
    ])
  })

  it("has a row for each tool, with what it found, and marks those that the visitor doesn't see", async () => {
    openTalk()
    await shown(find(".tool-row"))
    const rows = [...document.querySelectorAll(".tool-row")]
    expect(rows.map((row) => row.querySelector("p")?.textContent)).toEqual(["Searched the knowledge base", "Failed at “look up order”"])
    expect(rows[0]?.querySelectorAll("a.source")).toHaveLength(2)
    expect(rows.map((row) => row.querySelector("[aria-label='Only the team sees this']") !== null)).toEqual([false, true])
  })

  it("never shows reasoning, a vendor's notes, or what went into a tool", async () => {
    openTalk()
    await shown(find(".tool-row"))
    expect(document.body.innerHTML).not.toContain("secret")
  })

  it("shows an answer while it is being written, and takes the caret away at its end", async () => {
    const { say } = openTalk(writing)
    await shown(find(".bubble[aria-busy] .co-caret"))
    expect(bubbles().at(-1)).toBe("Yes, as long as it was not packed. Open your order and")
    const item = writing.items.at(-1)
    if (item === undefined) throw new Error("The fixture has no last item.")
    say({ _tag: "ItemChanged", item: { ...item, version: 2, text: "Yes, until it is packed.", parts: [{ type: "text", text: "Yes, until it is packed.", state: "done" }] } })
    await shown(() => bubbles().at(-1) === "Yes, until it is packed.")
    expect(document.querySelector(".co-caret")).toBeNull()
  })

  it("says what the assistant does just now, until it is done", async () => {
    const { say } = openTalk(writing)
    await shown(find(".tool-row"))
    const about = { conversationId: writing.header.id, workflowRunId: "run", aiAgentId: "ai-1" }
    say({ _tag: "Processing", ...about, phase: "thinking", message: null, tool: null })
    await shown(text("Assistant: Thinking…", ".typing-line"))
    say({ _tag: "Processing", ...about, phase: "tool", message: null, tool: { toolCallId: "t", toolName: "searchKnowledgeBase", state: "partial" } })
    await shown(text("Assistant: Searching the knowledge base…", ".typing-line"))
    say({ _tag: "ProcessingDone", ...about, status: "success" })
    await shown(() => document.querySelector(".typing-line")?.textContent === "")
  })
})
