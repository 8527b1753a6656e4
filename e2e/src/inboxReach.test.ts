import type { Page } from "playwright-core"
import { expect } from "vitest"
import { journey } from "./journey.ts"
import { memberCookies } from "./people.ts"

/** Where the focus is, by the part of the inbox. */
const part = (page: Page) => page.evaluate(() =>
  [".context", ".conversation", ".list", ".nav"].find((selector) => document.activeElement?.closest(selector)) ?? document.activeElement?.localName)

journey("on the narrowest page the focus goes into the conversation with its reader, into the details that cover it, and back", async ({ newPage, server }) => {
  const page = await newPage("narrow", "/acme/inbox?test=1", { viewport: { width: 320, height: 640 }, storageState: { cookies: [...await memberCookies(server)], origins: [] } })
  const row = page.locator(".row").first()
  await row.focus()
  await page.keyboard.press("Enter")
  const field = page.getByRole("textbox", { name: "Reply" })
  await field.waitFor()
  await expect.poll(() => part(page)).toBe(".conversation")

  const toggle = page.getByRole("button", { name: "Show details" })
  await toggle.focus()
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Block visitor" }).waitFor()
  await expect.poll(() => part(page)).toBe(".context")
  expect(await field.isVisible()).toBe(false)
  await page.keyboard.press("Shift+Tab")
  expect(await part(page)).not.toBe(".conversation")
  await page.getByRole("button", { name: "Block visitor" }).focus()
  await page.keyboard.press("Escape")
  await expect.poll(() => toggle.evaluate((button) => button === document.activeElement)).toBe(true)
  expect(await field.isVisible()).toBe(true)
})

journey("who asks the browser for text twice as large gets it in the inbox, with nothing cut or covered", async ({ openInbox }) => {
  const page = await openInbox("/acme/inbox")
  await page.locator(".strip-figures dd").first().waitFor()
  const enlarged = async () => page.evaluate(() => {
    document.documentElement.style.fontSize = "200%"
    window.dispatchEvent(new Event("resize"))
    const cut = [...document.querySelectorAll<HTMLElement>(".row, .nav-link, .list-head, .conversation-header, .composer-tabs button, .strip-figures > div, .badge, .settings-nav a")]
      .filter((element) => element.getClientRects().length > 0 && element.scrollHeight > element.clientHeight + 1)
    return {
      size: getComputedStyle(document.querySelector(".row-name, h2") ?? document.body).fontSize, cut: cut.map(({ className, textContent }) => `${className}: ${textContent}`),
      wide: document.documentElement.scrollWidth > innerWidth
    }
  })
  expect((await enlarged()).cut).toEqual([])
  await page.goto(new URL("/acme/inbox?test=1", page.url()).href)
  await page.locator(".row").nth(1).waitFor()
  expect(await enlarged()).toEqual({ size: "26px", cut: [], wide: false })
  expect(await page.locator(".row").evaluateAll(([first, second]) => (second?.getBoundingClientRect().top ?? 0) - (first?.getBoundingClientRect().top ?? 0))).toBe(128)
  await page.locator(".row").first().click()
  await page.getByRole("textbox", { name: "Reply" }).waitFor()
  expect((await enlarged()).cut).toEqual([])
})

/** The parts that can't be told from the page around them. */
const unseen = (page: Page, parts: ReadonlyArray<string>) => page.evaluate((parts) => parts.filter((part) => {
  const element = document.querySelector(part)
  if (element === null) return true
  const { backgroundColor, borderInlineStartStyle, outlineStyle } = getComputedStyle(element)
  // The system's ground, with or without what is left of the element's transparency.
  const isGround = /^rgba?\(255, 255, 255\b/.test(backgroundColor) || backgroundColor === "rgba(0, 0, 0, 0)"
  return isGround && borderInlineStartStyle === "none" && outlineStyle === "none"
}), parts)

journey("with forced colours one still sees what is chosen, on, open and said", async ({ newPage, server }) => {
  const page = await newPage("forced", "/acme/settings/notifications", {
    forcedColors: "active", viewport: { width: 1280, height: 800 }, storageState: { cookies: [...await memberCookies(server)], origins: [] }
  })
  await page.getByRole("switch").first().waitFor()
  expect(await unseen(page, [".switch", ".settings-nav [aria-current=page]", ".nav [aria-current=page]"])).toEqual([])
  const looks = () => page.getByRole("switch").first().evaluate((knob) => getComputedStyle(knob).backgroundColor)
  const before = await looks()
  await page.getByRole("switch").first().click()
  await expect.poll(looks).not.toBe(before)

  await page.getByRole("link", { name: "Profile" }).click()
  await page.locator(".segments").waitFor()
  expect(await unseen(page, [".segments :checked + span"])).toEqual([])
  await page.goto(new URL("/acme/inbox?test=1", page.url()).href)
  await page.locator(".row").first().click()
  await page.locator(".bubble").first().waitFor()
  expect(await unseen(page, [".row[data-open]", ".bubble", ".composer-tabs [aria-selected=true]", ".nav [aria-pressed=true] .nav-toggle", ".nav [aria-current=page]", ".avatar", ".badge"])).toEqual([])
})
