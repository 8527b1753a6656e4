import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { FakeUpload } from "./FakeUpload.ts"
import { button, choose, eventually, field, isGone, key, press, shows, type } from "./screen.ts"
import { makeStage, send, type WidgetDriver } from "./stage.ts"

const arrive = (uploads: Array<FakeUpload>) => uploads.splice(0).forEach((upload) => upload.onload?.())

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

    it("refuses a file that is too large, by name and limit, before it is sent", async () => {
      await showConversation(["Anyone there?"])
      await choose(new File([new Uint8Array(6 * 1024 * 1024)], "film.zip", { type: "application/zip" }))
      await shows("film.zip")
      await shows("This file is larger than 5 MB.")
      await press("Remove film.zip")
      await isGone("Remove film.zip")
    })
  })
}
