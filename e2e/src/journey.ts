import { mkdirSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { test } from "vitest"
import { type OpenBrowser, openBrowser } from "./openBrowser.ts"
import { type RunningServer, type ServerOptions, startServer } from "./startServer.ts"

interface Stage {
  /** Settings of this file's server: `journey.override({ options: { … } })`. */
  readonly options: ServerOptions
  /** Where a failed journey leaves what it saw. */
  readonly artefacts: string
  readonly server: RunningServer
  readonly browser: OpenBrowser
  /** Opens a path of this journey's server on a new device. */
  readonly newPage: (name: string, path: string, device?: Parameters<OpenBrowser["newPage"]>[2]) => ReturnType<OpenBrowser["newPage"]>
}

const home = process.env["ARTEFACTS"] ?? join(tmpdir(), "cossistant-artefacts")

/**
 * A test on a real server in a real browser: `journey("…", async ({ newPage, server }) => …)`. Each has a server, a database
 * and a browser of its own. When it fails, pictures, consoles and the server's log are saved and their folder is printed;
 * an uncaught error or a security policy's refusal on any page fails it, too.
 */
export const journey = test.extend<Stage>({
  options: {},
  artefacts: async ({ task }, use) => use(join(home, task.name.replaceAll(/\W+/g, "-"))),
  server: async ({ artefacts, options, task }, use) => {
    const server = await startServer(options)
    await use(server)
    if (task.result?.state === "fail") {
      mkdirSync(artefacts, { recursive: true })
      writeFileSync(join(artefacts, "server.log"), server.log())
    }
    await server.dispose()
  },
  browser: async ({ artefacts, task }, use) => {
    const browser = await openBrowser()
    await use(browser)
    if (task.result?.state === "fail") {
      await browser.saveArtefacts(artefacts)
      console.log(`What this journey showed when it failed: ${artefacts}`)
    }
    const problems = browser.problems()
    await browser.close()
    if (problems.length > 0) throw new Error(`Pages had problems:\n${problems.join("\n")}`)
  },
  newPage: async ({ browser, server }, use) => {
    await use((name, path, device) => browser.newPage(name, new URL(path, server.summary().url).href, device))
  },
})
