import { describe, expect, it } from "vitest"
import { conversation, person } from "../../fixture/scene.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, openApp, shown, text } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const amelia = conversation(person("Amelia Hart", null), [[9, { text: "Is it back in stock?" }]])
const picture = new File(["x"], "kettle.png", { type: "image/png" })

/** What a browser tells of something that is dragged over a place and let go there; unless it is prevented, files open in the page's stead. */
const drop = (onto: Element, types: ReadonlyArray<string>, files: ReadonlyArray<File> = []) =>
  ["dragover", "drop"].map((type) => {
    const dataTransfer = { types, files, dropEffect: "copy" }
    const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer })
    onto.dispatchEvent(event)
    return { isPrevented: event.defaultPrevented, effect: dataTransfer.dropEffect }
  })
const taken = [{ isPrevented: true, effect: "copy" }, { isPrevented: true, effect: "copy" }]

describe("a file that is dropped", () => {
  it("anywhere onto an open conversation is attached", async () => {
    openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia]))
    await shown(find(".composer"))
    expect(drop(await shown(find(".timeline")), ["Files"], [picture])).toEqual(taken)
    await shown(text("kettle.png", ".draft-files"))
  })

  it.each([["the list", `/acme/inbox/${amelia.header.id}`, ".list"], ["a page of the settings", "/acme/settings/general", ".settings"], ["a conversation that isn't there", "/acme/inbox/CO1111111111111111", ".conversation .pane-notice"]])("onto %s is refused", async (_, path, place) => {
    openApp(path, fakeServer([amelia]))
    const [over, dropped] = drop(await shown(find(place)), ["Files"], [picture])
    expect(over).toEqual({ isPrevented: true, effect: "none" })
    expect(dropped?.isPrevented).toBe(true)
    expect(document.body.textContent).not.toContain("kettle.png")
  })

  it("is all that is meant: words are dragged as ever", async () => {
    openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia]))
    expect(drop(await shown(find(".composer textarea")), ["text/plain"]).map(({ isPrevented }) => isPrevented)).toEqual([false, false])
  })
})
