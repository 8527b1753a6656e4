import { afterEach, describe, expect, it } from "vitest"
import { rich } from "../../fixture/conversations.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { conversation, person } from "../../fixture/scene.ts"
import { find, named, openApp, press, shown } from "../testing/openApp.tsx"
import { dismissToast, toasts } from "../ui/toasts.ts"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

afterEach(() => toasts().forEach(({ id }) => dismissToast(id)))

const amelia = conversation(person("Amelia Hart", "amelia@hart.example"), [[9, { text: "Is it back in stock?" }]], { title: "A blue kettle", assigneeIds: ["u-jonas"] })
const oskar = conversation(person("Oskar", null), [[60, { text: "Thanks" }]])
const priya = conversation(person("Priya", null), [[90, { text: "Hello" }]])
const ended = conversation(person("Tom", null), [[90, { text: "Bye" }]], { status: "resolved", resolvedByUserId: "u-aiko" })
const all = [amelia, oskar, priya, ended]
const open = (path = "/acme/inbox") => openApp(path, fakeServer(all))
const key = (name: string, init: KeyboardEventInit = {}) => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...init }))
const row = ({ header }: typeof amelia) => find<HTMLElement>(`.row[data-id="${header.id}"]`)
const isAt = (one: typeof amelia) => () => document.activeElement?.getAttribute("data-id") === one.header.id
/** As a person presses: what is pressed has the focus. */
const pressed = (button: HTMLElement) => {
  button.focus()
  button.click()
}

describe("the list by keyboard", () => {
  it("is gone through by arrows, Home and End, from its one stop", async () => {
    open()
    const first = await shown(row(amelia))
    expect([...document.querySelectorAll(".row")].map((one) => one.getAttribute("tabindex"))).toEqual(["0", "-1", "-1"])
    first.focus()
    key("ArrowDown")
    await shown(isAt(oskar))
    key("End")
    await shown(isAt(priya))
    key("ArrowUp")
    await shown(isAt(oskar))
    key("Home")
    await shown(isAt(amelia))
    key("ArrowUp")
    expect(isAt(amelia)()).toBe(true)
  })

  it("names a row by what is new, who, what about, the last words, when in words, and whose it is", async () => {
    open()
    const name = (await shown(row(amelia))).getAttribute("aria-label")
    expect(name).toBe("Unread, Amelia Hart, A blue kettle, Is it back in stock?, 9 minutes ago, assigned to Jonas Weber")
  })

  it("leads to the next row when a colleague takes the one that has the focus", async () => {
    const { say } = open()
    ;(await shown(row(oskar))).focus()
    say({ _tag: "ConversationChanged", conversation: { ...oskar.header, status: "resolved", version: oskar.header.version + 1 } })
    await shown(() => !row(oskar)())
    await shown(() => document.activeElement?.matches(".row"))
  })
})

describe("a conversation by keyboard", () => {
  it("is read once Escape has left the field", async () => {
    open(`/acme/inbox/${amelia.header.id}`)
    ;(await shown(find<HTMLElement>(".composer textarea"))).focus()
    key("Escape")
    expect(document.activeElement?.getAttribute("role")).toBe("log")
  })

  it("has the focus in the field when the button that reopened it is gone", async () => {
    open(`/acme/inbox/${ended.header.id}`)
    pressed(await shown(find<HTMLElement>(".closed-notice button")))
    await shown(() => document.querySelector(".closed-notice") === null)
    await shown(() => document.activeElement?.matches(".composer textarea"))
  })

  it("shows its visitor's details under the focus, which Escape and their button give back", async () => {
    open(`/acme/inbox/${amelia.header.id}`)
    const toggle = await shown(named("Show details"))
    pressed(toggle)
    await shown(() => document.activeElement?.closest(".context"))
    key("Escape")
    await shown(() => document.querySelector(".context") === null)
    expect(document.activeElement).toBe(toggle)
    expect(location.pathname).toContain(amelia.header.id)
    pressed(toggle)
    const close = await shown(find<HTMLElement>(".context-close button"))
    pressed(close)
    await shown(() => document.querySelector(".context") === null)
    expect(document.activeElement).toBe(toggle)
  })

  it("lies open again when one of its visitor's others was chosen in the details", async () => {
    const again = conversation(amelia.header.visitor, [[900, { text: "Do you ship?" }]], { title: "Shipping" })
    openApp(`/acme/inbox/${amelia.header.id}`, fakeServer([...all, again]))
    await press("Show details")
    const link = await shown(() => [...document.querySelectorAll<HTMLElement>(".earlier a")].find(({ textContent }) => textContent?.includes("Shipping")))
    link.click()
    await shown(() => location.pathname.endsWith(again.header.id) && document.querySelector(".context") === null)
  })
})

