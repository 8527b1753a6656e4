import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Settings } from "../settings/Settings.ts"
import { makeS3Objects } from "./S3Objects.ts"
import { s3Settings } from "./s3Settings.ts"
import { makeS3Signer } from "./s3Signer.ts"
import { Storage } from "./Storage.ts"

/** Where browsers send to: nobody but the server reads there, also in a bucket whose other objects are public. */
const arriving = "private/arriving/"

/** How long a signed address to read at lasts, in seconds. */
const readFor = 300

/**
 * Files in a bucket. Browsers send to a place of their own, and what was looked at is copied to its key: an address that was
 * signed for sending can't change a kept file, and what is read carries the type its bytes have.
 */
export const layer = Layer.effect(Storage, Effect.gen(function*() {
  const { publicUrl } = yield* Settings
  // Asked for when the program's settings were checked.
  const settings = yield* s3Settings
  const { cdnBaseUrl, grantedFor, publicBaseUrl, reads } = settings
  const objects = yield* Effect.promise(() => makeS3Objects(settings))
  const sign = yield* Effect.promise(() => makeS3Signer(objects.base, settings, objects.client))
  yield* Effect.addFinalizer(() => Effect.sync(() => objects.client.destroy()))

  const base = publicBaseUrl ?? objects.base.href.replace(/\/$/, "")
  const atCdn = (key: string) => cdnBaseUrl !== undefined && key.startsWith("cdn/")
  const urlOf = (key: string) =>
    atCdn(key) ? `${cdnBaseUrl}/${key.slice("cdn/".length)}` : `${reads === "signed" ? `${publicUrl}/files` : base}/${key}`
  const originOf = (url: string) => new URL(url).origin

  return Storage.of({
    provider: "s3",
    urlOf,
    readAt: (key) => reads === "public" || atCdn(key)
      ? Effect.succeed(urlOf(key))
      : Effect.promise(() => sign({ method: "GET", key, headers: {}, expiresIn: readFor, now: new Date() })),
    origins: Effect.succeed({
      send: [objects.base.origin],
      read: [...new Set([reads === "signed" ? objects.base.origin : originOf(base), ...(cdnBaseUrl === undefined ? [] : [originOf(cdnBaseUrl)])])]
    }),
    grantedFor: Effect.succeed(grantedFor),
    grant: Effect.fn("Storage.s3.grant")(function*({ expiresAt, key, mediaType, size }) {
      const url = yield* Effect.promise(() => sign({
        method: "PUT",
        key: arriving + key,
        headers: { "content-type": mediaType, "content-length": String(size) },
        expiresIn: grantedFor / 1000,
        now: new Date(expiresAt - grantedFor)
      }))
      // A browser says the length of what it sends by itself.
      return { url, headers: { "content-type": mediaType } }
    }),
    inspect: Effect.fn("Storage.s3.inspect")(function*(key) {
      const found = yield* Effect.promise(() => objects.look(arriving + key))
      if (found !== undefined) return { size: found.size, head: found.head, mark: found.tag }
      const kept = yield* Effect.promise(() => objects.look(key))
      return kept && { size: kept.size, head: kept.head, mark: "" }
    }),
    keep: Effect.fn("Storage.s3.keep")(function*(key, { mark, mediaType }) {
      if (mark === "") return true
      const outcome = yield* Effect.promise(() => objects.copy(arriving + key, key, mark, mediaType))
      if (outcome === "changed") return false
      if (outcome === "missing") return yield* Effect.promise(() => objects.isThere(key))
      yield* Effect.promise(() => objects.remove(arriving + key))
      return true
    }),
    put: ({ bytes, key, mediaType }) => Effect.promise(() => objects.put(key, mediaType, bytes)),
    read: (key) => Effect.promise(() => objects.read(key)),
    remove: Effect.fn("Storage.s3.remove")(function*(key) {
      yield* Effect.promise(() => Promise.all([objects.remove(key), objects.remove(arriving + key)]))
    }),
    removeAll: Effect.fn("Storage.s3.removeAll")(function*(prefix) {
      yield* Effect.promise(() => Promise.all([objects.removeBelow(prefix), objects.removeBelow(arriving + prefix)]))
    }),
    removeArrived: (before) => Effect.promise(() => objects.removeBelow(arriving, before))
  })
}))
