import { mkdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { test } from "vitest"
import { type HostSite, openHostSite } from "./hostPage.ts"
import { launchChromium, type OpenBrowser, openBrowser } from "./openBrowser.ts"
import { type RunningServer, startServer } from "./startServer.ts"

interface Stage {
  readonly server: RunningServer
  readonly chromium: Browser
  /** A site of another origin, with pages of the test's own. */
  readonly site: HostSite
  /** The public test key of the demo's website. */
  readonly publicKey: string
  readonly browser: OpenBrowser
  /** Opens an address on a new device; a path is one of our own server. */
  readonly newPage: OpenBrowser["newPage"]
}

const home = process.env["ARTEFACTS"] ?? join(tmpdir(), "cossistant-artefacts")

/**
 * A test of the widget on pages of another origin: `visit("…", async ({ newPage, site }) => …)`. One server and one
 * browser serve a whole file; devices are each test's own. What `journey` says of failures and problems holds here, too.
 */
export const visit = test.extend<Stage>({
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  server: [async ({}, use) => {
    const server = await startServer()
    await use(server)
    await server.dispose()
  }, { scope: "file" }],
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
  }, { scope: "file" }],
  publicKey: [async ({ server }, use) => {
    const config = await (await fetch(new URL("/demo/config", server.summary().url))).json() as { readonly publicKey: string } // our own server's answer
    await use(config.publicKey)
  }, { scope: "file" }],
  browser: async ({ chromium, server, task }, use) => {
    const browser = await openBrowser(chromium)
    await use(browser)
    if (task.result?.state === "fail") {
      const artefacts = join(home, task.name.replaceAll(/\W+/g, "-"))
      mkdirSync(artefacts, { recursive: true })
      writeFileSync(join(artefacts, "server.log"), server.log())
      await browser.saveArtefacts(artefacts)
      console.log(`What this journey showed when it failed: ${artefacts}`)
    }
    const problems = browser.problems()
    await browser.close()
    if (problems.length > 0) throw new Error(`Pages had problems:\n${problems.join("\n")}`)
  },
  newPage: async ({ browser, server }, use) => {
    await use((name, url, device) => browser.newPage(name, new URL(url, server.summary().url).href, device))
  }
})
