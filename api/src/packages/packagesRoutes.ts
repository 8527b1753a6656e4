import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { readFile, stat } from "node:fs/promises"
import path from "node:path"
import { forAnyOrigin } from "../http/Pages.ts"
import { Settings } from "../settings/Settings.ts"
import { Storage } from "../storage/Storage.ts"
import { packageNames, type ServedPackage, servedFrom } from "./served.ts"

/** Archives made ready once, and again when a built file is another. */
const archives = (folder: string, publicUrl: string) => {
  const fileOf = (name: string) => path.join(folder, `${name}.tgz`)
  let ready: { readonly built: string; readonly served: Promise<ReadonlyArray<ServedPackage>> } | undefined
  const make = async (names: ReadonlyArray<string>) => {
    const served: Array<ServedPackage> = []
    // In this order, each knows the addresses of those it needs.
    for (const name of names) served.push(await servedFrom(name, await readFile(fileOf(name)), publicUrl, served))
    return served
  }
  return async (): Promise<ReadonlyArray<ServedPackage>> => {
    const found = await Promise.all(packageNames.map(async (name) => ({ name, stats: await stat(fileOf(name)).catch(() => undefined) })))
    const there = found.filter(({ stats }) => stats !== undefined)
    const built = there.map(({ name, stats }) => `${name} ${stats?.mtimeMs} ${stats?.size}`).join()
    if (ready?.built !== built) ready = { built, served: make(there.map(({ name }) => name)) }
    return ready.served
  }
}

// The address stays when the program is updated, so it is asked for anew each time; unchanged, it isn't sent again.
const caching = { ...forAnyOrigin, "cache-control": "no-cache" }

const answer = ({ archive, integrity }: ServedPackage) => Effect.map(HttpServerRequest.HttpServerRequest, ({ headers }) => {
  const etag = `"${integrity}"`
  const known = headers["if-none-match"]?.split(",").some((each) => each.trim().replace(/^W\//, "") === etag)
  return known === true
    ? HttpServerResponse.empty({ status: 304, headers: { ...caching, etag } })
    : HttpServerResponse.uint8Array(archive, { contentType: "application/gzip", headers: { ...caching, etag } })
})

const notFound = (words: string) => HttpServerResponse.text(`${words}\n`, { status: 404, headers: forAnyOrigin })

/** What stands at an address that names its content: it never changes, and outlives the build it came with. */
const forEver = { ...forAnyOrigin, "cache-control": "public, max-age=31536000, immutable" }
const contentNamed = /^[a-z]+-[0-9a-f]{16}\.tgz$/
const keyOf = (file: string) => `packages/${file}`

/**
 * The packages people build this installation's widget in with, for `npm install <address>/packages/react.tgz`, from the
 * folder they were built to; `/packages` lists them, each with the address that names its content. What was ever asked for
 * is kept in the storage, so that a lockfile installs the same after an upgrade. They hold nothing of anybody's. A package
 * that wasn't built is a 404.
 */
export const layer = (folder: string) => HttpRouter.use(Effect.fnUntraced(function*(router) {
  const { publicUrl } = yield* Settings
  const storage = yield* Storage
  const missing = notFound(`There is no such package. ${publicUrl}/packages lists those there are.`)
  const gone = notFound(`This build of the package is no longer here. ${publicUrl}/packages lists today's addresses: install the one you use again.`)
  const archivesNow = archives(folder, publicUrl)
  const kept = new Set<string>()
  const keep = Effect.fnUntraced(function*({ archive, url }: ServedPackage) {
    const key = keyOf(path.posix.basename(url))
    if (kept.has(key)) return
    yield* storage.put({ key, mediaType: "application/gzip", bytes: archive })
    kept.add(key)
  }, Effect.catchCause((cause) => Effect.logWarning("A package couldn't be kept: after an upgrade it is gone.", cause)))
  const served = Effect.tap(Effect.promise(archivesNow), (all) => Effect.forEach(all, keep, { discard: true }))
  for (const name of packageNames) {
    yield* router.add("GET", `/packages/${name}.tgz`, Effect.flatMap(served, (all) => {
      const found = all.find(({ file }) => file === name)
      return found === undefined ? Effect.succeed(missing) : answer(found)
    }))
  }
  yield* router.add("GET", "/packages/:file", Effect.gen(function*() {
    const { file = "" } = yield* HttpRouter.params
    if (!contentNamed.test(file)) return missing
    const now = (yield* served).find(({ url }) => url.endsWith(`/${file}`))
    const archive = now?.archive ?? (yield* storage.read(keyOf(file)))
    return archive === undefined ? gone : HttpServerResponse.uint8Array(archive, { contentType: "application/gzip", headers: forEver })
  }))
  yield* router.add("GET", "/packages", Effect.map(served, (all) => HttpServerResponse.jsonUnsafe({
    packages: all.map(({ integrity, name, url, version }) => ({ name, version, url, integrity }))
  }, { headers: caching })))
}))
