import { FileRefused } from "@cossistant/core/uploads/Upload"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http"
import { byteRange } from "./byteRange.ts"
import { DiskFiles, GrantRefused } from "./DiskFiles.ts"

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
  const range = byteRange(request.headers["range"], file.size)
  if (range === "unsatisfiable") {
    return HttpServerResponse.empty({ status: 416, headers: { ...anyOrigin, "content-range": `bytes */${file.size}` } })
  }
  const { length, offset } = range ?? { offset: 0, length: file.size }
  return HttpServerResponse.raw(file.part(offset, length), {
    status: range === undefined ? 200 : 206,
    contentType: file.mediaType.startsWith("text/") ? `${file.mediaType}; charset=utf-8` : file.mediaType,
    contentLength: length,
    headers: {
      ...anyOrigin,
      ...inert,
      "content-disposition": file.mediaType.startsWith("image/") ? "inline" : "attachment",
      // A key is never given to other bytes.
      "cache-control": "public, max-age=31536000, immutable",
      "accept-ranges": "bytes",
      ...(range === undefined ? {} : { "content-range": `bytes ${offset}-${offset + length - 1}/${file.size}` })
    }
  })
})

/** The disk provider's doors: `PUT /files/upload/<key>` with a grant, `GET /files/<key>` for whoever knows the key. */
export const layer = HttpRouter.use((router) => Effect.gen(function*() {
  const disk = yield* DiskFiles
  yield* router.add("PUT", "/files/upload/*", upload(disk))
  yield* router.add("OPTIONS", "/files/upload/*", preflight)
  yield* router.add("GET", "/files/*", download(disk))
})).pipe(Layer.provide(DiskFiles.layer))
