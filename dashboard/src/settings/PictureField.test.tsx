import { afterEach, describe, expect, it, vi } from "vitest"
import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me } from "../../fixture/scene.ts"
import { named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const field = (label: string) => () =>
  [...document.querySelectorAll<HTMLElement>(".picture-field")].find((group) => group.querySelector(".field-name")?.textContent === label)

/** Sends without a network: what was asked for stands in `sent`. */
const network = (status: number) => {
  const sent: Array<string> = []
  vi.stubGlobal("XMLHttpRequest", class {
    upload = {}
    status = status
    onload = () => {}
    open(method: string, url: string) { sent.push(`${method} ${url}`) }
    setRequestHeader() {}
    abort() {}
    send() { queueMicrotask(() => this.onload()) }
  })
  return sent
}
afterEach(() => vi.unstubAllGlobals())

const choose = async (label: string, file: File) => {
  const group = await shown(field(label))
  const input = group.querySelector<HTMLInputElement>("input[type=file]")
  if (input === null) throw new Error("There is nothing to choose with.")
  Object.defineProperty(input, "files", { value: [file], configurable: true })
  input.dispatchEvent(new Event("change", { bubbles: true }))
}
const png = (size = 10, type = "image/png") => new File([new Uint8Array(size)], "face.png", { type })

describe("a picture in the settings", () => {
  it("is sent, saved and said to be", async () => {
    const sent = network(200)
    const saved: Array<string | null> = []
    const { server } = fakeServer([], { "me.setImage": ({ key }) => (saved.push(key), { url: "https://files.test/face.png" }) })
    openApp("/acme/settings/profile", { server })
    await choose("Picture", png())
    await shown(text("Picture saved"))
    expect(sent).toEqual(["PUT /sent"])
    expect(saved).toEqual(["face"])
  })

  it("that is none, or is too large, is refused before anything is sent", async () => {
    const sent = network(200)
    openApp("/acme/settings/profile", fakeServer([]))
    await choose("Picture", png(10, "image/svg+xml"))
    await shown(text("Choose a JPEG, PNG, GIF or WebP picture."))
    await choose("Picture", png(5 * 1024 * 1024 + 1))
    await shown(text("Choose a picture of at most 5 MB."))
    expect(sent).toEqual([])
  })

  it("that the storage or the server refuses says why and can be chosen again", async () => {
    network(403)
    const refuse = () => { throw new RpcFailure({ _tag: "FileRefused", reason: "quota" } as const) }
    openApp("/acme/settings", fakeServer([], { "websites.setLogo": refuse }))
    await choose("Logo", png())
    await shown(text("can't be reached", "[role=alert]"))
    network(200)
    await choose("Logo", png())
    await shown(text("The storage of this site is full.", "[role=alert]"))
    expect(await shown(named("Choose a picture"))).not.toHaveProperty("disabled", true)
  })

  it("is taken away by a press", async () => {
    const saved: Array<string | null> = []
    const { server } = fakeServer([], {
      "me.get": () => ({ ...me, image: "https://files.test/face.png" }),
      "me.setImage": ({ key }) => (saved.push(key), { url: null })
    })
    openApp("/acme/settings/profile", { server })
    await press("Remove")
    await shown(text("Picture removed"))
    expect(saved).toEqual([null])
  })

  it("of the site is not a member's to change", async () => {
    const organizations = me.organizations.map((organization) => ({ ...organization, role: "member" as const }))
    openApp("/acme/settings", fakeServer([], { "me.get": () => ({ ...me, organizations }) }))
    expect((await shown(field("Logo"))).querySelectorAll("button, input").length).toBe(0)
  })
})
