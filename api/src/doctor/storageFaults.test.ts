import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { Settings } from "../settings/Settings.ts"
import type { S3PeerOptions } from "../../../e2e/src/peers/S3Peer.ts"
import { peerStorage } from "../storage/testing/peerStorage.ts"
import { storageRoundTrip } from "./storageRoundTrip.ts"

const secret = Redacted.make("x".repeat(40))
const settings = (publicUrl: string) => Layer.succeed(Settings, {
  entry: "test", publicUrl, dataDir: "/nowhere", signUp: "invite", secrets: { auth: secret, apiKey: secret, encryption: secret }
})

interface Place {
  readonly bucket?: S3PeerOptions
  readonly change?: (url: string) => Record<string, string>
  readonly publicUrl?: string
}

/** What the doctor finds about a bucket with these rules, under these settings. */
const look = ({ bucket, change, publicUrl = "http://localhost:3000" }: Place) =>
  storageRoundTrip(false).pipe(
    Effect.provide(peerStorage(bucket, change).pipe(Layer.provideMerge(settings(publicUrl)), Layer.orDie))
  )

/** Answers everything with a page, as a web host does to addresses it doesn't know. */
const stranger = Effect.acquireRelease(
  Effect.sync(() => Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response("<html>Welcome</html>") })),
  (server) => Effect.promise(() => server.stop(true))
)

it.live("the doctor finds nothing wrong with a bucket that is set up as documented, public or private, with a CDN or without", () =>
  Effect.gen(function*() {
    const good: ReadonlyArray<Place> = [
      {},
      { bucket: { publicReads: false }, change: () => ({ STORAGE_READS: "signed" }) },
      { change: (url) => ({ S3_PUBLIC_BASE_URL: `${url}/files`, S3_CDN_BASE_URL: `${url}/files/cdn` }) }
    ]
    for (const place of good) assert.deepInclude(yield* look(place), { check: "storage", level: "ok" })
  }), 30_000)

it.live("the doctor tells the faults of a bucket apart, each with what to do", () => Effect.gen(function*() {
  const { port } = yield* stranger
  const cases: ReadonlyArray<readonly [Place, says: string, fix: string]> = [
    [{ change: () => ({ S3_SECRET_ACCESS_KEY: "another" }) }, "(status 403): the signing credentials or bucket permissions are wrong", "S3_SECRET_ACCESS_KEY"],
    [{ bucket: { denied: ["PUT"] } }, "(status 403): the signing credentials or bucket permissions are wrong", "s3:PutObject"],
    [{ bucket: { corsOrigins: [] } }, "the bucket's CORS rules were not applied or are too restrictive", "Allow PUT, GET and HEAD"],
    [{ bucket: { corsOrigins: ["https://only.example"] } }, "the bucket's CORS rules were not applied or are too restrictive", "from any origin"],
    [{ change: (url) => ({ S3_PUBLIC_BASE_URL: `${url}/elsewhere` }) }, "upload succeeds but its public URL fails", "Set S3_PUBLIC_BASE_URL"],
    [{ bucket: { publicReads: false } }, "upload succeeds but its public URL fails", "STORAGE_READS=signed"],
    [{ change: () => ({ S3_PUBLIC_BASE_URL: `http://127.0.0.1:${port}` }) }, "URLs work directly but not in-app", "Make S3_PUBLIC_BASE_URL match"],
    [{ publicUrl: "https://support.example" }, "URLs work directly but not in-app", "https address"],
    [{ change: (url) => ({ S3_CDN_BASE_URL: `${url}/files` }) }, "S3_CDN_BASE_URL doesn't lead to the bucket's folder cdn/", "origin path /cdn"],
    [{ bucket: { denied: ["DELETE"] } }, "The storage can't be used", "s3:DeleteObject"],
    [{ change: () => ({ S3_ENDPOINT: "http://127.0.0.1:1" }) }, "can't be reached: nobody answers", "S3_ENDPOINT"]
  ]
  for (const [place, says, fix] of cases) {
    const found = yield* look(place)
    assert.deepInclude(found, { check: "storage", level: "problem" }, says)
    assert.include(found.detail, says)
    assert.include("fix" in found ? found.fix : "", fix)
  }
}).pipe(Effect.scoped), 60_000)

it.effect("the doctor names a storage that takes every call and answers none, and waits ten seconds for it", () => Effect.gen(function*() {
  const calls = { OPTIONS: Promise.withResolvers<void>(), other: Promise.withResolvers<void>() }
  const silent = yield* Effect.acquireRelease(
    Effect.sync(() => Bun.serve({
      hostname: "127.0.0.1", port: 0, idleTimeout: 0,
      fetch: ({ method }) => (calls[method === "OPTIONS" ? method : "other"].resolve(), new Promise<Response>(() => undefined))
    })),
    (server) => Effect.promise(() => server.stop(true))
  )
  const looking = yield* Effect.forkChild(look({ change: () => ({ S3_ENDPOINT: `http://127.0.0.1:${silent.port}` }) }))
  yield* Effect.promise(() => calls.OPTIONS.promise)
  yield* TestClock.adjust("10 seconds")
  // What may have been left there is to be removed, which isn't answered either.
  yield* Effect.promise(() => calls.other.promise)
  yield* TestClock.adjust("5 seconds")
  const found = yield* Fiber.join(looking)
  assert.deepInclude(found, { check: "storage", level: "problem" })
  assert.include(found.detail, `http://127.0.0.1:${silent.port} can't be reached: no answer within 10 s.`)
  assert.include("fix" in found ? found.fix : "", "S3_ENDPOINT")
}).pipe(Effect.scoped), 20_000)
