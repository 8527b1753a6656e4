import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { conversation, person } from "../../fixture/scene.ts"
import { find, named, openApp, press, shown } from "../testing/openApp.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

const amelia = conversation(person("Amelia Hart", null), [[9, { text: "Is it back in stock?" }]])
const oskar = conversation(person("Oskar", null), [[60, { text: "Thanks" }]])

/** As a person presses: what is pressed has the focus. */
const pressed = async (name: string) => {
  const button = await shown(named(name))
  button.focus()
  button.click()
}

describe("the focus of whoever pressed Undo", () => {
  it("is where it was before", async () => {
    openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia, oskar]))
    const field = await shown(find<HTMLTextAreaElement>(".composer textarea"))
    await press("Assign to me")
    await shown(named("Undo"))
    field.focus()
    await pressed("Undo")
    await shown(() => document.activeElement === field)
    expect(document.querySelector(".toast")).toBeNull()
  })

  it("is on the row of the conversation that came back", async () => {
    openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia, oskar]))
    await pressed("Resolve")
    await shown(() => location.pathname.endsWith(oskar.header.id))
    await pressed("Undo")
    await shown(() => location.pathname.endsWith(amelia.header.id) && document.activeElement?.getAttribute("data-id") === amelia.header.id)
  })

  it("is on the page's main part where that place is gone", async () => {
    openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([amelia]))
    const button = await shown(named("Assign to me"))
    button.click()
    const undo = await shown(named("Undo"))
    button.focus()
    undo.focus()
    button.remove()
    undo.click()
    await shown(() => document.activeElement?.id === "main")
  })
})
