import { expect } from "vitest"
import { journey } from "./journey.ts"
import { memberCookies } from "./people.ts"

journey("on the smallest phone the badge of very many conversations leaves the next icon alone, whichever way the page reads", async ({ newPage, server }) => {
  const phone = await newPage("phone", "/acme/inbox?test=1", {
    viewport: { width: 320, height: 640 }, storageState: { cookies: [...await memberCookies(server)], origins: [] }
  })
  const badge = phone.locator(".nav-count[data-strong]")
  await badge.waitFor()
  const overlap = (dir: string) => phone.evaluate((dir) => {
    document.documentElement.dir = dir
    const badge = document.querySelector(".nav-count[data-strong]")
    if (badge === null) throw new Error("There is no badge.")
    badge.textContent = "999+"
    const own = badge.closest(".nav-link")
    const { left, right } = badge.getBoundingClientRect()
    return [...document.querySelectorAll(".nav svg")].filter((icon) => !own?.contains(icon)).some((icon) => {
      const box = icon.getBoundingClientRect()
      return box.left < right && left < box.right
    })
  }, dir)
  expect([await overlap("ltr"), await overlap("rtl")]).toEqual([false, false])
})

journey("what a finger presses in the settings takes the press from around its words", async ({ newPage, server }) => {
  const phone = await newPage("phone", "/acme/settings/developers", {
    viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, storageState: { cookies: [...await memberCookies(server)], origins: [] }
  })
  const revoke = phone.getByRole("button", { name: "Revoke Test public key" })
  await revoke.waitFor()
  const reach = (button: Element) => {
    button.scrollIntoView({ block: "center" })
    const { height, left, top, width } = button.getBoundingClientRect()
    const isTaken = (y: number) => button.contains(document.elementFromPoint(left + width / 2, y))
    let [above, below] = [0, 0]
    while (isTaken(top - above - 1)) above++
    while (isTaken(top + height + below)) below++
    return above + height + below
  }
  for (const button of [revoke, phone.getByRole("button", { name: "New key" })]) expect(await button.evaluate(reach)).toBeGreaterThanOrEqual(40)
})

journey("a switch that is on has its knob within it, whichever way the page reads", async ({ openInbox }) => {
  const page = await openInbox("/acme/settings/profile")
  const on = page.getByRole("switch", { name: /Sound/ })
  await on.check()
  const moves = (dir: string) => on.evaluate((knob, dir) => {
    document.documentElement.dir = dir
    knob.getAnimations({ subtree: true }).forEach((animation) => animation.finish())
    return new DOMMatrix(getComputedStyle(knob, "::after").transform).m41
  }, dir)
  expect([await moves("ltr"), await moves("rtl")]).toEqual([14, -14])
})
