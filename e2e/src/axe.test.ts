import { createRequire } from "node:module"
import { dirname } from "node:path"
import type { BrowserContext, Page } from "playwright-core"
import { expect } from "vitest"
import { type Look, phone, stateUrl } from "./gallery.ts"
import { patience } from "./openBrowser.ts"
import { stand } from "./stand.ts"

const axe = dirname(createRequire(import.meta.url).resolve("axe-core/axe.min.js"))

/** What of WCAG 2.2 AA the page breaks, each with the elements it is found on. */
const found = async (page: Page, axeUrl: string): Promise<ReadonlyArray<string>> => {
  await page.addScriptTag({ url: axeUrl })
  return page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity).map(({ finished }) => finished))
    // The script that was just added has this shape.
    const { axe } = window as unknown as { readonly axe: { run: (on: unknown, options: unknown) => Promise<{ violations: ReadonlyArray<{ id: string; nodes: ReadonlyArray<{ html: string; failureSummary: string }> }> }> } }
    const { violations } = await axe.run({ include: [[".cossistant"]] }, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
      // Experimental, and about words one speaks to a control: the number on a badge is none.
      rules: { "label-content-name-mismatch": { enabled: false } }
    })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ failureSummary, html }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, " ").slice(0, 260)}`))
  })
}

const isLong = process.env["LONG"] === "1"
/** Every way of looking is there once; `check:long` takes every pair of them, with both renderers. */
const views: ReadonlyArray<Look> = isLong
  ? (["light", "dark"] as const).flatMap((scheme) => (["ltr", "rtl"] as const).flatMap((dir) => [true, false].flatMap((isPhone) =>
    (["react", "solid"] as const).map((renderer) => ({ scheme, dir, isPhone, renderer })))))
  : [{ scheme: "light", dir: "ltr", isPhone: false, renderer: "solid" }, { scheme: "dark", dir: "rtl", isPhone: true, renderer: "react" }]

/** Looks at every state in one way; what is wrong, and in which states. */
const lookAtAll = async (context: BrowserContext, { address, axeUrl }: { readonly address: string; readonly axeUrl: string }, look: Look): Promise<Record<string, ReadonlyArray<string>>> => {
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  await page.goto(stateUrl(address, "home", look))
  const states = (await page.locator("html").getAttribute("data-states") ?? "").split(" ")
  expect(states.length).toBeGreaterThan(25)
  const problems: Record<string, ReadonlyArray<string>> = {}
  const note = (problem: string, state: string) => (problems[problem] = [...problems[problem] ?? [], state])
  for (const state of states) {
    await page.goto(stateUrl(address, state, look))
    try {
      await page.waitForSelector("html[data-ready]", { state: "attached" })
      for (const problem of await found(page, axeUrl)) note(problem, state)
    } catch (error) {
      note(String(error), state)
    }
  }
  return problems
}

stand("axe finds nothing on any state of the widget, light and dark, from left and from right, on desktop and phone, drawn by React and by Solid (P35)", async ({ chromium, gallery, site }) => {
  const at = { address: gallery, axeUrl: `${site.folder("axe", axe)}axe.min.js` }
  // Side by side: a page waits for its animations more than it computes.
  const problems = await Promise.all(views.map(async (look) => {
    const context = await chromium.newContext({ locale: "en-US", timezoneId: "UTC", reducedMotion: "reduce", ...look.isPhone && phone })
    return { look, problems: await lookAtAll(context, at, look).finally(() => context.close()) }
  }))
  expect(problems.filter(({ problems }) => Object.keys(problems).length > 0)).toEqual([])
}, isLong ? 900_000 : 240_000)
