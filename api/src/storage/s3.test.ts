import { assert, describe, it, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as HttpRouter from "effect/http/HttpRouter"
import { makeAnswer } from "../http/answer.ts"
import { Settings } from "../settings/Settings.ts"
import * as fileRoutes from "./fileRoutes.ts"
import { newFileKey } from "./fileKey.ts"
import { choice } from "./layer.ts"
import { Storage } from "./Storage.ts"
import { Peer, peerStorage } from "./testing/peerStorage.ts"

const secret = Redacted.make("x".repeat(40))
const settings = Layer.succeed(Settings, {
  entry: "test", publicUrl: "https://support.example", dataDir: "/nowhere", signUp: "invite", secrets: { auth: secret, apiKey: secret, encryption: secret }
})
const over = (...args: Parameters<typeof peerStorage>) => peerStorage(...args).pipe(Layer.provideMerge(settings))

const place = { organizationId: "01JZ00000000000000000000RG", websiteId: "01JZ00000000000000000000SE", filename: "a.png", mediaType: "image/png" }
const attachment = newFileKey({ ...place, entityId: "CO1111111111111111" })
const face = newFileKey({ ...place, entityId: "person", path: ["users", "person", "avatars"], isCdn: true })
const bytes = Uint8Array.from([1, 2, 3])
const statusOf = (url: string) => Effect.promise(async () => (await fetch(url)).status)

const sendAs = (key: string, body: string) => Effect.gen(function*() {
  const { grant } = yield* Storage
  const { headers, url } = yield* grant({ key, size: body.length, mediaType: "image/png", expiresAt: Date.now() + 60_000 })
  return yield* Effect.promise(() => fetch(url, { method: "PUT", body, headers }))
})

layer(over(), { excludeTestServices: true })("Files in S3", (it) => {
  it.effect("aren't kept when something else was sent since they were looked at", () => Effect.gen(function*() {
    const { inspect, keep, read, removeArrived } = yield* Storage
    yield* sendAs(attachment, "harmless")
    const seen = yield* inspect(attachment)
    yield* sendAs(attachment, "replaced")
    assert.isFalse(yield* keep(attachment, { mark: seen?.mark ?? "", mediaType: "image/png" }))
    assert.isUndefined(yield* read(attachment))
    const again = yield* inspect(attachment)
    assert.isTrue(yield* keep(attachment, { mark: again?.mark ?? "", mediaType: "image/png" }))
    assert.isTrue(yield* keep(attachment, { mark: again?.mark ?? "", mediaType: "image/png" }))
    assert.strictEqual(Buffer.from((yield* read(attachment)) ?? []).toString(), "replaced")
    yield* sendAs(attachment, "too late")
    assert.strictEqual(yield* removeArrived(0), 0)
    assert.strictEqual(yield* removeArrived(Date.now() + 60_000), 1)
    assert.strictEqual(yield* removeArrived(Date.now() + 60_000), 0)
    assert.strictEqual(Buffer.from((yield* read(attachment)) ?? []).toString(), "replaced")
  }))

  it.effect("are read at the bucket's own address unless another is set, and nothing can be listed", () => Effect.gen(function*() {
    const { put, urlOf } = yield* Storage
    const { url } = yield* Peer
    yield* put({ key: face, mediaType: "image/png", bytes })
    assert.strictEqual(urlOf(face), `${url}/files/${face}`)
    assert.strictEqual(yield* statusOf(urlOf(face)), 200)
    assert.strictEqual(yield* statusOf(`${url}/files?list-type=2`), 403)
  }))
})

layer(over({}, (url) => ({ S3_PUBLIC_BASE_URL: "https://files.example/base/", S3_CDN_BASE_URL: `${url}/files/cdn` })), { excludeTestServices: true })(
  "Files behind a CDN",
  (it) => {
    it.effect("are read there when their key says so, without moving", () => Effect.gen(function*() {
      const { origins, put, urlOf } = yield* Storage
      const { url } = yield* Peer
      yield* put({ key: face, mediaType: "image/png", bytes })
      assert.strictEqual(urlOf(face), `${url}/files/cdn/${face.slice(4)}`)
      assert.strictEqual(yield* statusOf(urlOf(face)), 200)
      assert.strictEqual(urlOf(attachment), `https://files.example/base/${attachment}`)
      assert.deepStrictEqual(yield* origins, { send: [url], read: ["https://files.example", url] })
    }))
  }
)

layer(over({ publicReads: false }, (url) => ({ STORAGE_READS: "signed", S3_CDN_BASE_URL: `${url}/files/cdn` })), { excludeTestServices: true })("Files of a private bucket", (it) => {
  it.effect("keep an address of ours that leads to a signed one for a while, and to nothing else", () => Effect.gen(function*() {
    const { put, urlOf } = yield* Storage
    const { url } = yield* Peer
    yield* put({ key: attachment, mediaType: "image/png", bytes })
    yield* put({ key: "private/letter.eml", mediaType: "message/rfc822", bytes })
    assert.strictEqual(urlOf(attachment), `https://support.example/files/${attachment}`)
    assert.strictEqual(yield* statusOf(`${url}/files/${attachment}`), 403)
    const answer = yield* makeAnswer(fileRoutes.layer, [], [])
    const get = (path: string) => Effect.promise(() => answer(new Request(`https://support.example${path}`, {}), "192.0.2.1"))
    const lead = yield* get(`/files/${attachment}`)
    const location = lead.headers.get("location") ?? ""
    assert.strictEqual(lead.status, 302)
    assert.deepStrictEqual([lead.headers.get("cache-control"), lead.headers.get("referrer-policy")], ["private, max-age=120", "no-referrer"])
    // Whoever kept the address can't read for longer than a few minutes.
    assert.strictEqual(new URL(location).searchParams.get("X-Amz-Expires"), "300")
    assert.isTrue(location.startsWith(`${url}/files/${attachment}?`), location)
    assert.strictEqual(yield* statusOf(location), 200)
    assert.strictEqual(yield* statusOf(location.replace("a.png", "b.png")), 403)
    // What a CDN serves is read there, also when a letter says our own address.
    assert.strictEqual((yield* get(`/files/${face}`)).headers.get("location"), `${url}/files/cdn/${face.slice(4)}`)
    for (const path of ["/files/private/letter.eml", `/files/${attachment}/..`, "/files/", "/files/https://elsewhere.example/x.png"]) {
      assert.strictEqual((yield* get(path)).status, 404, path)
    }
  }).pipe(Effect.scoped, Effect.provide(HttpRouter.layer)))
})

describe("The settings of S3", () => {
  const good = { S3_BUCKET_NAME: "files", S3_REGION: "eu-central-1", S3_ACCESS_KEY_ID: "AKIA1", S3_SECRET_ACCESS_KEY: "hidden" }
  const chosen = (values: Record<string, string>) => choice.pipe(
    Effect.map((name): string | ReadonlyArray<string> => name),
    Effect.catchTag("SettingsError", ({ problems }) => Effect.succeed(problems)),
    Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord(values)))
  )

  it.effect("choose it when a bucket is named, unless the disk is asked for", () => Effect.gen(function*() {
    assert.strictEqual(yield* chosen(good), "s3")
    assert.strictEqual(yield* chosen({ ...good, STORAGE_PROVIDER: "disk" }), "disk")
    assert.strictEqual(yield* chosen({}), "disk")
    assert.strictEqual(yield* chosen({ ...good, S3_REGION: "", S3_ENDPOINT: "https://objects.example" }), "s3")
  }))

  it.effect("stop the start with sentences that name the variable and the fix, and never the secret", () => Effect.gen(function*() {
    const cases: ReadonlyArray<readonly [Record<string, string>, ReadonlyArray<string>]> = [
      [{ STORAGE_PROVIDER: "s3" }, ["S3_BUCKET_NAME, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY", "STORAGE_PROVIDER=disk"]],
      [{ S3_BUCKET_NAME: "files" }, ["S3_BUCKET_NAME is set", "S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY"]],
      [{ ...good, S3_SECRET_ACCESS_KEY: " " }, ["wants S3_SECRET_ACCESS_KEY too"]],
      [{ ...good, S3_BUCKET_NAME: "https://files.s3.amazonaws.com" }, ["S3_BUCKET_NAME wants the bucket's name alone"]],
      [{ ...good, S3_ENDPOINT: "objects.example" }, ["S3_ENDPOINT wants an address such as"]],
      [{ ...good, S3_ENDPOINT: "https://objects.example/files" }, ["take /files off"]],
      [{ ...good, S3_PUBLIC_BASE_URL: "ftp://files.example" }, ["S3_PUBLIC_BASE_URL wants an address"]],
      [{ ...good, S3_CDN_BASE_URL: "cdn" }, ["S3_CDN_BASE_URL wants an address"]],
      [{ ...good, STORAGE_READS: "private" }, ["STORAGE_READS is one of public, signed"]],
      [{ ...good, S3_SIGNED_URL_EXPIRATION_SECONDS: "59" }, ["60 to 3600"]],
      [{ ...good, S3_SIGNED_URL_EXPIRATION_SECONDS: "3601" }, ["60 to 3600"]],
      [{ ...good, S3_SIGNED_URL_EXPIRATION_SECONDS: "soon" }, ["S3_SIGNED_URL_EXPIRATION_SECONDS wants a whole number"]],
      [{ STORAGE_PROVIDER: "gcs" }, ["STORAGE_PROVIDER is one of disk, s3"]]
    ]
    for (const [values, parts] of cases) {
      const problems = yield* chosen(values)
      const said = Array.isArray(problems) ? problems.join("\n") : `chose ${String(problems)}`
      for (const part of parts) assert.include(said, part)
      assert.notInclude(said, "hidden")
    }
  }))
})
