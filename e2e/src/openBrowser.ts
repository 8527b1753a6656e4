import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"

/** What pages must never do: an uncaught error, or something the page's own security policy had to stop. */
const isProblem = (text: string) => /Content Security Policy|Refused to|Trusted Type/i.test(text)

/**
 * How long (ms) anything on a page may take: what a busy machine needs, workers and letters included. What is polled with
 * `expect.poll` has the same by `vitest.workspace.ts`.
 */
export const patience = 30_000

/**
 * What Chromium does without here. It knows one list only, so Playwright's own stands first; the rest are pages of the
 * browser's own that each new window would load beside ours, for more than half of the time a device takes to open.
 */
const without = [
  "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
  "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
  "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "InitialWebUI", "WebUIReloadButton", "WebUIToolbar", "WebUILocationBar", "PreloadTopChromeWebUI",
]

/** One Chromium; each page it opens is a device of its own, with its own storage and cookies. */
export interface OpenBrowser {
  /** Opens `url` on a new device that asks for less motion. `name` is what artefacts are called after; waits on the page give up after `patience`. */
  readonly newPage: (name: string, url: string, device?: BrowserContextOptions) => Promise<Page>
  /** Uncaught errors and refusals by the pages' security policy, so far. */
  readonly problems: () => ReadonlyArray<string>
  /** What the console of the pages of this name warned of or called an error, so far. */
  readonly complaints: (name: string) => ReadonlyArray<string>
  /** Saves a screenshot and the console of every page into `folder`. */
  readonly saveArtefacts: (folder: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts Chromium without a window, with everything off that would call out. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    timeout: 30_000,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      `--disable-features=${without.join(",")}`,
    ],
  })

/** Opens devices in `shared`, or in a Chromium of its own; `close` ends what it opened and no more. */
export const openBrowser = async (shared?: Browser): Promise<OpenBrowser> => {
  const browser = shared ?? await launchChromium()
  const pages: Array<{ readonly name: string; readonly page: Page; readonly console: Array<string> }> = []
  const problems: Array<string> = []

  return {
    newPage: async (name, url, device = {}) => {
      const context = await browser.newContext({ locale: "en-US", timezoneId: "UTC", reducedMotion: "reduce", ...device })
      context.setDefaultTimeout(patience)
      const page = await context.newPage()
      const lines: Array<string> = []
      page.on("console", (message) => {
        const { url } = message.location()
        lines.push(`${message.type()}: ${message.text()}${url === "" ? "" : ` (${url})`}`)
        if (isProblem(message.text())) problems.push(`${name}: ${message.text()}`)
      })
      page.on("pageerror", (error) => {
        lines.push(`uncaught: ${error.stack ?? error.message}`)
        problems.push(`${name}: ${error.message}`)
      })
      pages.push({ name, page, console: lines })
      await page.goto(url)
      return page
    },
    problems: () => problems,
    complaints: (wanted) => pages.filter(({ name }) => name === wanted)
      .flatMap(({ console: lines }) => lines.filter((line) => /^(warning|error|uncaught): /.test(line))),
    saveArtefacts: async (folder) => {
      mkdirSync(folder, { recursive: true })
      for (const { console: lines, name, page } of pages) {
        writeFileSync(join(folder, `${name}.console.txt`), lines.join("\n"))
        // A page that has crashed has no picture, and the journey's own failure matters more.
        await page.screenshot({ path: join(folder, `${name}.png`), timeout: 5_000 }).catch(() => {})
      }
    },
    close: async () => {
      await Promise.all(pages.map(({ page }) => page.context().close()))
      if (shared === undefined) await browser.close()
    },
  }
}
