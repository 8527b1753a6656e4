import type { Browser } from "playwright-core"
import { test } from "vitest"
import { type BuildOptions, type BuiltPages, buildPages } from "./buildPages.ts"
import { buildGallery } from "./gallery.ts"
import { type HostSite, openHostSite } from "./hostPage.ts"
import { launchChromium } from "./openBrowser.ts"
import { shared } from "./shared.ts"

/** What the tests of a worker share; each is made when the first asks for it. `check` runs every file in one worker. */
export interface Stand {
  readonly chromium: Browser
  /** A site of another origin, with pages of the test's own. */
  readonly site: HostSite
  /** Builds a host's page, once for the same options. */
  readonly pages: (options: BuildOptions) => BuiltPages
  /** The address of the page that shows every state of the widget. */
  readonly gallery: string
}

const chromium = shared(launchChromium, (browser) => browser.close())
const site = shared(openHostSite, ({ stop }) => stop())
const gallery = shared(buildGallery, ({ dispose }) => dispose())
const pages = shared(() => new Map<string, BuiltPages>(), (built) => built.forEach(({ dispose }) => dispose()))

/** A test of pages that need no server of ours. */
export const stand = test.extend<Stand>({
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  chromium: [({}, use) => chromium(use), { scope: "worker" }],
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  site: [({}, use) => site(use), { scope: "worker" }],
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  pages: [({}, use) => pages((built) => use((options) => {
    const name = JSON.stringify(options)
    const found = built.get(name) ?? buildPages(options)
    built.set(name, found)
    return found
  })), { scope: "worker" }],
  gallery: [({ site }, use) => gallery(({ folder }) => use(site.folder("gallery", folder))), { scope: "worker" }]
})
