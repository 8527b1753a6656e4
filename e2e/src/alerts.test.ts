import type { BrowserContext, Page } from "playwright-core"
import { expect } from "vitest"
import { journeyAlone } from "./journey.ts"
import { demoOf, member, signIn, visitor } from "./people.ts"

declare global {
  interface Window {
    /** Told of every tone that begins and every notification that is shown. */
    heard: (what: string) => Promise<void>
    lastNotification: Notification | undefined
    isOutOfSight: boolean | undefined
  }
}

/** Watches what the tabs of a browser do to be noticed, and says for them whether they are in sight: a page without a window always is. */
const watch = async (context: BrowserContext): Promise<ReadonlyArray<string>> => {
  const heard: Array<string> = []
  await context.exposeFunction("heard", (what: string) => void heard.push(what))
  await context.addInitScript(() => {
    Object.defineProperty(document, "visibilityState", { get: () => window.isOutOfSight === true ? "hidden" : "visible" })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function(when) {
      void window.heard("tone")
      start.call(this, when)
    }
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options)
        window.lastNotification = this
        void window.heard(`${title}: ${options?.body ?? ""}`)
      }
    }
  })
  return heard
}

const putInSight = (page: Page, isInSight: boolean) => page.evaluate((isOutOfSight) => {
  window.isOutOfSight = isOutOfSight
  document.dispatchEvent(new Event("visibilitychange"))
}, !isInSight)

const showsCount = (page: Page, count: number) => page.waitForFunction((wanted) => {
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]")?.getAttribute("href")
  return (/^\((\d+)\)/.exec(document.title)?.[1] ?? "0") === String(wanted) && icon === (wanted === 0 ? "/favicon.svg" : "/favicon-unread.svg")
}, count)

journeyAlone("a visitor's message asks for attention in one of a member's hidden tabs, a member's own never", async ({ newPage, server }) => {
  const first = await newPage("first", "/login", { permissions: ["notifications"] })
  const heard = await watch(first.context())
  await signIn(first, demoOf(server))
  await first.goto(new URL("/acme/settings/profile", server.summary().url).href)
  const desktop = first.getByRole("switch", { name: "Desktop notifications" })
  await desktop.click()
  // The browser is asked first.
  await expect.poll(() => desktop.isChecked()).toBe(true)
  const inbox = new URL("/acme/inbox?test=1", server.summary().url).href
  await first.goto(inbox)
  const second = await first.context().newPage()
  await second.goto(inbox)
  const elsewhere = await newPage("elsewhere", "/acme/inbox?test=1")
  await signIn(elsewhere, demoOf(server))
  for (const tab of [first, second]) {
    await tab.getByRole("navigation").first().click() // without a press a browser plays no sound
    await putInSight(tab, false)
  }

  const maya = visitor(await newPage("visitor", "/demo/?as=customer_maya"))
  await maya.open("Maya")
  await maya.say("Is anyone there?")
  for (const tab of [first, second]) await showsCount(tab, 1)
  await expect.poll(() => heard.toSorted()).toEqual(["Maya Okafor: Is anyone there?", "tone", "tone"])

  const dana = member(elsewhere)
  await dana.opens("Is anyone there?")
  await dana.replies("I am")
  await maya.sees("I am")
  await maya.say("Good to know")
  for (const tab of [first, second]) await showsCount(tab, 2)
  await expect.poll(() => heard.length).toBe(6)
  expect(heard).not.toContain("Maya Okafor: I am")

  await putInSight(second, true)
  for (const tab of [first, second]) await showsCount(tab, 0)
  await maya.say("And another thing")
  await member(second).sees("And another thing")
  await member(first).sees("And another thing")
  for (const tab of [first, second]) await showsCount(tab, 0)
  expect(heard).toHaveLength(6)

  const notified = await first.evaluate(() => window.lastNotification !== undefined) ? first : second
  await notified.evaluate(() => window.lastNotification?.dispatchEvent(new Event("click")))
  await notified.getByRole("log", { name: "Messages" }).getByText("Is anyone there?").waitFor()
})
