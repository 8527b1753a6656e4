import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { dataFast, type PublicScript } from "../analytics/dataFast.ts"
import { CallerAddress } from "../http/ClientAddress.ts"
import { pagePolicy } from "../http/securityHeaders.ts"
import { addressPrefix } from "../limits/addressPrefix.ts"
import { Limiter } from "../limits/Limiter.ts"
import { Settings } from "../settings/Settings.ts"
import { entries, fileOf } from "./contents.ts"
import { missingHtml, pageHtml, searchHtml } from "./layout.ts"
import { servedFolders } from "./linkTarget.ts"
import { llmsFull, llmsIndex } from "./llms.ts"
import { pageScript } from "./pageScript.ts"
import { pageStyles } from "./pageStyles.ts"
import { type Page, renderPage } from "./renderPage.ts"
import { searchIndex } from "./searchIndex.ts"
import { searchScript } from "./searchScript.ts"
import { searchStyles } from "./searchStyles.ts"

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
    return await file.exists() ? [[entry.url, await renderPage(entry, (await file.text()).replaceAll(sampleAddress, publicUrl), root)]] : []
  }))
  return { pages: new Map(rendered.flat()), files: new Set(filesBelow(root)) }
}

/** What is sent: asked for anew each time, and not sent again while it is the same. */
const answer = (body: string | Uint8Array, contentType: string, more: { readonly status?: number; readonly policy?: string } = {}) =>
  Effect.map(HttpServerRequest.HttpServerRequest, (request) => {
    const etag = `"${Bun.hash(body).toString(36)}"`
    // "Not modified" has headers that replace those the browser kept with the page.
    const headers = { etag, "cache-control": "no-cache", ...(more.policy === undefined ? {} : { "content-security-policy": more.policy }) }
    const { status = 200 } = more
    const isKnown = request.headers["if-none-match"]?.split(",").some((each) => each.trim().replace(/^W\//, "") === etag) === true
    if (isKnown && status === 200) return HttpServerResponse.empty({ status: 304, headers })
    return typeof body === "string"
      ? HttpServerResponse.text(body, { status, contentType: `${contentType}; charset=utf-8`, headers })
      : HttpServerResponse.uint8Array(body, { status, contentType, headers })
  })

/** A picture, or a file of an example: shown as text, so that nothing in it runs here. */
const file = (place: string, publicUrl: string) => place.endsWith(".png")
  ? answer(readFileSync(place), "image/png")
  : answer(readFileSync(place, "utf8").replaceAll(sampleAddress, publicUrl), "text/plain")

/** What is asked of the search; a broken escape is nothing. */
const askedIn = (url: string): string => new URLSearchParams(url.split("?").slice(1).join("?")).get("q") ?? ""
/** A search costs the server as much as a hundred messages, and anyone may ask. */
const searchesAMinute = 120
/** How many places are shown while one writes, and on a page of their own. */
const few = { limit: 10, ofEach: 4 }
const many = { limit: 60, ofEach: 60 }

/**
 * `/docs` and everything below it from the folder `root`, each page also as Markdown (`.md`), with `/llms.txt` and
 * `/llms-full.txt`; `/docs/search?q=…` answers with a page, `/docs/search.json?q=…` with the best of it (`Found`). Nothing is
 * read or rendered before the first request for any of it, nor made ready for searching before the first search; then all of it, once.
 */
export const layer = (root: string) => HttpRouter.use(Effect.fnUntraced(function*(router) {
  const { publicUrl } = yield* Settings
  const script = yield* dataFast
  const policy = policyWith(script)
  const html = (body: string, status = 200) =>
    answer(script === undefined ? body : body.replace("</head>", `${script.tag}\n</head>`), "text/html", { status, policy })
  const docs = yield* Effect.cached(Effect.promise(() => loadDocs(root, publicUrl)))
  const search = yield* Effect.cached(Effect.flatMap(docs, ({ pages }) => Effect.promise(() => searchIndex(pages.values()))))
  const limiter = yield* Limiter
  const found = Effect.fnUntraced(function*(url: string, bounds: typeof few) {
    yield* limiter.take({ key: `docs search ${addressPrefix(yield* CallerAddress)}`, limit: searchesAMinute, window: "1 minute" })
    return (yield* search)(askedIn(url), bounds)
  })
  const respond = Effect.gen(function*() {
    const { url } = yield* HttpServerRequest.HttpServerRequest
    const { files, pages } = yield* docs
    const place = (url.split("?", 1)[0] ?? "").replace(/(?<=.)\/$/, "")
    if (place === "/docs/style.css") return yield* answer(pageStyles + searchStyles, "text/css")
    if (place === "/docs/page.js") return yield* answer(pageScript + searchScript, "text/javascript")
    if (place === "/docs/search") return yield* html(searchHtml(yield* found(url, many)))
    if (place === "/docs/search.json") return yield* answer(JSON.stringify(yield* found(url, few)), "application/json")
    const page = pages.get(place)
    if (page !== undefined) return yield* html(pageHtml(page))
    const source = place.endsWith(".md") ? pages.get(place.slice(0, -3)) : undefined
    if (source !== undefined) return yield* answer(source.markdown, "text/markdown")
    const name = place.slice("/docs/".length)
    return yield* files.has(name) ? file(path.join(root, name), publicUrl) : html(missingHtml(), 404)
  }).pipe(Effect.catchTag("TooManyRequests", ({ retryAfterMs }) => Effect.succeed(HttpServerResponse.text(
    "Too many searches came from your network. Try again in a minute.", { status: 429, headers: { "retry-after": String(Math.ceil(retryAfterMs / 1000)) } }
  ))))
  // The router takes `/docs` itself for a part of `/docs/*`.
  for (const place of ["/docs.md", "/docs/*"] as const) yield* router.add("GET", place, respond)
  yield* router.add("GET", "/llms.txt", Effect.flatMap(docs, ({ pages }) => answer(llmsIndex(pages), "text/plain")))
  yield* router.add("GET", "/llms-full.txt", Effect.flatMap(docs, ({ pages }) => answer(llmsFull(pages), "text/plain")))
}))
