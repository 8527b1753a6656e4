import type { Cookie, Page } from "playwright-core"
import type { Summary } from "./readSummary.ts"
import type { RunningServer } from "./startServer.ts"

/** The demo's sign-in; fails for a server without a demo. */
export const demoOf = (server: RunningServer): NonNullable<Summary["demo"]> => {
  const { demo } = server.summary()
  if (demo === undefined) throw new Error("The start printed no demo sign-in.")
  return demo
}

const signedIn = new WeakMap<RunningServer, Promise<ReadonlyArray<Cookie>>>()

/** What a browser of the demo's member holds once signed in; asked of each server once, as sign-ins are counted. */
export const memberCookies = (server: RunningServer): Promise<ReadonlyArray<Cookie>> => {
  const { url } = server.summary()
  const { email, password } = demoOf(server)
  const known = signedIn.get(server) ?? fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ email, password })
  }).then((answer) => {
    if (!answer.ok) throw new Error(`The demo's member was not let in: ${answer.status}`)
    return answer.headers.getSetCookie().map((line): Cookie => {
      const [name = "", ...value] = (line.split(";")[0] ?? "").split("=")
      return { name, value: value.join("="), domain: new URL(url).hostname, path: "/", expires: -1, httpOnly: true, secure: false, sameSite: "Lax" }
    })
  })
  signedIn.set(server, known)
  return known
}

/** Signs the demo's member in and waits for the inbox. */
export const signIn = async (page: Page, demo: NonNullable<Summary["demo"]>): Promise<void> => {
  await page.getByLabel("E-mail").fill(demo.email)
  await page.getByLabel("Password").fill(demo.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.getByRole("navigation").first().waitFor()
}

/** A visitor at the widget of the demo page. */
export const visitor = (page: Page) => {
  const widget = page.locator(".cossistant")
  const composer = widget.locator(".co-composer textarea")
  return {
    /** Begins a conversation; `name` is waited for in the greeting, by which the server knows who it is. */
    open: async (name?: string) => {
      await widget.getByRole("button").first().click()
      if (name !== undefined) await widget.getByText(name).first().waitFor()
      await widget.getByRole("button", { name: "Send us a message" }).click()
      await composer.waitFor()
    },
    say: async (text: string) => {
      await composer.fill(text)
      await composer.press("Enter")
    },
    sees: (text: string) => widget.getByRole("log").getByText(text).first().waitFor(),
    /** The texts of the thread, top to bottom. */
    thread: async () => (await widget.getByRole("log").innerText()).split("\n"),
    widget,
    composer
  }
}

/** A member at work in the inbox. */
export const member = (page: Page) => ({
  opens: async (text: string) => {
    await page.getByText(text).first().click()
    // Another conversation may stand open until this one is there, and its field has the same name.
    await page.getByRole("log", { name: "Messages" }).getByText(text).first().waitFor()
    await page.getByRole("textbox", { name: /reply/i }).waitFor()
  },
  replies: async (text: string) => {
    const composer = page.getByRole("textbox", { name: /reply/i })
    await composer.fill(text)
    await composer.press("Control+Enter")
  },
  sees: (text: string) => page.getByText(text).first().waitFor()
})
