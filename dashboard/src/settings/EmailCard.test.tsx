import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { me } from "../../fixture/scene.ts"
import type { AuthResult, WaitingEmail } from "../account/auth.ts"
import { find, named, openApp, press, shown, text } from "../testing/openApp.tsx"
import "../account/ConfirmEmail.tsx"
import "../settings/SettingsPage.tsx"
import "../site/SitePage.tsx"

const open = (path = "/acme/settings/profile", options: { readonly mail?: "outbox" | "smtp"; readonly answers?: Array<AuthResult>; readonly isSignedIn?: boolean; readonly waiting?: WaitingEmail } = {}) => {
  const given: Array<ReadonlyArray<unknown>> = []
  let waiting: WaitingEmail | null = options.waiting ?? null
  let address = me.email
  const capabilities = { mail: options.mail ?? "smtp", storage: "disk", billing: "self_hosted", analytics: "none", geo: "none", ai: "none", signUp: "invite", publicUrl: "http://localhost", isDevelopment: true } as const
  const { say, server } = fakeServer([], { "me.get": () => ({ ...me, email: address }), "capabilities.get": () => capabilities }, options.isSignedIn ?? true)
  const answer = async (): Promise<AuthResult> => options.answers?.shift() ?? { ok: true }
  const auth: typeof server.auth = {
    ...server.auth,
    changeEmail: async (...all) => {
      given.push(all)
      const answered = await answer()
      if (answered.ok) waiting = { email: all[0], since: new Date().toISOString(), letter: null }
      return answered
    },
    proveEmail: async (token) => (given.push([token]), answer()),
    takeBackEmail: async () => {
      waiting = null
      return answer()
    },
    signOut: async () => (given.push(["out"]), { ok: true }),
    waitingEmail: async () => waiting
  }
  openApp(path, { server: { ...server, auth } })
  return { given, say, prove: () => {
    waiting = null
    address = "maya@new.example"
    say({ _tag: "SiteChanged", websiteId: "" })
  } }
}
const field = (type: string) => find<HTMLInputElement>(`.card form input[type=${type}]`)
const write = async (email: string, password: string) => {
  for (const [type, words] of [["email", email], ["password", password]] as const) {
    const input = await shown(() => [...document.querySelectorAll<HTMLInputElement>(`form:has([inputmode=email]) input[type=${type}]`)][0])
    input.value = words
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }
}
const refused = (code: string): AuthResult => ({ ok: false, refusal: { code, retryAfter: null } })

describe("another mail address", () => {
  it("is asked for with the password, waits in sight, and is there once its letter is answered anywhere", async () => {
    const { given, prove } = open()
    await press("Change…")
    await shown(() => document.activeElement?.matches("input[type=email]"))
    await write(" Maya@New.example ", "correct horse")
    await press("Send the letter")
    await shown(text("maya@new.example waits for its proof"))
    expect(given).toEqual([["Maya@New.example", "correct horse"]])
    await shown(() => document.activeElement?.textContent === "Mail address")
    expect(named("Change…")()).toBeUndefined()
    await press("Send it again")
    await shown(() => given.length === 2)
    expect(given[1]).toEqual(["maya@new.example"])
    prove()
    await shown(() => document.querySelector(".email-now")?.textContent?.includes("maya@new.example") && named("Change…")())
    expect(text("waits for its proof")()).toBe(false)
  })

  it.each([
    ["bounced", "type the right one"], ["suppressed", "sends no letters to that address"], ["failed", "Send it again, or ask whoever runs"]
  ] as const)("says what to do when its letter isn't going to arrive: %s", async (letter, words) => {
    open(undefined, { waiting: { email: "maya@new.example", since: new Date().toISOString(), letter } })
    await shown(text(words))
    expect(text("Look among the junk")()).toBe(false)
    await press("Send it again")
    await shown(text("Look among the junk"))
    expect(text(words)()).toBe(false)
  })

  it("is taken back, and put away before it was asked for", async () => {
    open()
    await press("Change…")
    await press("Cancel")
    await shown(() => named("Change…")() && field("email")() === null)
    await press("Change…")
    await write("maya@new.example", "correct horse")
    await press("Send the letter")
    await press("Take back")
    await shown(() => named("Change…")() && text("waits for its proof")() === false)
  })

  it("says at the field what is wrong, and how long to wait", async () => {
    const { given } = open("/acme/settings/profile", { answers: [refused("INVALID_PASSWORD"), { ok: false, refusal: { code: "TOO_MANY_REQUESTS", retryAfter: 1500 } }] })
    await press("Change…")
    await write("maya", "x")
    await press("Send the letter")
    await shown(text("Type an address like you@example.com."))
    await write(" MAYA@acme.example", "x")
    await shown(text("This is your address already."))
    expect(given).toEqual([])
    await write("maya@new.example", "x")
    await press("Send the letter")
    await shown(text("The current password is not right."))
    await press("Send the letter")
    await shown(text("Too many attempts. Try again in 25 minutes."))
  })

  it("says where letters are when the server sends none", async () => {
    open("/acme/settings/profile", { mail: "outbox" })
    await press("Change…")
    await shown(text("This server has no mail provider: it keeps letters in its outbox"))
  })
})

describe("the link of its letter", () => {
  it.each([[true, "Go to your inbox"], [false, "Sign in"]])("changes the address, signed in: %s", async (isSignedIn, onward) => {
    const { given } = open("/confirm-email#change=u.secret", { isSignedIn })
    await shown(text("Your address is changed"))
    await shown(named(onward))
    expect(given).toEqual([["u.secret"]])
  })

  it("that is dead says which address counts", async () => {
    open("/confirm-email#change=u.secret", { answers: [refused("INVALID_TOKEN")] })
    await shown(text("This link no longer works"))
    await shown(text(`Your address is ${me.email}.`))
  })

  it("opened where somebody else is signed in goes on once they are out", async () => {
    const { given } = open("/confirm-email#change=u.secret", { answers: [refused("WRONG_ACCOUNT")] })
    await shown(text("Somebody else is signed in here"))
    await press("Sign out and go on")
    await shown(text("Your address is changed"))
    expect(given).toEqual([["u.secret"], ["out"], ["u.secret"]])
  })
})
