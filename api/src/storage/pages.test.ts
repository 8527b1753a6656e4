import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { makeS3Objects } from "./S3Objects.ts"

const old = "2026-01-01T00:00:00.000Z"
const young = "2026-06-01T00:00:00.000Z"

/** A bucket that lists two objects at once, as every other lists a thousand: the one of the other tests can't go on with a listing. */
const bucketOf = (objects: Map<string, string>) => Effect.acquireRelease(Effect.promise(async () => {
  const list = (prefix: string, after: string) => {
    const found = [...objects].filter(([key]) => key.startsWith(prefix) && key > after).sort()
    const page = found.slice(0, 2)
    const more = found.length > 2 ? `<NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>` : ""
    return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more !== ""}</IsTruncated>${more}${
      page.map(([key, at]) => `<Contents><Key>${key}</Key><LastModified>${at}</LastModified></Contents>`).join("")}</ListBucketResult>`
  }
  const server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: ({ method, url }) => {
    const { pathname, searchParams } = new URL(url)
    if (method === "GET") {
      return new Response(list(searchParams.get("prefix") ?? "", searchParams.get("continuation-token") ?? ""), { headers: { "content-type": "application/xml" } })
    }
    objects.delete(pathname.slice("/files/".length))
    return new Response(null, { status: 204 })
  } })
  const made = await makeS3Objects({
    bucket: "files", region: "us-east-1", accessKeyId: "AKIA1", secretAccessKey: Redacted.make("hidden"), forcePathStyle: true,
    endpoint: `http://127.0.0.1:${server.port}`, publicBaseUrl: undefined, cdnBaseUrl: undefined, reads: "public", grantedFor: 60_000
  })
  return { server, made }
}), ({ made, server }) => Effect.promise(() => (made.client.destroy(), server.stop(true))))

describe("Files in S3 that fill more than a page of a listing", () => {
  it.live("are all removed with what they belong to, and nothing beside it", () => Effect.gen(function*() {
    const objects = new Map(["a/1", "a/2", "a/3", "a/4", "a/5", "b/1"].map((key) => [key, old]))
    const { made } = yield* bucketOf(objects)
    assert.strictEqual(yield* Effect.promise(() => made.removeBelow("a/")), 5)
    assert.deepStrictEqual([...objects.keys()], ["b/1"])
  }).pipe(Effect.scoped))

  it.live("are removed where they lie unclaimed for long, those on a page behind younger ones too", () => Effect.gen(function*() {
    const objects = new Map([["a/1", young], ["a/2", young], ["a/3", old], ["a/4", young], ["a/5", old]])
    const { made } = yield* bucketOf(objects)
    assert.strictEqual(yield* Effect.promise(() => made.removeBelow("a/", Date.parse(young))), 2)
    assert.deepStrictEqual([...objects.keys()], ["a/1", "a/2", "a/4"])
  }).pipe(Effect.scoped))
})
