import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { build } from "vite"
import { states } from "../demo/gallery/states.ts"
import { root } from "./root.ts"

/*
 * bun run gallery [state …]: every state of the widget, light and dark, from left and from right, on a desktop and on a phone,
 * one picture for each state in docs/gallery; --png=FOLDER puts lossless ones there instead, --with=solid draws with Solid.
 */
const png = process.argv.find((word) => word.startsWith("--png="))?.slice("--png=".length)
const renderer = process.argv.find((word) => word.startsWith("--with="))?.slice("--with=".length) ?? "react"
const folder = png ?? join(root, "docs/gallery")
/** The larger panel needs a taller page to be all of itself. */
const desktop = (state: string) => ({ viewport: { width: 900, height: states[state]?.page?.size === "larger" ? 900 : 780 } })
const phone = { viewport: { width: 375, height: 740 }, isMobile: true, hasTouch: true }
/** The corner of a desktop page in which the panel stands. */
const corner = (dir: string) => ({ x: dir === "rtl" ? 0 : 900 - 444, y: 0, width: 444, height: 780 })

const shots = ["desktop", "phone"].flatMap((device) => ["ltr", "rtl"].flatMap((dir) => ["light", "dark"].map((scheme) => ({ device, dir, scheme }))))

const shoot = async (browser: Browser, url: string, state: string, { device, dir, scheme }: typeof shots[number]): Promise<string> => {
  const context = await browser.newContext({ locale: "en-US", timezoneId: "UTC", ...(device === "phone" ? phone : desktop(state)) })
  const page = await context.newPage()
  await page.goto(`${url}?state=${state}&scheme=${scheme}&dir=${dir}${dir === "rtl" ? "&locale=ar" : ""}&with=${renderer}`)
  await page.waitForSelector("html[data-ready]", { timeout: 10_000, state: "attached" })
  await page.waitForLoadState("networkidle")
  const picture = await page.screenshot({ animations: "disabled", type: "png", ...(device === "desktop" && !states[state]?.isWide && { clip: corner(dir) }) })
  await context.close()
  return `<img src="data:image/png;base64,${picture.toString("base64")}">`
}

const only = process.argv.slice(2).filter((word) => !word.startsWith("--"))
const unknown = only.filter((name) => !(name in states))
if (unknown.length > 0) {
  console.error(`There is no state ${unknown.join(", ")}. There are: ${Object.keys(states).join(", ")}`)
  process.exit(1)
}
await build({ configFile: join(root, "demo/gallery/vite.config.ts"), logLevel: "warn" })
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: (request) => {
    const { pathname } = new URL(request.url)
    return new Response(Bun.file(join(root, "demo/gallery/dist", pathname === "/" ? "index.html" : pathname)))
  },
})
const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] })
mkdirSync(folder, { recursive: true })
for (const state of Object.keys(states).filter((name) => only.length === 0 || only.includes(name))) {
  const images: Array<string> = []
  for (const shot of shots) images.push(await shoot(browser, server.url.href, state, shot))
  const sheet = await browser.newPage({ viewport: { width: 1880, height: 100 } })
  await sheet.setContent(`<body style="margin:16px;display:flex;flex-wrap:wrap;gap:16px;background:#888">${images.join("")}`)
  const name = `${state}.${png === undefined ? "jpg" : "png"}`
  writeFileSync(join(folder, name), await sheet.screenshot({ fullPage: true, ...(png === undefined ? { type: "jpeg", quality: 72 } : { type: "png" }) }))
  await sheet.close()
  console.log(name)
}
await browser.close()
await server.stop(true)
