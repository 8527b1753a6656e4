import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { findRedisServer, redisServer } from "../realtime/testing/redisServer.ts"
import { busRoundTrip } from "./busRoundTrip.ts"
import { outsideClock } from "./outsideClock.ts"

const none = { EMAIL_TRANSPORT_PROVIDER: "outbox", STORAGE_PROVIDER: "disk", POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false" }
const set = (values: Record<string, string>) => Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ ...none, ...values })))

/** A vendor that refuses every request, and is as many minutes ahead of this machine. */
const vendor = (minutes: number) => Effect.map(
  Effect.acquireRelease(
    Effect.promise(() => new Promise<ReturnType<typeof createServer>>((resolve) => {
      const server = createServer((_, response) => {
        response.writeHead(403, { date: new Date(Date.now() + minutes * 60_000).toUTCString() }).end()
      }).listen(0, "127.0.0.1", () => resolve(server))
    })),
    (server) => Effect.promise(() => new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }))
  ),
  (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}` // It listens on a port.
)

const s3 = (endpoint: string) => ({
  STORAGE_PROVIDER: "s3", S3_BUCKET_NAME: "files", S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: "key", S3_SECRET_ACCESS_KEY: "secret"
})
const resend = (url: string) => ({ EMAIL_TRANSPORT_PROVIDER: "resend", EMAIL_NOTIFICATION_FROM: "a@acme.test", RESEND_API_KEY: "re_1", RESEND_BASE_URL: url })
const tinybird = (url: string) => ({ TINYBIRD_ENABLED: "true", TINYBIRD_HOST: url, TINYBIRD_TOKEN: "t", TINYBIRD_WORKSPACE: "w" })

describe("The doctor, about this machine's clock (P30)", () => {
  it.live("names a clock that is ten minutes off a provider's, whichever was chosen", () => Effect.gen(function*() {
    const url = yield* vendor(10)
    for (const values of [s3(url), resend(url), tinybird(url)]) {
      const found = yield* outsideClock("http://localhost:3000").pipe(set(values))
      assert.strictEqual(found.level, "problem", JSON.stringify(found))
      assert.match(found.detail, /^127\.0\.0\.1:\d+ says another time than this machine: (9m 5\ds|10m)/)
      assert.include(JSON.stringify(found), "NTP")
    }
    const slow = yield* outsideClock("http://localhost:3000").pipe(set(s3(yield* vendor(-10))))
    assert.strictEqual(slow.level, "problem")
  }).pipe(Effect.scoped))

  it.live("takes a provider on this very machine for no proof, and says that nobody outside was asked", () => Effect.gen(function*() {
    const here = yield* vendor(0)
    for (const values of [s3(here), {}, tinybird("http://127.0.0.1:1")]) {
      const found = yield* outsideClock("http://localhost:3000").pipe(set(values))
      assert.strictEqual(found.level, "note")
      assert.include(found.detail, "Nobody outside")
    }
  }).pipe(Effect.scoped))
})

describe("The doctor, about the way between nodes (P30)", () => {
  const level = (values: Record<string, string>) => Effect.map(busRoundTrip.pipe(set(values)), ([found]) => found)
  const at = (url: string) => level({ REALTIME_BUS: "redis", REDIS_URL: url })

  it.effect("says nothing where Redis isn't chosen, and names a bus there is none of and an address that is missing", () => Effect.gen(function*() {
    assert.isUndefined(yield* level({}))
    assert.include(JSON.stringify(yield* level({ REALTIME_BUS: "rabbit" })), "REALTIME_BUS is one of")
    assert.include((yield* level({ REALTIME_BUS: "redis" }))?.detail, "REDIS_URL is missing")
  }))

  it.live("names an address nobody answers at, and one that is none, without a password", () => Effect.gen(function*() {
    for (const url of ["redis://:hunter2@127.0.0.1:1", "http://:hunter2@127.0.0.1:1", "hunter2"]) {
      const found = yield* at(url)
      assert.strictEqual(found?.level, "problem", url)
      assert.notInclude(JSON.stringify(found), "hunter2")
    }
  }))

  if (findRedisServer() === undefined) it.skip("hears itself through Redis (no redis-server on this machine: install the package redis-server)", () => {})
  else {
    it.live("hears itself through Redis, and names a wrong password and an account that may not speak", () => Effect.gen(function*() {
      const { command, url } = yield* redisServer
      assert.strictEqual((yield* at(url))?.level, "ok")
      yield* command("ACL", "SETUSER", "mute", "on", ">right", "+@all", "resetchannels")
      const account = (password: string) => url.replace("redis://", `redis://mute:${password}@`)
      const wrong = yield* at(account("wrong"))
      assert.deepStrictEqual([wrong?.level, JSON.stringify(wrong).includes("wrong@")], ["problem", false])
      assert.include(wrong?.detail, "WRONGPASS")
      assert.include((yield* at(account("right")))?.detail, "NOPERM")
    }).pipe(Effect.scoped))
  }
})
