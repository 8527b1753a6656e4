import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { icons } from "../theme/icons.ts"
import { FakeUpload } from "./FakeUpload.ts"
import { button, choose, dialog, eventually, field, isGone, key, press, shows, type } from "./screen.ts"
import { makeStage, send, type WidgetDriver } from "./stage.ts"

const arrive = (uploads: Array<FakeUpload>) => uploads.splice(0).forEach((upload) => upload.onload?.())

/** A transfer as the widget reads it. */
const carrying = ({ files, items }: DataTransfer) => ({ files: [...files], items: [...items], types: ["Files"] })

/** What the widget promises about files, run over each renderer. */
export const filesSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`files in ${renderer}`, { timeout: 20_000 }, () => {
    const stage = makeStage(`${renderer}_files`, driver)
    const { say, sent, showConversation } = stage

    beforeEach(() => {
      vi.stubGlobal("XMLHttpRequest", FakeUpload)
    })
    afterEach(() => {
      FakeUpload.held = null
    })

    it("uploads a chosen file at once and sends it with the message", async () => {
      await showConversation(["Anyone there?"])
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      await shows("note.txt")
      await say("See attached")
      await eventually("the message at the server", () => sent().length === 1)
      expect(sent()[0]?.payload).toMatchObject({ text: "See attached", files: ["key-note.txt"] })
      await isGone("Remove note.txt")
    })

    it("P5: takes a message whose file is still uploading, shows it as on its way, and sends it when the file is there", async () => {
      const held: Array<FakeUpload> = FakeUpload.held = []
      const id = await showConversation(["Anyone there?"])
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      await eventually("an upload on its way", () => held.length === 1)
      key(await type("See attached"), "Enter")
      await shows(/^Sending… 50\s?%$/)
      expect((await field()).value).toBe("")
      expect(document.querySelector("[role='log']")?.textContent).toContain("note.txt")
      expect(sent()).toHaveLength(0)
      arrive(held)
      await shows("Sent")
      expect(sent()[0]?.payload).toMatchObject({ text: "See attached", files: ["key-note.txt"] })
      expect(stage.server.items(id)).toHaveLength(2)
    })

    it("P5: gives back words and file when the upload fails after Send, with retry and removal", async () => {
      const held: Array<FakeUpload> = FakeUpload.held = []
      await showConversation(["Anyone there?"])
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      await eventually("an upload on its way", () => held.length === 1)
      key(await type("See attached"), "Enter")
      held.shift()?.onerror?.()
      await shows("The upload didn’t finish. Try again.")
      expect((await field()).value).toBe("See attached")
      await button("Remove note.txt")
      await press("Retry")
      await eventually("another upload", () => held.length === 1)
      arrive(held)
      await isGone("Retry")
      await press(send)
      await eventually("the message at the server", () => sent().length === 1)
      expect(sent()[0]?.payload).toMatchObject({ text: "See attached", files: ["key-note.txt"] })
    })

    it("takes files that are dropped on the conversation or pasted, and sends them with the message", async () => {
      await showConversation(["Anyone there?"])
      const of = (name: string) => {
        const data = new DataTransfer()
        data.items.add(new File(["hello"], name, { type: "text/plain" }))
        return data
      }
      const page = await eventually("the conversation", () => document.querySelector<HTMLElement>("[data-slot='conversation-page']"))
      page.dispatchEvent(Object.assign(new Event("drop", { bubbles: true, cancelable: true }), { dataTransfer: carrying(of("dropped.txt")) }))
      await shows("dropped.txt")
      const element = await field()
      element.dispatchEvent(Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: carrying(of("pasted.txt")) }))
      await shows("pasted.txt")
      await say("Both attached")
      await eventually("the message at the server", () => sent().length === 1)
      expect(sent()[0]?.payload).toMatchObject({ files: ["key-dropped.txt", "key-pasted.txt"] })
    })

    it("shows a picture large over the panel, and Escape closes it alone", async () => {
      const id = await showConversation(["Anyone there?"])
      const image = { type: "image" as const, url: "https://support.example/dent.png", mediaType: "image/png", filename: "dent.png" }
      stage.server.say(id, "Look", { parts: [{ type: "text", text: "Look" }, image, { ...image, filename: "other.png" }] })
      await press("Open dent.png")
      const viewer = await eventually("the picture", () => document.querySelector<HTMLDialogElement>(".cossistant dialog[open]"))
      expect(viewer.getAttribute("aria-label")).toBe("dent.png")
      key(viewer, "ArrowRight")
      await eventually("the next", () => viewer.getAttribute("aria-label") === "other.png")
      key(viewer, "Escape")
      expect((await dialog()).dataset["state"]).toBe("open")
      viewer.close()
      await eventually("no picture", () => document.querySelector("dialog[open]") === null)
      key(await field(), "Escape")
      await eventually("a closed panel", () => document.querySelector("[data-slot='content'][data-state='closed']"))
    })

    it("lists a conversation that holds nothing but a picture", async () => {
      stage.server.say(stage.server.begin([]), "", { parts: [{ type: "image", url: "https://support.example/dent.png", mediaType: "image/png", filename: "dent.png" }] })
      stage.comeBack()
      stage.show()
      await press(/^Open support chat/)
      const card = await button(/Attachment/)
      expect(card.closest("[data-slot='home-page']")).not.toBeNull()
    })

    it("counts down at a file that was attached too fast, and lets it be tried again", async () => {
      await showConversation(["Anyone there?"])
      stage.server.refuse("uploads.grant", { _tag: "TooManyRequests", retryAfterMs: 9_000 })
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      await shows("Too fast. Try again in 9 seconds.")
      await shows("Too fast. Try again in 8 seconds.")
      stage.server.refuse("uploads.grant", null)
      await press("Retry")
      await isGone("Retry")
    })

    it("shows the end of a long file name whatever is cut off, before it is sent and after", async () => {
      const id = await showConversation(["Anyone there?"])
      const name = "Invoice of the twenty-third of November, corrected v2.pdf"
      const parts = (selector: string) => eventually(selector, () => {
        const shown = [...document.querySelectorAll(`${selector} .co-file-name > [aria-hidden='true']`)].map(({ textContent }) => textContent)
        return shown.join("") === name && shown
      })
      await choose(new File(["hello"], name, { type: "application/pdf" }))
      expect((await parts(".co-drafts")).at(-1)).toBe("ted v2.pdf")
      stage.server.say(id, "", { parts: [{ type: "file", url: "https://support.example/x.pdf", mediaType: "application/pdf", filename: name, size: 5 }] })
      expect(await parts("[role='log']")).toHaveLength(2)
      stage.server.say(id, "", { parts: [{ type: "file", url: "https://support.example/y.pdf", mediaType: "application/pdf", filename: "short.pdf", size: 5 }] })
      await shows("short.pdf")
    })

    it("refuses a file that is too large, by name and limit, before it is sent", async () => {
      await showConversation(["Anyone there?"])
      await choose(new File([new Uint8Array(6 * 1024 * 1024)], "film.zip", { type: "application/zip" }))
      await shows("film.zip")
      await shows("This file is larger than 5 MB.")
      const chip = document.querySelector(".co-drafts > .co-file[data-problem]")
      expect(chip?.querySelector("path")?.getAttribute("d")).toBe(icons.alert)
      await press("Remove film.zip")
      await isGone("Remove film.zip")
    })
  })
}
