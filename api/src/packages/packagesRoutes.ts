import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { readFile, stat } from "node:fs/promises"
import path from "node:path"
import { forAnyOrigin } from "../http/Pages.ts"
import { Settings } from "../settings/Settings.ts"
import { addressOf, packageNames, type ServedPackage, servedFrom } from "./served.ts"

/** Archives made ready once, and again when the built file is another. */
const archives = (folder: string, publicUrl: string) => {
  const ready = new Map<string, { readonly built: string; readonly served: Promise<ServedPackage> }>()
  return async (name: string): Promise<ServedPackage | undefined> => {
    const file = path.join(folder, `${name}.tgz`)
    const found = await stat(file).catch(() => undefined)
    if (found === undefined) return undefined
    const built = `${found.mtimeMs} ${found.size}`
    const before = ready.get(name)
    if (before?.built === built) return before.served
    const served = readFile(file).then((archive) => servedFrom(archive, publicUrl))
    ready.set(name, { built, served })
    return served
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

const missing = HttpServerResponse.empty({ status: 404, headers: forAnyOrigin })

/**
 * The packages people build this installation's widget in with, for `npm install <address>/packages/react.tgz`, from the
 * folder they were built to; `/packages` lists them. They hold nothing of anybody's. A package that wasn't built is a 404.
 */
export const layer = (folder: string) => HttpRouter.use(Effect.fnUntraced(function*(router) {
  const { publicUrl } = yield* Settings
  const served = archives(folder, publicUrl)
  for (const name of packageNames) {
    yield* router.add("GET", `/packages/${name}.tgz`, Effect.flatMap(Effect.promise(() => served(name)), (found) =>
      found === undefined ? Effect.succeed(missing) : answer(found)))
  }
  yield* router.add("GET", "/packages", Effect.map(
    Effect.promise(() => Promise.all(packageNames.map(async (file) => ({ file, found: await served(file) })))),
    (all) => HttpServerResponse.jsonUnsafe({
      packages: all.flatMap(({ file, found }) => found === undefined
        ? []
        : [{ name: found.name, version: found.version, url: addressOf(publicUrl, file), integrity: found.integrity }])
    }, { headers: caching })
  ))
}))
