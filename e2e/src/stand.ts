import type { Browser } from "playwright-core"
import { test } from "vitest"
import { type HostSite, openHostSite } from "./hostPage.ts"
import { launchChromium } from "./openBrowser.ts"

/** A test of pages that need no server of ours; one browser and one site serve a file. */
export const stand = test.extend<{ readonly chromium: Browser; readonly site: HostSite }>({
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  chromium: [async ({}, use) => {
    const chromium = await launchChromium()
    await use(chromium)
    await chromium.close()
  }, { scope: "file" }],
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  site: [async ({}, use) => {
    const site = openHostSite()
    await use(site)
    await site.stop()
  }, { scope: "file" }]
})
