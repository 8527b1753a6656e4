import { RpcFailure } from "@cossistant/core/client/RpcFailure"
import { expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me } from "../../fixture/scene.ts"
import { find, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../account/Login.tsx"
import "../account/SelectSite.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

it.each(["profile", "general"])("a session that ended elsewhere leads from unsaved words in Settings, %s to the sign-in and breaks nothing", async (page) => {
  let isOver = false
  const { say } = openApp(`/acme/settings/${page}`, fakeServer([], {
    "me.get": () => {
      if (isOver) throw new RpcFailure({ _tag: "SignedOut" } as const)
      return me
    }
  }))
  const broken: Array<unknown> = []
  const note = (event: ErrorEvent) => {
    event.preventDefault()
    broken.push(event.error)
  }
  window.addEventListener("error", note)
  const field = await shown(find<HTMLInputElement>(".card .input"))
  field.value = "Not saved yet"
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
  isOver = true
  say({ _tag: "SiteChanged", websiteId: "" })
  await shown(text("Sign in to your inbox"))
  // Chromium tells a field that is taken away with the focus in it.
  field.dispatchEvent(new FocusEvent("blur"))
  window.removeEventListener("error", note)
  expect(broken).toEqual([])
})

it("a sign-out that the server didn't hear of is said not to be one", async () => {
  const { server } = fakeServer([])
  const signOut = async () => ({ ok: false, refusal: { code: "UNREACHABLE", retryAfter: null } }) as const
  openApp("/select", { server: { ...server, auth: { ...server.auth, signOut } } })
  await press("Sign out")
  await shown(text("You are still signed in. The server can't be reached.", "[role=status]"))
})

it("somebody who is signed in, as by another tab, isn't asked to sign in again", async () => {
  openApp("/login?next=/acme/settings/team", fakeServer([]))
  await shown(text("Invite people"))
})

it("a tab that waits at the sign-in goes on by itself once another tab signed in and it is looked at again", async () => {
  let isSignedIn = false
  openApp("/login?next=/acme/settings/team", fakeServer([], { "me.get": () => {
    if (!isSignedIn) throw new RpcFailure({ _tag: "SignedOut" } as const)
    return me
  } }))
  const email = await shown(find<HTMLInputElement>("input[type=email]"))
  email.value = "half typed"
  document.dispatchEvent(new Event("visibilitychange"))
  await shown(text("Sign in to your inbox"))
  expect(email.isConnected && email.value).toBe("half typed")
  isSignedIn = true
  document.dispatchEvent(new Event("visibilitychange"))
  await shown(text("Invite people"))
})

it("whoever signs in starts on what the page is for", async () => {
  const { server } = fakeServer([])
  let isSignedIn = false
  // The fixture's own answer, whichever procedure it is.
  const passOn = server.client.call as (...asked: ReadonlyArray<unknown>) => Promise<unknown>
  const call = (tag: string, ...rest: ReadonlyArray<unknown>) =>
    tag === "me.get" && !isSignedIn ? Promise.reject(new RpcFailure({ _tag: "SignedOut" } as const)) : passOn(tag, ...rest)
  const client = { ...server.client, call: call as typeof server.client.call } // it gives what it is given
  const signIn = async () => (isSignedIn = true, { ok: true } as const)
  openApp("/login?next=/acme/settings/team", { server: { ...server, client, fresh: client, auth: { ...server.auth, signIn } } })
  const password = await shown(find<HTMLInputElement>("input[type=password]"))
  for (const field of document.querySelectorAll("input")) {
    field.value = "maya@acme.example"
    field.dispatchEvent(new InputEvent("input", { bubbles: true }))
  }
  password.focus()
  await press("Sign in")
  await shown(text("Invite people"))
  await shown(() => document.activeElement?.id === "main")
})

it("whoever opens a page's address starts where the browser says", async () => {
  openApp("/acme/settings/team", fakeServer([]))
  await shown(text("Invite people"))
  expect(document.activeElement).toBe(document.body)
})
