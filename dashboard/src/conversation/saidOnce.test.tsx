import { FakeUpload } from "@cossistant/core/suite/FakeUpload"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { afterEach, describe, expect, it, vi } from "vitest"
import { assisted, withAssistant } from "../../fixture/assisted.ts"
import { rich } from "../../fixture/conversations.ts"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../analytics/LivePage.tsx"
import "../inboxPage/InboxPage.tsx"
import "../site/SitePage.tsx"

afterEach(() => vi.unstubAllGlobals())

describe("what the inbox tells who listens", () => {
  it("is a button's state once: by its name, which says what a press does", async () => {
    openApp(`/acme/inbox/resolved/${assisted.header.id}`, fakeServer(withAssistant))
    await press("Show original")
    await press("Show details")
    await press("Assign to me")
    for (const name of ["Show translation", "Hide details", "Assigned to you. Remove"]) {
      expect([name, (await shown(named(name))).getAttribute("aria-pressed")]).toEqual([name, null])
    }
  })

  it("is why a list may be old, and not each time it is tried again; the button that tries keeps the focus", async () => {
    let isDown = false
    let isHeld = false
    const fixture = fakeServer([rich])
    const { call } = fixture.server.client
    const down = () => isHeld ? new Promise(() => {}) : Promise.reject(new RpcFailure({ _tag: "Unreachable", status: null }))
    Object.assign(fixture.server.client, { call: (...asked: Parameters<typeof call>) => isDown && asked[0] === "inbox.list" ? down() : call(...asked) })
    openApp("/acme/inbox", fixture)
    await shown(find(".row"))
    isDown = true
    fixture.say({ _tag: "Reload", reason: "too_old" })
    fixture.say({ _tag: "Position", token: "fixture.2" })
    const alert = await shown(find<HTMLElement>(".list .list-problem [role=alert]"))
    const again = await shown(named("Try again"))
    expect([alert.textContent?.startsWith("What you see may be old."), alert.contains(again)]).toEqual([true, false])
    isHeld = true
    again.focus()
    again.click()
    await shown(text("Trying again…", ".list-problem"))
    expect([document.activeElement, document.querySelector(".list-problem [role=alert]")]).toEqual([again, alert])
  })

  it("is a file that was attached or taken out, in a region that was there before", async () => {
    vi.stubGlobal("XMLHttpRequest", FakeUpload)
    openApp(`/acme/inbox/${rich.header.id}`, fakeServer([rich], {
      "uploads.grant": () => ({ key: "k1", url: "/sent", method: "PUT", headers: {}, expiresAt: new Date(Date.now() + 60_000).toISOString() }),
      "uploads.claim": () => ({ key: "k1", url: "/f", mediaType: "text/plain", filename: "note.txt", size: 5 })
    }))
    const region = await shown(find<HTMLElement>(".composer [role=status]"))
    const picker = await shown(find<HTMLInputElement>(".composer input[type=file]"))
    Object.defineProperty(picker, "files", { value: [new File(["hello"], "note.txt", { type: "text/plain" })] })
    picker.dispatchEvent(new Event("change", { bubbles: true }))
    await shown(() => region.textContent === "note.txt attached")
    await press("Remove note.txt")
    await shown(() => region.textContent === "note.txt removed")
  })

  it("is what a mark means, for who comes to it by keyboard too", async () => {
    const known = { ...rich, header: { ...rich.header, visitor: { ...rich.header.visitor, isVerified: false } } }
    openApp(`/acme/inbox/${rich.header.id}`, fakeServer([known]))
    await press("Show details")
    const mark = await shown(named("Not verified"))
    mark.focus()
    await shown(text("it may be made up"))
    expect(document.getElementById(mark.getAttribute("aria-describedby") ?? "")?.textContent).toContain("Your site told this without a signature")
  })

  it("is not each coming and going on the page of live visitors", async () => {
    openApp("/acme/live", fakeServer([rich]))
    await shown(text("4 here now, 2 away", ".live-head"))
    expect(document.querySelector(".live-head [role=status]")).toBeNull()
  })
})
