import type { Browser } from "playwright-core"
import type { Measured } from "../src/report.ts"
import { median, percentile, ratios } from "../src/statistics.ts"
import { heapMb, type HostName, scriptMs, visit } from "./visit.ts"

/** How each figure is measured; gives one value per run. */
type Figure = (run: <A>(once: () => Promise<A>) => Promise<ReadonlyArray<A>>) => Promise<ReadonlyArray<Measured>>

const text = "hello there, one more question about my order"

/** The figures of the widget drawn by `host`, on `url`. */
export const figuresOf = (browser: Browser, url: string, host: HostName): Readonly<Record<string, Figure>> => {
  const launched = async (name: HostName, count: number) => {
    const visited = await visit(browser, url)
    await visited.page.evaluate(([name, count]) => window.bench.prepare(name, count), [name, count] as const)
    const ms = await visited.page.evaluate((name) => window.bench.launch(name), name)
    return { ...visited, ms }
  }
  const once = async <A>(name: HostName, count: number, work: (visited: Awaited<ReturnType<typeof launched>>) => Promise<A>): Promise<A> => {
    const visited = await launched(name, count)
    try {
      return await work(visited)
    } finally {
      await visited.close()
    }
  }
  /** Types a sentence into a conversation of so many messages; milliseconds from key to frame. */
  const keys = (count: number, slowdown: number) => once(host, count, async ({ debug, page }) => {
    await page.evaluate(() => window.bench.show())
    await page.locator("textarea").focus()
    await debug.send("Emulation.setCPUThrottlingRate", { rate: slowdown })
    await page.keyboard.type("warm up ", { delay: 30 })
    await page.evaluate(() => window.bench.watchKeys())
    await page.keyboard.type(text, { delay: 40 })
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    return page.evaluate(() => window.bench.keys())
  })
  const show = (name: HostName, count: number) => once(name, count, async ({ page }) => {
    await page.evaluate(() => window.bench.load())
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    return page.evaluate(() => window.bench.show())
  })

  return {
    "run.launcher.ratio": async (run) => {
      const runs = await run(async () => [await once(host, 10, async ({ ms }) => ms), await once("floor", 10, async ({ ms }) => ms)] as const)
      return [{ figure: "run.launcher.ratio", runs: ratios(runs.map(([ours]) => ours), runs.map(([, floor]) => floor)) }]
    },
    "run.script.ms": async (run) => [{
      figure: "run.script.ms",
      runs: await run(async () => {
        const visited = await visit(browser, url)
        await visited.page.evaluate((name) => window.bench.prepare(name, 10), host)
        const before = await scriptMs(visited.debug)
        await visited.page.evaluate((name) => window.bench.launch(name), host)
        const spent = await scriptMs(visited.debug) - before
        await visited.close()
        return spent
      })
    }],
    "run.open.ms": async (run) => [{ figure: "run.open.ms", runs: await run(() => once(host, 10, async ({ page }) => {
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
      return page.evaluate(() => window.bench.open())
    })) }],
    "run.timeline1000.ratio": async (run) => {
      const runs = await run(async () => [await show(host, 1000), await show("floor", 1000)] as const)
      return [{ figure: "run.timeline1000.ratio", runs: ratios(runs.map(([ours]) => ours), runs.map(([, floor]) => floor)) }]
    },
    "run.append.ms": async (run) => [{
      figure: "run.append.ms",
      runs: await run(() => once(host, 1000, async ({ page }) => {
        await page.evaluate(() => window.bench.show())
        const times: Array<number> = []
        for (let n = 0; n < 10; n++) times.push(await page.evaluate((n) => window.bench.append(`Number ${n} of what came later`), n))
        return median(times)
      }))
    }],
    "run.key.p98": async (run) => [{ figure: "run.key.p98", runs: (await run(() => keys(1000, 1))).map((times) => percentile(times, 0.98)) }],
    "run.key.p98.slow": async (run) => [{ figure: "run.key.p98.slow", runs: (await run(() => keys(1000, 4))).map((times) => percentile(times, 0.98)) }],
    "run.grow": async (run) => {
      const runs = await run(async () => [median(await keys(10_000, 4)), median(await keys(100, 4))] as const)
      return [{ figure: "run.grow", runs: ratios(runs.map(([many]) => many), runs.map(([few]) => few)) }]
    },
    "run.nodes": async (run) => {
      const runs = await run(() => once(host, 1000, async ({ debug, page }) => {
        const before = await heapMb(debug)
        await page.evaluate(() => window.bench.show())
        const nodes = await page.evaluate(() => window.bench.nodes())
        return { nodes, heap: await heapMb(debug) - before }
      }))
      return [{ figure: "run.nodes", runs: runs.map(({ nodes }) => nodes) }, { figure: "run.heap", runs: runs.map(({ heap }) => heap) }]
    },
    "run.idle": async (run) => {
      const runs = await run(() => once(host, 10, async ({ page }) => {
        await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
        return page.evaluate(() => window.bench.felt())
      }))
      return [{ figure: "run.idle", runs: runs.map(({ busy }) => busy) }, { figure: "run.cls", runs: runs.map(({ shift }) => shift) }]
    }
  }
}
