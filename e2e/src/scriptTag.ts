import type { Page } from "playwright-core"

/** The tag a site owner copies. `attributes` joins its own, such as `data-locale="ar"`. */
export const scriptTag = (serverUrl: string, publicKey?: string, attributes = ""): string =>
  `<script async src="${new URL("/embed.js", serverUrl).href}" ${publicKey === undefined ? "" : `data-public-key="${publicKey}"`} ${attributes}></script>`

/** A visitor at the widget of a page; Playwright's locators see into the open shadow root. */
export const embedded = (page: Page) => {
  const widget = page.locator(".cossistant")
  const dialog = widget.locator("[data-slot=content]")
  return {
    widget,
    dialog,
    launcher: widget.locator("[data-slot=trigger]"),
    composer: widget.locator(".co-composer textarea"),
    log: widget.getByRole("log"),
    open: async () => {
      await widget.locator("[data-slot=trigger]").click()
      await widget.locator("[data-slot=content][data-state=open]").waitFor()
    },
    begin: () => widget.getByRole("button", { name: "Send us a message" }).click(),
    say: async (text: string) => {
      await widget.locator(".co-composer textarea").fill(text)
      await widget.locator(".co-composer textarea").press("Enter")
    },
    sees: (text: string) => widget.getByRole("log").getByText(text).first().waitFor()
  }
}
