// @vitest-environment happy-dom
import { assert, beforeAll, describe, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { letterAnswers, letters, mailed } from "../../fixture/letters.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"

// A page is loaded when it is first opened, which may take longer than its first answer.
beforeAll(() => Promise.all([import("../settings/SettingsPage.tsx"), import("../inboxPage/InboxPage.tsx")]), 30_000)

describe("Answers by mail", () => {
  it("that were not taken are listed with their reasons, and can be tried again where that helps", async () => {
    const tried: Array<string> = []
    openApp("/acme/settings/email", fakeServer([], {
      ...letterAnswers,
      "inbound.unsettled": () => ({ letters: letters.filter(({ id }) => !tried.includes(id)), nextCursor: null }),
      "inbound.retry": (asked) => (tried.push(asked.id), letterAnswers["inbound.retry"](asked))
    }))
    await shown(text("their domain doesn't vouch for it"))
    assert.strictEqual(document.querySelectorAll(".letter-row").length, 4)
    assert.isTrue(text("It has 26 MB, kept as s3://acme-mail", ".letter-row:last-child .letter-reason")())
    assert.strictEqual(document.querySelectorAll(".letter-row button:not(.link)").length, 2, "an automatic answer is no letter to try again")
    await press("Try again")
    await shown(text("The letter is in its conversation"))
    await shown(() => document.querySelectorAll(".letter-row").length === 3)
  })

  it("of none it says so", async () => {
    openApp("/acme/settings/email", fakeServer([], { "inbound.unsettled": () => ({ letters: [], nextCursor: null }) }))
    await shown(text("Every answer by mail found its conversation."))
  })

  it("show their original in a frame that runs nothing, and its remote pictures only when asked", async () => {
    openApp(`/acme/inbox/${mailed.header.id}`, fakeServer([mailed], letterAnswers))
    await press("Show original")
    const frame = await shown(find<HTMLIFrameElement>("iframe.letter-frame"))
    assert.strictEqual(frame.getAttribute("sandbox"), "allow-popups allow-popups-to-escape-sandbox")
    assert.notInclude(frame.getAttribute("src") ?? "", "images")
    assert.isTrue(text("offer.docx (of a kind that isn't shown here)", ".letter-facts")())
    const toggle = await shown(() => document.querySelector<HTMLInputElement>(".modal input[role=switch]"))
    toggle.checked = true
    toggle.dispatchEvent(new Event("change", { bubbles: true }))
    await shown(() => document.querySelector(".letter-frame")?.getAttribute("src")?.endsWith("?images=remote"))
    assert.isNotNull(named("Save the letter with all its files")())
  })
})
