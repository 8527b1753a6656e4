import type { Page } from "playwright-core"
import type { Summary } from "./readSummary.ts"
import type { RunningServer } from "./startServer.ts"

/** The demo's sign-in; fails for a server without a demo. */
export const demoOf = (server: RunningServer): NonNullable<Summary["demo"]> => {
  const { demo } = server.summary()
  if (demo === undefined) throw new Error("The start printed no demo sign-in.")
  return demo
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
    open: async () => {
      await widget.getByRole("button").first().click()
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
    await page.getByRole("textbox", { name: /reply/i }).waitFor()
  },
  replies: async (text: string) => {
    const composer = page.getByRole("textbox", { name: /reply/i })
    await composer.fill(text)
    await composer.press("Control+Enter")
  },
  sees: (text: string) => page.getByText(text).first().waitFor()
})
