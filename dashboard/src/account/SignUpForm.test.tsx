import { describe, expect, it } from "vitest"
import { fakeServer } from "../../fixture/fakeServer.ts"
import { find, openApp, press, shown, text } from "../testing/openApp.tsx"
import type { AuthResult, SignUp } from "./auth.ts"
import "./ResetPassword.tsx"
import "./SignUpPage.tsx"

const fill = async (selector: string, value: string) => {
  const field = await shown(find<HTMLInputElement>(selector))
  field.value = value
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
}
const ok = async (): Promise<AuthResult> => ({ ok: true })

describe("a new account", () => {
  it("has a name of more than blanks and a password that is long enough, said at each field before anything is sent", async () => {
    const sent: Array<SignUp> = []
    const { server } = fakeServer([], {}, false)
    openApp("/sign-up", { server: { ...server, auth: { ...server.auth, signUpMode: async () => "open", signUp: (account) => (sent.push(account), ok()) } } })
    await fill("input[autocomplete=name]", "   ")
    await fill("input[type=email]", "noor@acme.example")
    await fill("input[type=password]", "short")
    await press("Create account")
    await shown(text("Type the name that visitors should see.", "[role=alert]"))
    await shown(() => document.activeElement?.matches("input[autocomplete=name]"))
    await fill("input[autocomplete=name]", " Noor ")
    await press("Create account")
    await shown(text("Use at least 8 characters.", "[role=alert]"))
    expect(sent).toEqual([])
    await fill("input[type=password]", "long enough")
    await press("Create account")
    await shown(() => sent.length === 1)
    expect(sent).toEqual([{ name: "Noor", email: "noor@acme.example", password: "long enough" }])
  })
})

it("a password that is too short is refused at its field", async () => {
  openApp("/reset-password#token=t1", fakeServer([], {}, false))
  await fill("input[type=password]", "short")
  await press("Save the password")
  await shown(text("Use at least 8 characters.", "[role=alert]"))
  await shown(() => document.activeElement?.matches("input[type=password]"))
})
