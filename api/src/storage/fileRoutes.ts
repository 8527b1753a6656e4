import { FileRefused } from "@cossistant/core/uploads/Upload"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { byteRange } from "./byteRange.ts"
import { DiskFiles, type DiskRefused, GrantRefused } from "./DiskFiles.ts"
import { typeOfKey } from "./fileKey.ts"
import { disposition, forever, servedType } from "./served.ts"
import { Storage } from "./Storage.ts"

/** Widgets send and show files from pages of any origin; no route here looks at a cookie. */
const anyOrigin = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }

/** Whatever a file holds, a browser may show it and nothing more; what it can't show safely it saves. */
const inert = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex"
}

const keyAfter = (prefix: string) =>
  Effect.map(HttpServerRequest.HttpServerRequest, ({ url }) => (url.split("?", 1)[0] ?? "").slice(prefix.length))

const refused = (status: number, error: { readonly _tag: string; readonly reason?: string }) =>
  HttpServerResponse.jsonUnsafe(error, { status, headers: anyOrigin })

const upload = (disk: DiskFiles["Service"]) => Effect.gen(function*() {
  const request = yield* HttpServerRequest.HttpServerRequest
  yield* disk.receive({
    key: yield* keyAfter("/files/upload/"),
    mediaType: request.headers["content-type"] ?? "",
    grant: request.headers["x-upload-grant"] ?? ""
  }, request.stream)
  return HttpServerResponse.empty({ status: 201, headers: anyOrigin })
}).pipe(
  Effect.catchTags({
    GrantRefused: (error: GrantRefused) => Effect.succeed(refused(403, { _tag: error._tag })),
    FileRefused: ({ _tag, reason }: FileRefused) => Effect.succeed(refused(400, { _tag, reason })),
    DiskRefused: ({ _tag, reason }: DiskRefused) => Effect.as(
      Effect.logError(`A file can't be kept in DATA_DIR: ${reason}. Make room there, or let this user write.`),
      refused(507, { _tag })
    ),
    // The sender went away in the middle.
    HttpServerError: () => Effect.succeed(HttpServerResponse.empty({ status: 400 }))
  })
)

const preflight = HttpServerResponse.empty({
  status: 204,
  headers: {
    ...anyOrigin,
    "access-control-allow-methods": "PUT",
    "access-control-allow-headers": "content-type, x-upload-grant",
    "access-control-max-age": "7200"
  }
})

const download = (disk: DiskFiles["Service"]) => Effect.gen(function*() {
  const request = yield* HttpServerRequest.HttpServerRequest
  const file = yield* disk.open(yield* keyAfter("/files/"))
  if (file === undefined) return HttpServerResponse.empty({ status: 404, headers: anyOrigin })
  // Only a GET asks for a part, and files have no mark by which one could be known for the same. (RFC 9110 §14.2, §13.1.5)
  const asked = request.method === "GET" && request.headers["if-range"] === undefined ? request.headers["range"] : undefined
  const range = byteRange(asked, file.size)
  if (range === "unsatisfiable") {
    return HttpServerResponse.empty({ status: 416, headers: { ...anyOrigin, "content-range": `bytes */${file.size}` } })
  }
  const { length, offset } = range ?? { offset: 0, length: file.size }
  return HttpServerResponse.raw(file.part(offset, length), {
    status: range === undefined ? 200 : 206,
    contentType: servedType(file.mediaType),
    contentLength: length,
    headers: {
      ...anyOrigin,
      ...inert,
      "content-disposition": disposition(file.mediaType),
      "cache-control": forever,
      "accept-ranges": "bytes",
      ...(range === undefined ? {} : { "content-range": `bytes ${offset}-${offset + length - 1}/${file.size}` })
    }
  })
})

const diskDoors = HttpRouter.use((router) => Effect.gen(function*() {
  const disk = yield* DiskFiles
  yield* router.add("PUT", "/files/upload/*", upload(disk))
  yield* router.add("OPTIONS", "/files/upload/*", preflight)
  yield* router.add("GET", "/files/*", download(disk))
})).pipe(Layer.provide(DiskFiles.layer))

/** Where a file stands elsewhere, this address leads there: for reads that are signed, and for letters sent before it moved. */
const redirect = (storage: Storage["Service"]) => Effect.gen(function*() {
  const key = yield* keyAfter("/files/")
  if (typeOfKey(key) === undefined) return HttpServerResponse.empty({ status: 404, headers: anyOrigin })
  return HttpServerResponse.empty({
    status: 302,
    // Shorter than any signature lasts.
    headers: { ...anyOrigin, location: yield* storage.readAt(key), "cache-control": "private, max-age=120", "referrer-policy": "no-referrer" }
  })
})

/**
 * `GET /files/<key>` for whoever knows the key. The disk provider answers with the file, and takes files at
 * `PUT /files/upload/<key>` with a grant; with another one a browser is sent where the file is.
 */
export const layer = Layer.unwrap(Effect.map(Storage, (storage) =>
  storage.provider === "disk" ? diskDoors : HttpRouter.add("GET", "/files/*", redirect(storage))))
