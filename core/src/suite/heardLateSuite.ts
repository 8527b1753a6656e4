import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { FakeUpload } from "./FakeUpload.ts"
import { button, choose, dialog, eventually, key, press, shows } from "./screen.ts"
import { makeStage, open, type WidgetDriver } from "./stage.ts"

const picture = { type: "image" as const, url: "https://support.example/dent.png", mediaType: "image/png", filename: "dent.png" }

/** The same of what few conversations come to: files, pictures, translations, other pages. Run over each renderer. */
export const heardLateSuite = (renderer: string, driver: WidgetDriver): void => {
  describe(`what is heard in ${renderer} of what comes late`, { timeout: 20_000 }, () => {
    const stage = makeStage(`${renderer}_heard_late`, driver)
    const { showConversation } = stage
    const showPictures = async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.say(id, "Look", { parts: [{ type: "text", text: "Look" }, picture, ...["other.png", "third.png"].map((filename) => ({ ...picture, filename }))] })
      const first = await button("Open dent.png")
      first.focus()
      first.click()
      return eventually("the picture", () => document.querySelector<HTMLDialogElement>(".cossistant dialog[open]"))
    }

    beforeEach(() => {
      vi.stubGlobal("XMLHttpRequest", FakeUpload)
    })
    afterEach(() => {
      FakeUpload.held = null
    })

    it("says that the last file of a draft was left out, though all that stood around it is gone", async () => {
      await showConversation(["Anyone there?"])
      await choose(new File(["hello"], "note.txt", { type: "text/plain" }))
      const region = await eventually("what was said of it", () =>
        [...document.querySelectorAll(".co-composer [role='status']")].find(({ textContent }) => textContent === "note.txt attached"))
      await press("Remove note.txt")
      await eventually("no file", () => document.querySelector(".co-drafts") === null)
      expect([region.isConnected, region.textContent]).toEqual([true, "note.txt removed"])
      await choose(new File(["hello"], "other.txt", { type: "text/plain" }))
      await eventually("the next, in the same region", () => region.textContent === "other.txt attached")
    })

    it("says a file's name in one, though it is shown in two parts", async () => {
      await showConversation(["Anyone there?"])
      await choose(new File(["hello"], "A guide to descaling.txt", { type: "text/plain" }))
      const shown = await eventually("its name", () => document.querySelector(".co-drafts .co-file-name"))
      const heard = [...shown.querySelectorAll("span:not([aria-hidden='true'])")].map(({ textContent }) => textContent)
      expect([shown.querySelectorAll("[aria-hidden='true']").length, heard]).toEqual([2, ["A guide to descaling.txt"]])
    })

    it("leaves the keyboard at a picture or a file when news of their message comes", async () => {
      const id = await showConversation(["Anyone there?"])
      const file = { type: "file" as const, url: "https://support.example/x.pdf", mediaType: "application/pdf", filename: "guide.pdf", size: 5 }
      const parts = [{ type: "text" as const, text: "Look" }, picture, file]
      stage.server.say(id, "Look", { parts })
      for (const [version, selector] of [[2, "[aria-label='Open dent.png']"], [3, ".co-file[href]"]] as const) {
        const element = await eventually(selector, () => document.querySelector<HTMLElement>(`[role='log'] ${selector}`))
        element.focus()
        const item = stage.server.items(id).at(-1)
        if (item === undefined) throw new Error("nothing was said")
        stage.server.tell({ _tag: "ItemChanged", item: { ...item, version, text: `Look ${version}`, parts: [{ type: "text", text: `Look ${version}` }, { ...picture }, { ...file }] } })
        await shows(`Look ${version}`)
        expect([element.isConnected, document.activeElement]).toEqual([true, element])
      }
    })

    it("says which picture is shown now, and closes as the browser does, which takes the keyboard back to where it was", async () => {
      const viewer = await showPictures()
      const said = await eventually("a region", () => viewer.querySelector("[role='status']"))
      key(viewer, "ArrowRight")
      await eventually("the next", () => said.textContent === "other.png 2 of 3")
      const onClose = vi.fn()
      viewer.addEventListener("close", onClose)
      viewer.querySelector<HTMLElement>("[title='Close']")?.click()
      await eventually("no picture", () => document.querySelector("dialog") === null)
      expect(onClose).toHaveBeenCalledOnce()
    })

    it("moves to the next picture by the arrow that points there, from right to left too", async () => {
      const viewer = await showPictures()
      viewer.style.direction = "rtl"
      key(viewer, "ArrowLeft")
      await eventually("the next", () => viewer.getAttribute("aria-label") === "other.png")
      key(viewer, "ArrowRight")
      await eventually("the one before", () => viewer.getAttribute("aria-label") === "dent.png")
    })

    it("moves between stars as they are read, from right to left too", async () => {
      await showConversation(["Thanks!"], { status: "resolved" })
      const stars = (await button("1 star")).parentElement
      if (stars === null) throw new Error("stars stand in a group")
      stars.style.direction = "rtl"
      const at = (name: string) => eventually(name, () => document.activeElement?.getAttribute("aria-label") === name)
      key(stars, "ArrowLeft")
      await at("1 star")
      key(stars, "ArrowLeft")
      await at("2 stars")
      key(stars, "ArrowRight")
      await at("1 star")
    })

    it("says what the button under a translation does, and not also that it is pressed", async () => {
      const id = await showConversation(["Anyone there?"])
      stage.server.say(id, "Guten Tag", { parts: [
        { type: "text", text: "Guten Tag" },
        { type: "translation", text: "Good day", sourceLanguage: "de", targetLanguage: "en", audience: "visitor", mode: "auto" }
      ] })
      const toggle = await button("Show original")
      toggle.focus()
      toggle.click()
      const back = await button("Show translation")
      expect([back, back.hasAttribute("aria-pressed"), document.activeElement]).toEqual([toggle, false, toggle])
    })

    it("goes on with the first of the older conversations that were asked for", async () => {
      for (let count = 1; count <= 45; count++) stage.server.begin([`Number ${count}.`])
      stage.comeBack()
      stage.show()
      await press(open)
      await press(/more conversations/)
      const first = await button("Show 25 more")
      first.focus()
      first.click()
      await eventually("the twenty-first", () => document.activeElement?.textContent?.includes("Number 25."))
      const last = await button("Show 5 more")
      last.focus()
      last.click()
      await eventually("the forty-first", () => document.activeElement?.textContent?.includes("Number 5."))
    })

    it("says at once that there is no chat here, to who has opened it already", async () => {
      const release = stage.server.hold("websites.get")
      stage.server.refuse("websites.get", { _tag: "OriginRefused", origin: "https://evil.example", reason: "origin_not_allowed" })
      stage.show()
      await press(open)
      await button("Send us a message")
      release()
      await shows(/https:\/\/evil\.example isn’t allowed/)
      expect(document.querySelector("[data-slot='configuration-error']")?.getAttribute("role")).toBe("alert")
      expect(document.activeElement).toBe(await dialog())
    })
  })
}
