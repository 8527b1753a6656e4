import type { Page } from "playwright-core"
import { expect } from "vitest"
import { builtBody } from "./buildPages.ts"
import { member } from "./people.ts"
import { picture } from "./picture.ts"
import { embedded, scriptTag } from "./scriptTag.ts"
import { journey } from "./journey.ts"

/** Writes down, before the page's own scripts run, what its policy refuses and which functions the browser gave. */
const watch = async (page: Page) => {
  await page.addInitScript(`
    window.refused = []
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) => refused.push([effectiveDirective, blockedURI, sourceFile].join(" ")))
    const natives = { fetch, XMLHttpRequest, WebSocket, setTimeout, pushState: history.pushState, replaceState: history.replaceState, addEventListener }
    window.changed = () => Object.entries({ fetch, XMLHttpRequest, WebSocket, setTimeout, pushState: history.pushState, replaceState: history.replaceState, addEventListener })
      .filter(([name, now]) => natives[name] !== now).map(([name]) => name)
  `)
  return {
    refused: () => page.evaluate<ReadonlyArray<string>>("refused"),
    changedGlobals: () => page.evaluate<ReadonlyArray<string>>("changed()")
  }
}

for (const [name, isTag] of [["the script tag", true], ["a bundled React page", false]] as const) {
  journey(`under a policy without anything inline, ${name} has its whole conversation, and refuses nothing (P34)`, async ({ newPage, openInbox, pages, publicKey, server, site }) => {
    const { url } = server.summary()
    const own = new URL(url).origin
    const policy = [
      "default-src 'none'", `script-src 'self' ${own}`, `style-src 'self' ${own}`, `img-src 'self' ${own} data: blob:`,
      `connect-src ${own} ${own.replace("http", "ws")}`, "base-uri 'none'", "form-action 'none'"
    ].join("; ")
    const body = isTag ? scriptTag(url, publicKey) : builtBody(site.folder("react", pages({ host: "react19" }).folder), { publicKey, apiUrl: own })
    const page = await newPage("visitor", "about:blank")
    const { changedGlobals, refused } = await watch(page)
    await page.goto(site.page({ policy, body }))
    const { begin, composer, log, open, sees, widget } = embedded(page)
    await open()
    await begin()
    await composer.fill(`${name} leaks `)
    await composer.press("End")
    await widget.getByRole("button", { name: "Insert an emoji" }).click()
    await widget.getByRole("group", { name: "Insert an emoji" }).getByRole("button").first().click()
    await expect.poll(() => composer.inputValue()).toMatch(new RegExp(`^${name} leaks \\P{ASCII}+$`, "u"))
    await widget.locator("input[type=file]").setInputFiles(picture("dent.png"))
    const send = widget.getByRole("button", { name: "Send message" })
    await expect.poll(() => send.getAttribute("aria-disabled")).toBe("false")
    await send.click()
    await widget.getByText("Sent", { exact: true }).waitFor()
    await log.getByRole("button", { name: /dent\.png/ }).click()
    await widget.locator("dialog[open]").getByRole("img", { name: "dent.png" }).waitFor()
    expect(await widget.locator("dialog[open] img").evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1)
    await page.keyboard.press("Escape")

    const inbox = await openInbox()
    const dana = member(inbox)
    await dana.opens(`${name} leaks`)
    await dana.replies("Run `tighten()`:\n\n```ts\ntighten()\n```")
    await sees("Run")
    await page.keyboard.press("Escape")
    expect(await refused()).toEqual([])
    expect(await changedGlobals()).toEqual([])
    expect(await page.locator("style").count()).toBe(0)
  })
}
