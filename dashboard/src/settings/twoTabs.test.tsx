import type { PayloadEnc, SuccessEnc } from "@cossistant/core/client/procedures"
import type { InboxRpcs } from "@cossistant/core/rpcs"
import { expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

type Website = SuccessEnc<typeof InboxRpcs, "websites.settings">
type Change = PayloadEnc<typeof InboxRpcs, "websites.update">

/** A site that a colleague changes, too. */
const shared = (path: string) => {
  let website: Website = {
    id: "01K00000000000000000000001", organizationId: "01K0000000000000000000000A", name: "Acme", slug: "acme", domain: "acme.example", logoUrl: null, description: null, contactEmail: null,
    defaultLanguage: "en", installationTarget: "react", allowedOrigins: ["https://acme.example"], identityVerification: "optional", typingPreview: false, createdAt: "2026-04-15T09:00:00.000Z"
  }
  const asked: Array<Change> = []
  const { say } = openApp(path, fakeServer([], {
    "websites.settings": () => website,
    "websites.update": (change) => {
      asked.push(change)
      return website = { ...website, ...change }
    }
  }))
  return { asked, say, site: () => website, elsewhere: (change: Partial<Website>) => void (website = { ...website, ...change }) }
}
const type = (field: HTMLInputElement, words: string) => {
  field.value = words
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
}
const field = (label: string) => () => [...document.querySelectorAll("label")].find(({ textContent }) => textContent === label)?.parentElement?.querySelector("input")

it("Saving a site's name changes nothing else that a colleague changed meanwhile", async () => {
  const { asked, elsewhere, site } = shared("/acme/settings/general")
  type(await shown(field("Name")), "Acme Kettles")
  elsewhere({ domain: "kettles.example" })
  await press("Save")
  await shown(text("Saved"))
  expect(asked).toEqual([{ websiteId: site().id, name: "Acme Kettles" }])
  await shown(() => field("Domain")()?.value === "kettles.example")
})

it("What a colleague saved is shown at once, and leaves what is being typed", async () => {
  const { elsewhere, say, site } = shared("/acme/settings/general")
  type(await shown(field("Name")), "Half typed")
  elsewhere({ domain: "kettles.example", name: "Kettles" })
  say({ _tag: "SiteChanged", websiteId: site().id })
  await shown(() => field("Domain")()?.value === "kettles.example")
  expect(field("Name")()?.value).toBe("Half typed")
})

it("A domain that is added or removed leaves those that a colleague allowed meanwhile", async () => {
  const { elsewhere, site } = shared("/acme/settings/developers")
  const add = await shown(find<HTMLInputElement>(".inline-form input"))
  elsewhere({ allowedOrigins: ["https://acme.example", "https://shop.example"] })
  type(add, "https://app.example")
  await press("Add")
  await shown(named("Remove https://shop.example"))
  expect(site().allowedOrigins).toEqual(["https://acme.example", "https://shop.example", "https://app.example"])
  elsewhere({ allowedOrigins: [...site().allowedOrigins, "https://blog.example"] })
  await press("Remove https://app.example")
  await press("Undo")
  await shown(() => site().allowedOrigins.length === 4)
  expect(site().allowedOrigins).toEqual(["https://acme.example", "https://shop.example", "https://blog.example", "https://app.example"])
})
