import type { Browser, CDPSession, Page } from "playwright-core"
import type { Bench } from "./pages/main.ts"

export type HostName = Parameters<Bench["launch"]>[0]

/** A fresh page of the bench, and the debugger beside it. */
export interface Visit {
  readonly page: Page
  readonly debug: CDPSession
  readonly close: () => Promise<void>
}

/** Opens the page on a device of its own, in the language its visitor is known to speak, and waits until it has nothing to do. */
export const visit = async (browser: Browser, url: string): Promise<Visit> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB" })
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction(() => "bench" in window)
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  return { page, debug: await context.newCDPSession(page), close: () => context.close() }
}

/** Milliseconds the page spent in scripts so far. */
export const scriptMs = async (debug: CDPSession): Promise<number> => {
  await debug.send("Performance.enable")
  const { metrics } = await debug.send("Performance.getMetrics")
  return (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0) * 1000
}

/** Megabytes in use once all that can be freed is. */
export const heapMb = async (debug: CDPSession): Promise<number> => {
  await debug.send("HeapProfiler.collectGarbage")
  await debug.send("HeapProfiler.collectGarbage")
  return (await debug.send("Runtime.getHeapUsage")).usedSize / 1e6
}
