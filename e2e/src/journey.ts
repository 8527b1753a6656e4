import { mkdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import type { TestAPI } from "vitest"
import { type OpenBrowser, openBrowser } from "./openBrowser.ts"
import { memberCookies } from "./people.ts"
import { shared } from "./shared.ts"
import { type Stand, stand } from "./stand.ts"
import { type RunningServer, startServer } from "./startServer.ts"

interface WithServer {
  /** The folder of a stopped server that others begin with. */
  readonly prepared: string
  readonly server: RunningServer
}

interface Played {
  readonly browser: OpenBrowser
  /** Opens an address on a new device; a path is one of this journey's server. */
  readonly newPage: OpenBrowser["newPage"]
  /** Opens the inbox, or another page of the dashboard, with the demo's member signed in. */
  readonly openInbox: (path?: string) => Promise<Page>
  /** The public test key of the demo's website. */
  readonly publicKey: string
}

const home = process.env["ARTEFACTS"] ?? join(tmpdir(), "cossistant-artefacts")

const played = <Context extends Stand & WithServer>(test: TestAPI<Context>) => test.extend<Played>({
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
  },
  openInbox: async ({ newPage, server }, use) => {
    await use(async (path = "/acme/inbox?test=1") => {
      const page = await newPage("inbox", path, { storageState: { cookies: [...await memberCookies(server)], origins: [] } })
      await page.getByRole("navigation").first().waitFor()
      return page
    })
  },
  publicKey: async ({ server }, use) => {
    const config = await (await fetch(new URL("/demo/config", server.summary().url))).json() as { readonly publicKey: string } // our own server's answer
    await use(config.publicKey)
  }
})

/** Making a database and a demo takes longer than most journeys: it is done once, servers start on copies. */
const prepared = shared(async () => {
  const server = await startServer()
  await server.stop()
  return server
}, (server) => server.dispose())

const ready = stand.extend<Pick<WithServer, "prepared">>({
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  prepared: [({}, use) => prepared(({ folder }) => use(folder)), { scope: "worker" }]
})

/**
 * A test on a real server in a real browser: `journey("…", async ({ newPage, server }) => …)`. Server and browser serve many
 * journeys; each has visitors of its own and words that no other says. When it fails, pictures, consoles and the server's
 * log are saved and their folder is printed; an uncaught error or a security policy's refusal on any page fails it, too.
 */
export const journey = played(ready.extend<Pick<WithServer, "server">>({
  server: [async ({ prepared }, use) => {
    const server = await startServer({ from: prepared })
    await use(server)
    await server.dispose()
  }, { scope: "worker" }]
}))

/** What a server meets outside of itself: played services, and the settings that lead to them. */
export interface Outside {
  readonly settings: Readonly<Record<string, string>>
  readonly stop: () => unknown
}

/** The same on a server that many journeys share, with the services that `start` plays for it at hand as `peers`. */
export const journeyWith = <Peers extends Outside>(start: () => Peers | Promise<Peers>) => played(ready.extend<Pick<WithServer, "server"> & { readonly peers: Peers }>({
  // oxlint-disable-next-line no-empty-pattern -- what a fixture needs is read from its pattern
  peers: [async ({}, use) => {
    const peers = await start()
    await use(peers)
    await peers.stop()
  }, { scope: "worker" }],
  server: [async ({ peers, prepared }, use) => {
    const server = await startServer({ from: prepared, settings: peers.settings })
    await use(server)
    await server.dispose()
  }, { scope: "worker" }]
}))

/** The same on a server and a database of its own: for what others would notice, such as a crash or another password. */
export const journeyAlone = played(ready.extend<Pick<WithServer, "server">>({
  server: async ({ prepared }, use) => {
    const server = await startServer({ from: prepared })
    await use(server)
    await server.dispose()
  }
}))
