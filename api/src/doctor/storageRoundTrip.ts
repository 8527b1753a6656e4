import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ulid } from "ulid"
import { newFileKey } from "../storage/fileKey.ts"
import { Storage } from "../storage/Storage.ts"
import { fine, type Finding, problem, warning } from "./Finding.ts"

const check = "storage"
const text = "A probe of the doctor's; it may be removed."
const mediaType = "text/plain"

/** Sends a probe to the storage as a browser on any page does, reads it back and removes it. Never fails. */
export const storageRoundTrip = (isRunning: boolean): Effect.Effect<Finding, never, Storage> =>
  Effect.gen(function*() {
    const storage = yield* Storage
    const organizationId = ulid()
    const key = newFileKey({ organizationId, websiteId: ulid(), conversationId: "CO1111111111111111", filename: "probe", mediaType })
    return yield* Effect.ensuring(roundTrip(storage, key, isRunning), storage.removeAll(`${organizationId}/`))
  }).pipe(
    Effect.catch(Effect.succeed),
    Effect.catchDefect((defect) => Effect.succeed(problem(
      check,
      `The storage can't be used: ${defect instanceof Error ? defect.message : "it doesn't answer"}.`,
      "Let this account write there (DATA_DIR for the disk provider), or correct the provider's settings."
    )))
  )

const roundTrip = Effect.fnUntraced(function*(storage: Storage["Service"], key: string, isRunning: boolean) {
  const size = Buffer.byteLength(text)
  const grant = yield* storage.grant({ key, mediaType, size, expiresAt: (yield* Clock.currentTimeMillis) + 60_000 })
  const place = new URL(grant.url).origin
  const ask = (url: string, init: RequestInit) => Effect.tryPromise({
    try: async (signal) => {
      const response = await fetch(url, { ...init, signal })
      return { status: response.status, headers: response.headers, text: await response.text() }
    },
    catch: () => isRunning || storage.provider !== "disk"
      ? problem(check, `Files can't be sent to ${place}: nobody answers.`, "See to the public address first; browsers send files there.")
      : warning(check, "Files go through the server, which isn't running.", "Start it, then run the doctor again.")
  })
  const broken = (detail: string, fix: string) => Effect.fail(problem(check, detail, fix))

  const preflight = yield* ask(grant.url, {
    method: "OPTIONS",
    headers: { origin: "https://page.test", "access-control-request-method": "PUT", "access-control-request-headers": Object.keys(grant.headers).join() }
  })
  if (!["*", "https://page.test"].includes(preflight.headers.get("access-control-allow-origin") ?? "")) {
    return yield* broken(`${place} doesn't let pages of other origins send files (CORS).`, "Allow PUT and GET from any origin there.")
  }
  const sent = yield* ask(grant.url, { method: "PUT", headers: grant.headers, body: text })
  if (sent.status >= 300) {
    return yield* broken(
      `${place} refused a file that was granted (status ${sent.status}).`,
      "The doctor must read the same secrets and settings as the server; for an outside storage, check its credentials."
    )
  }
  const found = yield* storage.inspect(key)
  yield* storage.keep(key)
  const read = yield* ask(storage.urlOf(key), {})
  if (found?.size !== size || read.text !== text) {
    return yield* broken(`What was sent to ${place} can't be read back (status ${read.status}).`, "The doctor and the server must use the same DATA_DIR or bucket.")
  }
  yield* storage.remove(key)
  if ((yield* ask(`${storage.urlOf(key)}?removed`, {})).status < 400) {
    return yield* broken("A file that was removed can still be read.", "Allow the provider's credentials to delete.")
  }
  return fine(check, `The ${storage.provider} provider takes a file, gives it back and removes it.`)
})
