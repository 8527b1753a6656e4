import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me, site } from "../../fixture/scene.ts"
import { openApp, press, shown, text } from "../testing/openApp.tsx"
import "./Welcome.tsx"

const write = (placeholder: string, value: string) => {
  const input = document.querySelector<HTMLInputElement>(`input[placeholder="${placeholder}"]`)
  if (input === null) throw new Error(`There is no field like ${placeholder}.`)
  input.value = value
  input.dispatchEvent(new InputEvent("input", { bubbles: true }))
}

it("A site that was made isn't made twice when what follows fails and is tried again", async () => {
  const made: Array<string> = []
  let asked = 0
  openApp("/welcome/acme-inc", fakeServer([], {
    "websites.create": ({ name }) => {
      made.push(name)
      return {
        testPublicKey: "pk_test_1",
        website: {
          ...site, organizationId: me.organizations[0]?.id ?? "", description: null, contactEmail: null, defaultLanguage: "en", installationTarget: "react",
          allowedOrigins: [], identityVerification: "optional", typingPreview: false, createdAt: "2026-11-01T00:00:00.000Z"
        }
      }
    },
    "me.get": () => {
      if (++asked === 2) throw new RpcFailure({ _tag: "Unreachable", status: null })
      return me
    }
  }))
  await shown(text("Add a site"))
  write("Acme", "Acme")
  write("acme.com", "acme.com")
  await press("Continue")
  await shown(() => document.querySelector("[role=alert]"))
  await press("Continue")
  await shown(text("Put the widget into"))
  expect(made).toEqual(["Acme"])
})

it("A site's name that is too short, or is blanks, is refused at its field", async () => {
  const made: Array<string> = []
  openApp("/welcome/acme-inc", fakeServer([], { "websites.create": ({ name }) => {
    made.push(name)
    throw new RpcFailure({ _tag: "BadRequest", id: "e1" })
  } }))
  await shown(text("Add a site"))
  write("Acme", "  a ")
  write("acme.com", "acme.com")
  await press("Continue")
  await shown(text("Use at least 3 characters.", "[role=alert]"))
  expect(document.activeElement?.getAttribute("placeholder")).toBe("Acme")
  expect(made).toEqual([])
})

it("Someone who has sites and goes back to where the first one was made is led to them", async () => {
  openApp("/welcome/new", fakeServer([]))
  await shown(text("Choose a site"))
})

it("Who belongs to no site can sign out instead of making one", async () => {
  const left: Array<string> = []
  const { server } = fakeServer([], { "me.get": () => ({ ...me, organizations: [] }) })
  openApp("/welcome/new", { server: { ...server, auth: { ...server.auth, signOut: async () => (left.push("out"), { ok: false, refusal: { code: "UNREACHABLE", retryAfter: null } }) } } })
  await shown(text("Signed in as maya@acme.example."))
  await press("Sign out")
  expect(left).toEqual(["out"])
})
