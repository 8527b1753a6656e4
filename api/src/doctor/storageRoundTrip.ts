import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { Settings } from "../settings/Settings.ts"
import { newFileKey } from "../storage/fileKey.ts"
import { Storage } from "../storage/Storage.ts"
import { fine, type Finding, problem, warning } from "./Finding.ts"
import { cdnFault, corsFault, defectFault, diskFault, readFault, strangerFault, uploadFault } from "./storageFaults.ts"

const check = "storage"
const text = "A probe of the doctor's; it may be removed."
const mediaType = "text/plain"
const page = "https://page.test"

/** Sends a probe to the storage as a browser on any page does, reads it back where browsers read and removes it. Never fails. */
export const storageRoundTrip = (isRunning: boolean): Effect.Effect<Finding, never, Storage | Settings> =>
  Effect.gen(function*() {
    const storage = yield* Storage
    const { publicUrl } = yield* Settings
    const organizationId = ulid()
    const place = { organizationId, websiteId: ulid(), entityId: "CO1111111111111111", filename: "probe", mediaType }
    const key = newFileKey(place)
    const pictureKey = newFileKey({ ...place, isCdn: true })
    const cleared = Effect.exit(Effect.timeout(Effect.andThen(storage.remove(pictureKey), storage.removeAll(`${organizationId}/`)), "5 seconds"))
    return yield* Effect.ensuring(roundTrip({ storage, key, pictureKey, isRunning, publicUrl }), cleared).pipe(
      Effect.catch(Effect.succeed),
      Effect.catchDefect((defect) => Effect.succeed(defectFault(storage.provider, defect))),
      Effect.timeoutOrElse({ duration: "1 minute", orElse: () => Effect.succeed(defectFault(storage.provider, new Error("it doesn't come to an end within a minute"))) })
    )
  })

interface Probe {
  readonly storage: Storage["Service"]
  readonly key: string
  readonly pictureKey: string
  readonly isRunning: boolean
  readonly publicUrl: string
}

const roundTrip = Effect.fnUntraced(function*({ isRunning, key, pictureKey, publicUrl, storage }: Probe) {
  const size = Buffer.byteLength(text)
  const { provider } = storage
  const grant = yield* storage.grant({ key, mediaType, size, expiresAt: (yield* Clock.currentTimeMillis) + 60_000 })
  const place = new URL(grant.url).origin
  const ask = (url: string, init: RequestInit) => Effect.tryPromise({
    try: async (signal) => {
      const response = await fetch(url, { ...init, signal })
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
    catch: () => "nobody answers"
  }).pipe(
    Effect.timeoutOrElse({ duration: "10 seconds", orElse: () => Effect.fail("no answer within 10 s") }),
    Effect.mapError((why) => isRunning || provider !== "disk"
      ? problem(check, `${new URL(url).origin} can't be reached: ${why}.`, provider === "disk"
        ? "See to the public address first; browsers send files there."
        : "Check S3_ENDPOINT, S3_REGION and S3_PUBLIC_BASE_URL: browsers send files there and read them.")
      : warning(check, "Files go through the server, which isn't running.", "Start it, then run the doctor again."))
  )
  const list = (headers: Headers, name: string) => (headers.get(name) ?? "").toLowerCase().split(",").map((each) => each.trim())
  const lets = (given: ReadonlyArray<string>, wanted: string) => given.includes("*") || given.includes(wanted)

  const names = Object.keys(grant.headers)
  const preflight = yield* ask(grant.url, {
    method: "OPTIONS",
    headers: { origin: page, "access-control-request-method": "PUT", "access-control-request-headers": names.join() }
  })
  const isLet = preflight.status < 300 && lets(list(preflight.headers, "access-control-allow-origin"), page)
    && lets(list(preflight.headers, "access-control-allow-methods"), "put")
    && names.every((name) => lets(list(preflight.headers, "access-control-allow-headers"), name.toLowerCase()))
  if (!isLet) return yield* Effect.fail(corsFault(provider, place))

  const sent = yield* ask(grant.url, { method: "PUT", headers: { ...grant.headers, origin: page }, body: text })
  if (provider === "disk" && sent.status === 507) return yield* Effect.fail(diskFault)
  if (sent.status >= 300) return yield* Effect.fail(uploadFault(provider, place, sent.status))
  const found = yield* storage.inspect(key)
  yield* storage.keep(key, { mark: found?.mark ?? "", mediaType })

  const url = yield* storage.readAt(key)
  if (publicUrl.startsWith("https:") && url.startsWith("http:")) return yield* Effect.fail(strangerFault(url, true))
  const read = yield* ask(url, {})
  if (found?.size !== size || read.status >= 300) return yield* Effect.fail(readFault(provider, url, read.status))
  if (read.text !== text) return yield* Effect.fail(strangerFault(url, false))

  const picture = storage.urlOf(pictureKey)
  if (!picture.endsWith(pictureKey)) {
    yield* storage.put({ key: pictureKey, mediaType, bytes: Buffer.from(text) })
    const seen = yield* ask(picture, {})
    if (seen.text !== text) return yield* Effect.fail(cdnFault(picture, seen.status))
  }

  yield* storage.remove(key)
  const left = yield* storage.readAt(key)
  if ((yield* ask(left.includes("?") ? left : `${left}?removed`, {})).status < 400) {
    return yield* Effect.fail(problem(check, "A file that was removed can still be read.", "Allow the provider's credentials to delete."))
  }
  return fine(check, `The ${provider} provider takes a file, gives it back and removes it.`)
})
