import type { Locator } from "playwright-core"
import { expect } from "vitest"
import { stateUrl } from "./gallery.ts"
import { embedded } from "./scriptTag.ts"
import { stand } from "./stand.ts"

const settled = (dialog: Locator) => dialog.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)))
const shown = { dir: "ltr", scheme: "light" } as const

for (const renderer of ["react", "solid"] as const) {
  stand(`a launcher taller or higher up than ours leaves the whole panel in sight (${renderer})`, async ({ chromium, gallery }) => {
    const page = await chromium.newPage({ viewport: { width: 1280, height: 600 } })
    const { dialog, launcher, open } = embedded(page)
    const tops: Record<string, number> = {}
    for (const style of ["52px", "58px", "64px", "70px", "120px"].map((size) => `[data-slot=trigger] { block-size: ${size} !important }`).concat(":root { --co-offset-y: 30px }")) {
      await page.goto(stateUrl(gallery, "launcher", { ...shown, renderer }))
      await launcher.waitFor()
      await page.addStyleTag({ content: style })
      await open()
      await settled(dialog)
      // What Floating UI places, it places once it has come.
      await expect.poll(async () => (await dialog.boundingBox())?.y, { message: style }).toBeGreaterThanOrEqual(8)
      tops[style] = (await dialog.boundingBox())?.y ?? NaN
      expect((await dialog.boundingBox())?.height).toBeGreaterThan(320)
    }
    await page.close()
    // The first is ours; what is placed by the stylesheet is as high as it can be.
    expect(Object.values(tops)).toEqual([8, 8, 8, 8, 8, 8])
  })

  stand(`in a box of the page the panel fills it, and its header says who answers where it begins (${renderer})`, async ({ chromium, gallery }) => {
    const page = await chromium.newPage()
    await page.goto(stateUrl(gallery, "responsive", { ...shown, renderer }))
    await page.waitForSelector("html[data-ready]", { state: "attached" })
    const { dialog, widget } = embedded(page)
    const header = page.locator("[data-slot=header]")
    await settled(dialog)
    expect(await dialog.boundingBox()).toEqual(await widget.boundingBox())
    expect((await dialog.boundingBox())?.height).toBe(600)
    const start = (await header.boundingBox())?.x ?? NaN
    const last = async () => ((await header.locator("> :last-child").boundingBox())?.x ?? NaN) - start
    expect(await last()).toBeLessThan(80)
    await header.getByRole("button").click()
    await page.locator("[data-page=HOME][data-slot=header]").waitFor()
    expect(await last()).toBeLessThan(40)
    await page.close()
  })
}
