import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Headers from "effect/http/Headers"
import * as HttpPlatform from "effect/http/HttpPlatform"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerError from "effect/http/HttpServerError"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerRespondable from "effect/http/HttpServerRespondable"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpStaticServer from "effect/http/HttpStaticServer"
import { extname } from "node:path"
import { isAddress } from "./isAddress.ts"

/** A folder of built files. */
export interface Folder {
  /** Absolute path; the folder need not exist when the program starts. */
  readonly root: string
  /** Where it stands, as `/demo`; left out: at the root, behind every other route. */
  readonly prefix?: `/${string}`
  /** Any path without an extension answers `index.html`: the page's own router decides. 404 where it has nothing: `isAddress`. */
  readonly spa: boolean
  /** The content security policy of its pages: `pagePolicy`. */
  readonly policy: string
  /** Pages of any origin may load these files; they hold nothing of anybody's. */
  readonly anyOrigin?: boolean
}

/** Lets a page of another origin load a file, as a script or a module (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export const forAnyOrigin = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }

/**
 * Serves a folder, with conditional and range requests. What a build named by its content (`assets/name-hash.js`) may be
 * kept forever, everything else is asked for anew each time.
 */
export const layer = ({ anyOrigin = false, policy, prefix, root, spa }: Folder) =>
  HttpRouter.use((router) => Effect.gen(function*() {
    const files = yield* HttpStaticServer.make({ root, spa })
    const file = Effect.flatMap(HttpServerRequest.HttpServerRequest, (request) => canBeFile(request.url)
      ? files
      : Effect.fail(new HttpServerError.HttpServerError({ reason: new HttpServerError.RouteNotFound({ request }) }))).pipe(
      Effect.map((response) => HttpServerResponse.setHeaders(response, {
        ...headersOf(response.headers["content-type"] ?? "", policy),
        ...(anyOrigin ? forAnyOrigin : {})
      })),
      Effect.catch(HttpServerRespondable.toResponse)
    )
    const hashed = Effect.map(file, (response) =>
      response.status < 400 ? HttpServerResponse.setHeader(response, "cache-control", "public, max-age=31536000, immutable") : response)
    const page = Effect.gen(function*() {
      const request = yield* HttpServerRequest.HttpServerRequest
      const [place = ""] = request.url.split("?")
      if (!spa || extname(place) !== "") return yield* file
      const headers = takesAnything(request.headers["accept"]) ? Headers.set(request.headers, "accept", "text/html") : request.headers
      const asking = (headers: Headers.Headers) => Effect.provideService(file, HttpServerRequest.HttpServerRequest, request.modify({ headers }))
      if (yield* Effect.promise(() => isAddress(root, place))) return yield* asking(headers)
      // All of it, whatever the browser has: "not modified" would pass for a page that is there.
      const response = yield* asking(Headers.removeMany(headers, conditions))
      return response.status === 200 ? HttpServerResponse.setStatus(response, 404) : response
    })
    const here = prefix === undefined ? router : router.prefixed(prefix)
    yield* here.add("GET", "/assets/*", hashed)
    yield* here.add("GET", "/*", page)
  })).pipe(Layer.provide(HttpPlatform.layer), Layer.provide([NodeFileSystem.layer, Path.layer]))

/** Longer names are an error of the system's, not a file that isn't there. (POSIX: NAME_MAX and PATH_MAX, less what stands before) */
const canBeFile = (url: string): boolean => {
  const [place = ""] = url.split("?")
  return place.length <= 2048 && place.split("/").every((name) => name.length <= 255)
}

/** As programs do that aren't browsers: a page is what an app's address has for them too. (RFC 9110, 12.5.1) */
const takesAnything = (accept = "*/*"): boolean => accept.includes("*/*")

/** Headers that ask for less than all of it. */
const conditions = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "range", "if-range"]

const headersOf = (contentType: string, policy: string): Record<string, string> => ({
  "cache-control": "no-cache",
  // "Not modified" has no type, and its headers replace those the browser kept with the page.
  ...(contentType === "" || contentType.startsWith("text/html") ? { "content-security-policy": policy } : {})
})
