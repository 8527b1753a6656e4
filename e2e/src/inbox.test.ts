import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import type { Locator, Page } from "playwright-core"
import { expect } from "vitest"
import { journey, journeyAlone } from "./journey.ts"
import { demoOf, signIn } from "./people.ts"
import { picture } from "./picture.ts"

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** What of WCAG 2.2 AA and of good practice the page breaks, each with the elements it is found on. */
const broken = async (page: Page): Promise<ReadonlyArray<string>> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // The script that was just run has this shape.
    const { axe } = window as unknown as { readonly axe: { run: (on: unknown, options: unknown) => Promise<{ violations: ReadonlyArray<{ id: string; nodes: ReadonlyArray<{ html: string }> }> }> } }
    const { violations } = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
      // Experimental, and about words one speaks to a control: the letter of an avatar is none.
      rules: { "label-content-name-mismatch": { enabled: false } }
    })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

/** Drops a file of the disk onto the middle of `place`, as a desktop does. */
const dropOnto = async (page: Page, place: Locator, path: string) => {
  const box = await place.boundingBox()
  if (box === null) throw new Error("Nothing to drop onto")
  const session = await page.context().newCDPSession(page)
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: box.x + box.width / 2, y: box.y + box.height / 2, data: { items: [], files: [path], dragOperationsMask: 1 } })
  }
  await session.detach()
}

journeyAlone("a page of the inbox that can't be loaded says so, leaves the others in reach and loads when the server is back", async ({ newPage, server }) => {
  const page = await newPage("member", "/acme/inbox?test=1")
  await signIn(page, demoOf(server))
  await page.locator(".row").first().waitFor()
  await server.kill9()

  const settings = page.getByRole("link", { name: "Settings" })
  await settings.click()
  const missing = page.getByRole("alert").filter({ hasText: "This page could not be loaded" })
  await missing.waitFor()
  await missing.getByRole("button", { name: "Load it again" }).click()
  await missing.getByText("The server still can't be reached.").waitFor()

  await page.getByRole("link", { name: /^Open/ }).click()
  await page.locator(".list").waitFor()
  await settings.click()
  await missing.waitFor()
  await server.restart()
  await missing.getByRole("button", { name: "Load it again" }).click()
  await page.getByLabel("Contact e-mail").waitFor()
})

journey("a conversation's title is kept by Enter, a closed dialog and a removed file give the focus back", async ({ openInbox }) => {
  const page = await openInbox()
  await page.locator(".row").first().click()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent)

  await page.getByTitle("Edit the title").click()
  await page.keyboard.type("Kettles for a van")
  await page.keyboard.press("Enter")
  await page.getByRole("heading", { name: "Kettles for a van" }).waitFor()
  expect(await page.getByLabel("Title").count()).toBe(0)
  expect(await focused()).toBe("Kettles for a van")

  await page.getByRole("button", { name: "Erase this person…" }).click()
  await page.getByRole("dialog").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("dialog").waitFor({ state: "detached" })
  await expect.poll(focused).toBe("Erase this person…")

  const note = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from("kettles") })
  await page.locator("input[type=file]").setInputFiles([note("one.txt"), note("two.txt")])
  await page.getByRole("button", { name: "Remove one.txt" }).click()
  await expect.poll(focused).toBe("Remove two.txt")
  await page.keyboard.press("Enter")
  await expect.poll(focused).toBe("Reply")
})

journey("a file dropped beside a conversation leaves the inbox as it is, onto one it is attached", async ({ openInbox }) => {
  const page = await openInbox()
  const file = fileURLToPath(new URL("../../README.md", import.meta.url))
  await page.locator(".row").first().click()
  const log = page.getByRole("log", { name: "Messages" })
  await log.waitFor()
  const before = page.url()
  await dropOnto(page, page.getByRole("navigation", { name: "Site" }), file)
  await dropOnto(page, log, file)
  await page.getByRole("button", { name: "Remove README.md" }).waitFor()
  expect(page.url()).toBe(before)
  expect(await page.getByRole("button", { name: "Remove README.md" }).count()).toBe(1)
})

journey("wide code is reached by the keyboard, a picture of one pixel can be hit, and axe finds nothing on the inbox and its settings", async ({ openInbox }) => {
  const page = await openInbox()
  await page.locator(".row").first().waitFor()
  expect(await broken(page)).toEqual([])
  await page.locator(".row").first().click()
  await page.locator("input[type=file]").setInputFiles(picture("dot.png"))
  await page.getByRole("textbox", { name: "Reply" }).fill(`Two of them\n\n\`\`\`sh\nls\n\`\`\`\n\n\`\`\`js\nconst kettles = "${"kettle ".repeat(60)}"\n\`\`\``)
  await page.getByRole("button", { name: "Send" }).click()
  await page.getByRole("img", { name: "dot.png" }).waitFor()
  const dot = await page.getByRole("link", { name: "dot.png" }).boundingBox()
  expect(Math.min(dot?.width ?? 0, dot?.height ?? 0)).toBeGreaterThanOrEqual(44)

  const code = page.getByRole("group", { name: "Code: js" })
  await code.waitFor()
  expect(await page.getByRole("group", { name: /^Code/ }).count()).toBe(1)
  await code.focus()
  await page.keyboard.press("ArrowRight")
  await expect.poll(() => code.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0)
  expect(await broken(page)).toEqual([])
  await page.getByRole("link", { name: "Settings" }).click()
  await page.getByLabel("Contact e-mail").waitFor()
  expect(await broken(page)).toEqual([])
})
