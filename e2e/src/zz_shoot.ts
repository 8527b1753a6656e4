import { build } from "/work/main/node_modules/vite/dist/node/index.js"
import { openBrowser } from "./openBrowser.ts"
await build({ configFile: "/work/main/dashboard/fixture/vite.config.ts", root: "/work/main/dashboard/fixture", build: { outDir: "/tmp/fx", emptyOutDir: true }, logLevel: "error" })
const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: async (r) => {
  const path = new URL(r.url).pathname
  const file = Bun.file(`/tmp/fx${path}`)
  return path !== "/" && await file.exists() ? new Response(file) : new Response(Bun.file("/tmp/fx/index.html"))
} })
const url = `http://127.0.0.1:${server.port}`
const browser = await openBrowser()
const page = await browser.newPage("inbox", `${url}/acme/inbox`, { viewport: { width: 1280, height: 800 } })
await page.getByText("Priya Natarajan").first().click()
await page.locator(".delivery").first().waitFor()
await page.evaluate(() => { const f = (window as any).fixture; const id = location.pathname.split("/").pop(); f.say({ _tag: "DeliveryChanged", delivery: { id: "x", kind: "new-message", conversationId: id, recipient: "p@e.c", reader: "visitor", firstSeq: 1, lastSeq: 99, state: "bounced", reason: "550 5.1.1 The email account that you tried to reach does not exist", attempts: 1, canRetry: true, createdAt: new Date().toISOString(), settledAt: null } }) })
await page.waitForTimeout(300)
await page.screenshot({ path: "/tmp/shots/badge-light.png", clip: { x: 600, y: 300, width: 360, height: 400 } })
await browser.close(); server.stop(true); process.exit(0)
