import type { BrowserContextOptions, Page } from "playwright-core"
import { expect } from "vitest"
import { stateUrl } from "./gallery.ts"
import { patience } from "./openBrowser.ts"
import { stand } from "./stand.ts"

/** Shows each of these states in one kind of browser, and gives what `look` finds wrong with any. */
const inEach = async (
  stage: { readonly chromium: import("playwright-core").Browser; readonly address: string },
  device: BrowserContextOptions,
  states: ReadonlyArray<string>,
  look: (page: Page) => Promise<ReadonlyArray<string>>
): Promise<Record<string, ReadonlyArray<string>>> => {
  const context = await stage.chromium.newContext({ locale: "en-US", timezoneId: "UTC", ...device })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const wrong: Record<string, ReadonlyArray<string>> = {}
  await page.goto(stateUrl(stage.address, "home", { dir: "ltr", scheme: "light" }))
  for (const state of states) {
    await page.goto(stateUrl(stage.address, state, { dir: "ltr", scheme: "light" }))
    await page.waitForSelector("html[data-ready]", { state: "attached" })
    const found = await look(page)
    if (found.length > 0) wrong[state] = found
  }
  await context.close()
  return wrong
}

const everyPage = ["home", "home-returning", "history", "articles", "conversation", "code", "failed", "attachments", "tools", "email-card", "rating", "feedback-missing", "emoji", "missing-key", "refused", "uploading", "empty-thread", "larger", "unread", "jump", "file-errors", "unreachable", "gone", "wrong-address", "overlong-home", "overlong", "both-ways"]

/** What sticks out of the window sideways, and controls whose words are cut. What scrolls on its own may be wider, and a line that ends in an ellipsis. */
const cut = (page: Page) => page.evaluate(() => {
  const scrolls = (element: Element | null): boolean => element !== null && element.closest(".cossistant") !== null &&
    (/auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1 || getComputedStyle(element).textOverflow === "ellipsis" || scrolls(element.parentElement))
  const isDrawn = (element: Element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible" && !element.closest(".co-hidden, svg")
  const name = (element: Element) => `${element.localName}.${element.getAttribute("class")} “${(element.getAttribute("aria-label") ?? element.textContent ?? "").slice(0, 40)}”`
  const wide = [...document.querySelectorAll(".cossistant *")].filter((element) => {
    const { left, right } = element.getBoundingClientRect()
    return isDrawn(element) && (right > innerWidth + 1 || left < -1) && !scrolls(element.parentElement)
  })
  const clipped = [...document.querySelectorAll(".cossistant :is(button, label, h2, p, .co-bubble, .co-hint)")].filter((element) => {
    const { overflow, textOverflow } = getComputedStyle(element)
    return isDrawn(element) && overflow !== "visible" && textOverflow !== "ellipsis" && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
  })
  return [
    ...document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [],
    ...wide.map((element) => `sticks out: ${name(element)}`), ...clipped.map((element) => `is cut: ${name(element)}`)
  ]
})

stand("at 320 pixels nothing scrolls sideways and nothing is cut, on any page of the widget (P35)", async ({ chromium, gallery }) => {
  const stage = { chromium, address: gallery }
  expect(await inEach(stage, { viewport: { width: 320, height: 568 } }, everyPage, cut)).toEqual({})
})

stand("with text twice as large everything stays readable and within reach (P35)", async ({ chromium, gallery }) => {
  const stage = { chromium, address: gallery }
  const enlarge = async (page: Page) => {
    await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>(".cossistant, .cossistant *")].map((element) => [element, parseFloat(getComputedStyle(element).fontSize)] as const)
      for (const [element, size] of all) element.style.setProperty("font-size", `${size * 2}px`, "important")
    })
    const unreachable = await page.evaluate(() => [".co-panel textarea", ".co-send", ".co-header button:last-of-type"].filter((part) => {
      const element = document.querySelector(part)
      const box = element?.getBoundingClientRect()
      return box && box.height > 0 && (box.bottom > innerHeight + 1 || box.top < -1)
    }))
    return [...await cut(page), ...unreachable.map((part) => `out of reach: ${part}`)]
  }
  expect(await inEach(stage, { viewport: { width: 1280, height: 900 } }, everyPage, enlarge)).toEqual({})
})

stand("who asks for less motion gets none that lasts (P35)", async ({ chromium, gallery }) => {
  const stage = { chromium, address: gallery }
  const moving = (page: Page) => page.evaluate(() => document.getAnimations().flatMap((animation) => {
    const { duration, iterations } = animation.effect?.getComputedTiming() ?? {}
    const lasts = iterations === Infinity || Number(duration) > 250
    return lasts && animation.playState === "running" ? [`${(animation as CSSAnimation).animationName} ${duration} × ${iterations}`] : [] // the widget's are all CSS
  }))
  const states = ["launcher", "loading", "typing", "progress", "streaming", "uploading", "tools", "offline"]
  expect(await inEach(stage, { reducedMotion: "reduce" }, states, moving)).toEqual({})
  // The same look finds motion where nobody asked for less.
  expect(Object.keys(await inEach(stage, { reducedMotion: "no-preference" }, ["typing"], moving))).toEqual(["typing"])
})

stand("with forced colours the launcher, the send button and the field still show where they are (P35)", async ({ chromium, gallery }) => {
  const stage = { chromium, address: gallery }
  const unseen = (page: Page) => page.evaluate(() => [".co-launcher", ".co-panel", ".co-field", ".co-send[data-ready]", ".co-bubble"].flatMap((part) => {
    const element = document.querySelector(part)
    if (element === null || element.getClientRects().length === 0) return []
    const { backgroundColor, borderTopColor, borderTopStyle, borderTopWidth } = getComputedStyle(element)
    const icon = element.querySelector("svg")
    const stroke = icon === null ? null : getComputedStyle(icon).stroke
    return [
      ...borderTopStyle === "none" || borderTopWidth === "0px" || borderTopColor === backgroundColor ? [`${part} has no edge`] : [],
      ...stroke !== null && stroke === backgroundColor ? [`${part} has an icon of its ground's colour`] : []
    ]
  }))
  expect(await inEach(stage, { forcedColors: "active" }, ["launcher", "typing", "home"], unseen)).toEqual({})
})
