import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { dataFast, type PublicScript } from "../analytics/dataFast.ts"
import { pagePolicy } from "../http/securityHeaders.ts"
import { Settings } from "../settings/Settings.ts"
import { entries, fileOf } from "./contents.ts"
import { missingHtml, pageHtml } from "./layout.ts"
import { servedFolders } from "./linkTarget.ts"
import { llmsFull, llmsIndex } from "./llms.ts"
import { pageScript } from "./pageScript.ts"
import { pageStyles } from "./pageStyles.ts"
import { type Page, renderPage } from "./renderPage.ts"

/** Somebody else's script may write what it likes where one was asked for. */
const policyWith = (script: PublicScript | undefined) => script === undefined
  ? pagePolicy({ trustedTypes: [] })
  : pagePolicy({ scripts: [script.origin], connect: [script.origin] })

/** Whoever tries an example leaves keys, packages and builds beside it: none of these is the documentation's. */
const isOurs = (name: string) => !/(^|\/)(\.(?!env\.example$)|node_modules\/|dist\/)/.test(name)

const filesBelow = (root: string): ReadonlyArray<string> => servedFolders.flatMap((folder) => {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter(isOurs)
  } catch {
    return [] // a build without them
  }
})

/** The address the sources speak of; readers are shown their own server's, so that what they copy works. */
const sampleAddress = "http://localhost:3000"

/** Reads and renders every page below `root` that is there, for a server at `publicUrl`, and notes which other files are served. */
export const loadDocs = async (root: string, publicUrl: string) => {
  const rendered = await Promise.all(entries.map(async (entry): Promise<ReadonlyArray<readonly [string, Page]>> => {
    const file = Bun.file(path.join(root, fileOf(entry.url)))
    return await file.exists() ? [[entry.url, await renderPage(entry, (await file.text()).replaceAll(sampleAddress, publicUrl))]] : []
  }))
  return { pages: new Map(rendered.flat()), files: new Set(filesBelow(root)) }
}

const answer = (body: string, contentType: string, status = 200, policy = policyWith(undefined)) => HttpServerResponse.text(body, {
  status,
  contentType: `${contentType}; charset=utf-8`,
  headers: { "cache-control": "no-cache", ...(contentType === "text/html" ? { "content-security-policy": policy } : {}) }
})

/** A picture, or a file of an example: shown as text, so that nothing in it runs here. */
const file = (place: string, publicUrl: string) => place.endsWith(".png")
  ? HttpServerResponse.uint8Array(readFileSync(place), { contentType: "image/png", headers: { "cache-control": "no-cache" } })
  : answer(readFileSync(place, "utf8").replaceAll(sampleAddress, publicUrl), "text/plain")

/**
 * `/docs` and everything below it from the folder `root`, each page also as Markdown (`.md`), with `/llms.txt` and
 * `/llms-full.txt`. Nothing is read or rendered before the first request for any of it; then all of it, once.
 */
export const layer = (root: string) => HttpRouter.use(Effect.fnUntraced(function*(router) {
  const { publicUrl } = yield* Settings
  const script = yield* dataFast
  const policy = policyWith(script)
  const html = (body: string, status = 200) =>
    answer(script === undefined ? body : body.replace("</head>", `${script.tag}\n</head>`), "text/html", status, policy)
  const docs = yield* Effect.cached(Effect.promise(() => loadDocs(root, publicUrl)))
  const respond = Effect.gen(function*() {
    const { url } = yield* HttpServerRequest.HttpServerRequest
    const { files, pages } = yield* docs
    const place = (url.split("?", 1)[0] ?? "").replace(/(?<=.)\/$/, "")
    if (place === "/docs/style.css") return answer(pageStyles, "text/css")
    if (place === "/docs/page.js") return answer(pageScript, "text/javascript")
    const page = pages.get(place)
    if (page !== undefined) return html(pageHtml(page))
    const source = place.endsWith(".md") ? pages.get(place.slice(0, -3)) : undefined
    if (source !== undefined) return answer(source.markdown, "text/markdown")
    const name = place.slice("/docs/".length)
    return files.has(name) ? file(path.join(root, name), publicUrl) : html(missingHtml(), 404)
  })
  // The router takes `/docs` itself for a part of `/docs/*`.
  for (const place of ["/docs.md", "/docs/*"] as const) yield* router.add("GET", place, respond)
  yield* router.add("GET", "/llms.txt", Effect.map(docs, ({ pages }) => answer(llmsIndex(pages), "text/plain")))
  yield* router.add("GET", "/llms-full.txt", Effect.map(docs, ({ pages }) => answer(llmsFull(pages), "text/plain")))
}))