describe("what was done by keyboard", () => {
  it("is undone by a key that Undo names, while nobody writes", async () => {
    open(`/acme/inbox/${amelia.header.id}`)
    await press("Resolve")
    const undo = await shown(named("Undo"))
    expect(undo.getAttribute("aria-keyshortcuts")).toBe("Control+Z")
    const field = await shown(find<HTMLElement>(".composer textarea"))
    field.focus()
    key("z", { ctrlKey: true })
    expect(named("Undo")()).toBe(undo)
    key("Escape")
    key("Z", { ctrlKey: true, shiftKey: true })
    expect(named("Undo")()).toBe(undo)
    key("z", { ctrlKey: true })
    await shown(() => location.pathname.endsWith(amelia.header.id) && named("Undo")() === undefined)
  })

  it("is told alone: a notice isn't said again with the next one", async () => {
    open()
    expect((await shown(find(".toaster"))).getAttribute("aria-atomic")).toBe("false")
  })

  it("may do without keys of one letter, for who speaks to the computer", async () => {
    openApp(`/acme/inbox/${rich.header.id}`, fakeServer([rich, amelia]))
    await shown(find(".composer textarea"))
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true, cancelable: true }))
    const toggle = await shown(find<HTMLInputElement>(".modal input[role=switch]"))
    expect([toggle.checked, toggle.labels?.[0]?.textContent?.startsWith("Keys of one letter")]).toEqual([true, true])
    toggle.click()
    await press("Close")
    await shown(() => document.querySelector(".modal[data-expanded]") === null)
    for (const letter of ["r", "j", "?"]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: letter, bubbles: true, cancelable: true }))
    expect([location.pathname.endsWith(rich.header.id), document.querySelector(".modal[data-expanded]"), named("Undo")()]).toEqual([true, null, undefined])
  })
})

describe("a menu", () => {
  it("says of what is on or off, and of which of several is chosen, whether it is", async () => {
    open()
    const account = await shown(() => document.querySelector<HTMLElement>("[aria-label='Maya Chen, your account']"))
    account.focus()
    key("Enter")
    await shown(find("[role=menu]"))
    const items = [...document.querySelectorAll("[role=menu] [role^=menuitem]")].map((item) => `${item.textContent} ${item.getAttribute("role")} ${item.getAttribute("aria-checked")}`)
    expect(items).toEqual([
      "Profile menuitem null", "Sound for new messages menuitemcheckbox true", "Desktop notifications menuitemcheckbox false",
      "Light menuitemradio false", "Dark menuitemradio false", "As on this device menuitemradio true", "Keyboard shortcuts menuitem null", "Sign out menuitem null"
    ])
  })
})

describe("the navigation", () => {
  it("names each view once, with how many wait in it, however narrow it is", async () => {
    open()
    await shown(find(".nav-views .nav-count"))
    const links = [...document.querySelectorAll(".nav-views a")].map((link) => [
      ...[...link.querySelectorAll("span:not([aria-hidden])")].map(({ textContent }) => textContent), link.getAttribute("title"), link.querySelector("[aria-hidden][title]")?.getAttribute("title")
    ])
    // A title of the link itself would be said after its name.
    expect(links).toEqual([["Open", "3", null, "Open 3"], ["Resolved", "1", null, "Resolved 1"], ["Spam", null, "Spam"], ["Archived", null, "Archived"]])
  })
})
