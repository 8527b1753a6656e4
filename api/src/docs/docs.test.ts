import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as HttpRouter from "effect/http/HttpRouter"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { reservedSegments } from "../http/reservedSegments.ts"
import { endpoints } from "../publicApi/missing.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Settings } from "../settings/Settings.ts"
import { entries, fileOf } from "./contents.ts"
import { layer, loadDocs } from "./docsRoutes.ts"

const root = path.resolve(import.meta.dirname, "../../../docs")
const publicUrl = "https://support.acme.test"
const none = Redacted.make("")
const settings = Layer.succeed(Settings, Settings.of({
  entry: "test", publicUrl, dataDir: "/nowhere", signUp: "invite", secrets: { auth: none, apiKey: none, encryption: none }
}))
const { dispose, handler } = HttpRouter.toWebHandler(layer(root).pipe(Layer.provide([settings, Limiter.layer])), { disableLogger: true })
const get = (place: string) => handler(new Request(`http://localhost${place}`))
const text = async (place: string) => (await get(place)).text()
afterAll(dispose)

/** Every address the documented product's two texts have a page at, and those they link. */
const documented = [
  "/docs", "/docs/what", "/docs/advanced", "/docs/advanced/primitives", "/docs/concepts", "/docs/concepts/contacts",
  "/docs/concepts/conversations", "/docs/quickstart", "/docs/quickstart/api-keys", "/docs/quickstart/react", "/docs/self-host",
  "/docs/self-host/analytics", "/docs/self-host/billing", "/docs/self-host/email-setup", "/docs/self-host/storage",
  "/docs/support-component", "/docs/support-component/customization", "/docs/support-component/events",
  "/docs/support-component/hooks", "/docs/support-component/primitives", "/docs/support-component/routing",
  "/docs/support-component/text", "/docs/support-component/theme", "/docs/support-component/types"
]

/** Places other pages of the documented product link into. */
const documentedAnchors = [
  "/docs/support-component#identifying-visitors", "/docs/support-component/hooks#usevisitor",
  "/docs/support-component/types#timelineitem", "/docs/concepts#identifying-visitors"
]

