import { join } from "node:path"
import { build } from "vite"
import { chromium } from "playwright-core"
import { certificate } from "../../api/src/inbound/testing/certificate.ts"
import { type Measured, report } from "../src/report.ts"
import { figuresOf } from "./figures.ts"
import { host } from "./host.ts"
import { limits } from "./limits.ts"

/*
 * bun run bench:widget [figure …]: what the widget costs the page it stands on, in real Chromium, beside a page of plain
 * elements in the same run. BENCH_HOST=solid measures the Solid widget, BENCH_REPEATS how often (5).
 */
const repeats = Number(process.env["BENCH_REPEATS"] ?? 5)
const asked = process.argv.slice(2)
const isAsked = (figure: string) => asked.length === 0 || asked.includes(figure)
const pages = join(import.meta.dirname, "pages")
await build({ configFile: join(pages, "vite.config.ts"), logLevel: "warn" })

// A name and a certificate, as a shop has them: on a developer's own machine the widget also loads what helps developers.
const shop = "shop.example"
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  tls: certificate,
  fetch: (request) => {
    const { pathname } = new URL(request.url)
    return new Response(Bun.file(join(pages, "dist", pathname === "/" ? "index.html" : pathname)))
  }
})
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    `--host-resolver-rules=MAP ${shop} 127.0.0.1:${server.port}`, "--ignore-certificate-errors"
  ]
})
const measured: Array<Measured> = []
try {
  for (const [name, figure] of Object.entries(figuresOf(browser, `https://${shop}/`, host))) {
    if (!isAsked(name)) continue
    console.log(name)
    measured.push(...await figure(async (once) => {
      const runs = []
      await once() // the browser's own caches are warm for all that follow
      for (let n = 0; n < repeats; n++) runs.push(await once())
      return runs
    }))
  }
} finally {
  await browser.close()
  await server.stop(true)
}
report(measured, limits)
process.exit(0)
