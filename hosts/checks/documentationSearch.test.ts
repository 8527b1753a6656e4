import { createRequire } from "node:module"
import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { journey } from "../../e2e/src/journey.ts"

const fieldOf = (page: Page) => page.getByRole("search").getByRole("combobox", { name: "Search the documentation" })
const active = (page: Page) => page.locator("[role=option][aria-selected=true]")
const place = (page: Page) => page.evaluate(() => location.pathname + location.hash)

journey("the documentation is searched by keys alone: a slash, a few letters, arrows and Enter", async ({ newPage }) => {
  const page = await newPage("keys", "/docs/what")
  const field = fieldOf(page)
  await page.keyboard.press("/")
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(await field.inputValue()).toBe("")
  expect(await field.getAttribute("aria-expanded")).toBe("false")

  await page.keyboard.type("webh sig")
  await page.getByRole("listbox").getByRole("group", { name: "In production › Webhooks" }).waitFor()
  expect(await field.getAttribute("aria-expanded")).toBe("true")
  expect((await page.locator(".found mark").allTextContents()).some((words) => /webhook-signature/.test(words))).toBe(true)
  const first = await active(page).getAttribute("id")
  expect(await field.getAttribute("aria-activedescendant")).toBe(first)
  await page.keyboard.press("ArrowUp")
  await expect.poll(() => active(page).getAttribute("id")).not.toBe(first)
  expect(await active(page).evaluate((option) => option.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
  await page.keyboard.press("ArrowDown")
  await expect.poll(() => active(page).getAttribute("id")).toBe(first)
  await page.keyboard.press("ArrowDown")
  const target = await active(page).getAttribute("href") ?? ""
  await page.keyboard.press("Enter")
  await page.waitForURL(`**${target}`)
  expect(target).toMatch(/^\/docs\/webhooks#/)
  // What was looked for isn't below the header that stays.
  const heading = page.locator(target.slice(target.indexOf("#")))
  await expect.poll(() => heading.evaluate((element) => element.getBoundingClientRect().top >= (document.querySelector("header")?.offsetHeight ?? 0))).toBe(true)
})

journey("Ctrl+K and Cmd+K go to the search from anywhere, Escape closes, empties and leaves it", async ({ newPage }) => {
  const page = await newPage("combination", "/docs")
  const field = fieldOf(page)
  const isFocused = () => field.evaluate((element) => element === document.activeElement)
  for (const keys of ["Control+k", "Meta+k"]) {
    await page.keyboard.press(keys)
    await expect.poll(isFocused).toBe(true)
    await field.blur()
  }
  await page.keyboard.press("Control+k")
  await page.keyboard.type("http/")
  expect(await field.inputValue()).toBe("http/")
  await page.getByRole("option").first().waitFor()
  await page.keyboard.press("Escape")
  await expect.poll(() => page.getByRole("option").first().isVisible()).toBe(false)
  expect([await field.inputValue(), await field.getAttribute("aria-expanded"), await field.getAttribute("aria-activedescendant")]).toEqual(["http/", "false", null])
  await page.keyboard.press("Escape")
  expect(await field.inputValue()).toBe("")
  await page.keyboard.press("Escape")
  await expect.poll(isFocused).toBe(false)
})

journey("a place on the page one is on is gone to, and the list is out of the way", async ({ newPage }) => {
  const page = await newPage("same", "/docs/webhooks")
  await fieldOf(page).fill("a new secret")
  const option = page.getByRole("option", { name: /^A new secret/ })
  await option.click()
  await expect.poll(() => place(page)).toBe("/docs/webhooks#a-new-secret")
  await expect.poll(() => option.isVisible()).toBe(false)
})

journey("what isn't found and what can't be asked is said, to those who can't see too", async ({ newPage }) => {
  const page = await newPage("nothing", "/docs")
  await fieldOf(page).fill("zzqxv")
  await page.locator(".found").getByText("Nothing found").waitFor()
  await page.getByRole("status").getByText("Nothing found").waitFor({ state: "attached" })
  await fieldOf(page).fill("webhooks")
  await page.getByRole("status").getByText(/^\d+ places found$/).waitFor({ state: "attached" })
  await page.route("**/docs/search.json*", (route) => route.abort())
  await fieldOf(page).fill("storage")
  await page.locator(".found").getByText("The server can't be reached").waitFor()
  await page.unroute("**/docs/search.json*")
  await page.keyboard.press("Enter")
  await page.getByRole("main").getByRole("heading", { level: 1, name: "Search" }).waitFor()
  expect(await place(page)).toBe("/docs/search")
})

journey("on a phone the search takes the header's width, is tapped, and never widens the page, in either direction", async ({ newPage }) => {
  const page = await newPage("phone", "/docs/quickstart", { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true })
  for (const direction of ["ltr", "rtl"]) {
    await page.evaluate((dir) => { document.documentElement.dir = dir }, direction)
    const field = fieldOf(page)
    expect((await field.boundingBox())?.width).toBeGreaterThanOrEqual(44)
    await field.tap()
    await expect.poll(async () => (await field.boundingBox())?.width).toBeGreaterThan(280)
    await field.fill("storage")
    const option = page.getByRole("option").first()
    await option.waitFor()
    const box = await option.boundingBox()
    expect([box?.x ?? -1, (box?.x ?? 0) + (box?.width ?? 999), box?.height ?? 0].map((each, at) => at === 0 ? each >= 0 : at === 1 ? each <= 320 : each >= 44)).toEqual([true, true, true])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await field.fill("")
    await field.blur()
  }
  await fieldOf(page).tap()
  await fieldOf(page).fill("storage")
  await page.getByRole("option", { name: /^Storage/ }).first().tap()
  await page.waitForURL("**/docs/self-host/storage")
})

journey("without scripts the search is a form that answers with a page", async ({ newPage }) => {
  const page = await newPage("plain", "/docs", { javaScriptEnabled: false })
  await page.getByRole("searchbox", { name: "Search the documentation" }).fill("bucket")
  await page.keyboard.press("Enter")
  await page.waitForURL("**/docs/search?q=bucket")
  expect(await page.getByRole("searchbox").inputValue()).toBe("bucket")
  await page.getByRole("main").getByRole("link", { name: "Amazon S3" }).click()
  await page.waitForURL("**/docs/self-host/storage#amazon-s3")
})

journey("the search is usable by everybody, light and dark", async ({ newPage }) => {
  const axe = readFileSync(createRequire(new URL("../../e2e/src/axe.test.ts", import.meta.url)).resolve("axe-core/axe.min.js"), "utf8")
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await newPage(colorScheme, "/docs/self-host/storage", { colorScheme, bypassCSP: true })
    await fieldOf(page).fill("storage")
    await page.getByRole("option").first().waitFor()
    await page.addScriptTag({ content: axe })
    const violations = await page.evaluate(async () => {
      // The script that was just added has this shape.
      const { axe } = window as unknown as { readonly axe: { run: (on: unknown, options: unknown) => Promise<{ violations: ReadonlyArray<{ id: string; nodes: ReadonlyArray<{ html: string; failureSummary: string }> }> }> } }
      const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ failureSummary, html }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, " ").slice(0, 260)}`))
    })
    expect(violations, colorScheme).toEqual([])
  }
})