describe("the documentation", () => {
  it("has every page of the documented product at its address, as HTML and as Markdown", async () => {
    for (const url of [...documented, ...entries.map((entry) => entry.url)]) {
      const [page, source] = await Promise.all([get(url), get(`${url}.md`)])
      assert.deepStrictEqual([page.status, page.headers.get("content-type")], [200, "text/html; charset=utf-8"], url)
      assert.deepStrictEqual([source.status, source.headers.get("content-type")], [200, "text/markdown; charset=utf-8"], url)
      assert.match(await source.text(), /^# \S/, url)
    }
  })

  it("has one heading of the first level on each page, and says what the page is in its first paragraph", async () => {
    for (const { description, html, title, url } of (await loadDocs(root, publicUrl)).pages.values()) {
      assert.lengthOf(html.match(/<h1>/g) ?? [], 1, url)
      assert.isAbove(title.length, 2, url)
      assert.isAbove(description.length, 20, url)
    }
  })

  it("links nowhere that isn't there: pages, anchors, pictures and files", async () => {
    const { files, pages } = await loadDocs(root, publicUrl)
    const anchors = new Set(Array.from(pages.values(), ({ headings, url }) => headings.map(({ id }) => `${url}#${id}`)).flat())
    const isThere = (place: string) =>
      place.includes("#") ? anchors.has(place) : pages.has(place) || files.has(place.slice("/docs/".length)) || /^\/llms(-full)?\.txt$/.test(place)
    for (const { html, lost, url } of pages.values()) {
      assert.deepStrictEqual(lost, [], url)
      for (const [, found = ""] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
        if (/^(https?|mailto):/.test(found)) continue
        const place = found.startsWith("#") ? url + found : found
        assert.isTrue(isThere(place), `${url} → ${found}`)
      }
    }
    for (const place of documentedAnchors) assert.isTrue(anchors.has(place), place)
  })

  it("answers what isn't there with a page of its own, and gives no file that isn't listed", async () => {
    for (const place of ["/docs/nothing", "/docs/quickstart/nothing.md", "/docs/images/..%2f..%2fpackage.json", "/docs/examples/next/.env", "/docs/benchmarks.md"]) {
      const answer = await get(place)
      assert.strictEqual(answer.status, 404, place)
      assert.include(await answer.text(), "No such page")
    }
    const example = await get("/docs/examples/next/app/layout.tsx")
    assert.strictEqual(example.headers.get("content-type"), "text/plain; charset=utf-8")
  })

  it("keeps to itself what somebody who tries an example leaves there: keys, packages, builds", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "docs-"))
    const left = [".env", ".env.local", ".next/server.js", "node_modules/next/package.json", "dist/index.js"]
    for (const name of [...left, ".env.example", "src/App.tsx"]) {
      mkdirSync(path.dirname(path.join(folder, "examples/app", name)), { recursive: true })
      writeFileSync(path.join(folder, "examples/app", name), "a secret")
    }
    const { files } = await loadDocs(folder, publicUrl)
    rmSync(folder, { recursive: true })
    assert.sameMembers(Array.from(files), ["examples/app/.env.example", "examples/app/src/App.tsx"])
  })

  it("runs nothing inline and loads nothing from elsewhere", async () => {
    for (const { url } of entries) {
      const answer = await get(url)
      assert.match(answer.headers.get("content-security-policy") ?? "", /script-src 'self'; style-src 'self'/)
      const html = await answer.text()
      assert.notMatch(html, /<script(?![^>]* src="\/docs\/page\.js")|<style|\sstyle="|\son\w+="/, url)
      assert.notMatch(html, /(?:src|rel="stylesheet" href)="https?:/, url)
    }
  })

  it("gives a picture the room it takes before it is there, and in dark its dark twin", async () => {
    const html = await text("/docs")
    for (const scheme of ["light", "dark"]) {
      assert.include(html, `<img class="on-${scheme}" src="/docs/images/widget-${scheme}.png" width="2160" height="1350" alt="The widget`, scheme)
    }
    for (const { url } of entries) {
      for (const [image] of (await text(url)).matchAll(/<img [^>]*>/g)) assert.match(image, / width="\d+" height="\d+" /, url)
    }
    assert.match(await text("/docs/style.css"), /\.on-dark/)
  })

  it("tells machines of every page, in one list and in one file", async () => {
    const [list, full] = await Promise.all([text("/llms.txt"), text("/llms-full.txt")])
    for (const { url } of entries) {
      assert.include(list, `](${url}.md): `, url)
      assert.include(full, `URL: ${url}\n`, url)
    }
    assert.notMatch(full, /\]\((?!https?:|\/|#|mailto:)[^)\s]+\.md/, "a link only a checkout understands")
  })

  it("names no endpoint of the HTTP API that isn't there", async () => {
    const places = endpoints().map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`) }))
    const named = Array.from((await text("/llms-full.txt")).matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/v1\/[\w/{}:.-]*\w\}?)/g), ([, method, path]) => ({ method, path: path ?? "" }))
    assert.isAbove(named.length, 10)
    for (const { method, path } of named) {
      assert.isTrue(places.some((place) => place.method === method && place.pattern.test(path)), `${method} ${path}`)
    }
  })

  it("turns pages in reading order and marks where one is", async () => {
    const html = await text("/docs/quickstart/react")
    assert.match(html, /rel="prev" href="\/docs\/quickstart"/)
    assert.match(html, /rel="next" href="\/docs\/quickstart\/solid"/)
    assert.match(html, /href="\/docs\/quickstart\/react" aria-current="page"/)
  })

  it("shows this server's own address in what people copy, in pages, Markdown and examples alike", async () => {
    for (const place of ["/docs/quickstart/react", "/docs/quickstart/react.md", "/docs/examples/react/package.json", "/llms-full.txt"]) {
      const shown = await text(place)
      assert.include(shown, `${publicUrl}/packages/react.tgz`, place)
      assert.notInclude(shown, "localhost:3000", place)
    }
  })

  it("opens each quick start with words for a coding assistant, and names the key beside the address", () => {
    for (const [url, address] of [
      ["/docs/quickstart", "NEXT_PUBLIC_COSSISTANT_API_URL"], ["/docs/quickstart/react", "VITE_COSSISTANT_API_URL"],
      ["/docs/quickstart/solid", "VITE_COSSISTANT_API_URL"], ["/docs/quickstart/script-tag", "/embed.js"]
    ] as const) {
      const source = readFileSync(path.join(root, fileOf(url)), "utf8")
      assert.match(source, /^```prompt$/m, url)
      assert.include(source, address, url)
      assert.isBelow(source.indexOf("```prompt"), source.search(/```(bash|html|tsx)/), url)
    }
  })

  it("stands where no site can be called so, and is all in the navigation", () => {
    for (const segment of ["docs", "docs.md", "llms.txt", "llms-full.txt"]) assert.isTrue(reservedSegments.has(segment), segment)
    for (const { url } of entries) assert.isTrue(existsSync(path.join(root, fileOf(url))), url)
  })
})
