import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { SMTPServer } from "smtp-server"
import type { AddressInfo } from "node:net"
import { startTinybird } from "../../../e2e/src/peers/TinybirdPeer.ts"
import { listener } from "./doors.ts"
import { misspelled } from "./misspelled.ts"
import { vendors } from "./vendors.ts"

const set = (values: Record<string, string>) => Effect.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ POLAR_ENABLED: "false", ...values })))
const about = (check: string, values: Record<string, string>) => Effect.map(vendors.pipe(set(values)), (found) => {
  const finding = found.find((each) => each.check === check)
  return `${finding?.level}: ${finding?.detail}`
})

describe("The doctor, about the vendors that were chosen (P30)", () => {
  it.live("asks Tinybird with both tokens and sends it no row", () => Effect.gen(function*() {
    const peer = yield* Effect.acquireRelease(
      Effect.promise(() => startTinybird({ token: "append", signingKey: "sign", workspace: "w" })),
      ({ close }) => Effect.promise(async () => close())
    )
    const right = { TINYBIRD_ENABLED: "true", TINYBIRD_HOST: peer.host, TINYBIRD_TOKEN: "append", TINYBIRD_SIGNING_KEY: "sign", TINYBIRD_WORKSPACE: "w" }
    assert.include(yield* about("analytics", right), "ok: ")
    assert.include(yield* about("analytics", { ...right, TINYBIRD_SIGNING_KEY: "another" }), "problem: Tinybird refuses what TINYBIRD_SIGNING_KEY signs")
    assert.include(yield* about("analytics", { ...right, TINYBIRD_TOKEN: "another" }), "problem: Tinybird refuses TINYBIRD_TOKEN")
    assert.include(yield* about("analytics", { ...right, TINYBIRD_HOST: "http://127.0.0.1:1" }), "problem: Tinybird can't be asked")
    assert.deepStrictEqual(peer.batches, [])
  }).pipe(Effect.scoped))

  it.effect("names a places' file that isn't there", () => Effect.gen(function*() {
    const missing = { TINYBIRD_ENABLED: "false", GEO_PROVIDER: "maxmind", MAXMIND_DB_PATH: "/nowhere/city.mmdb" }
    assert.include(yield* about("geo", missing), "problem: MAXMIND_DB_PATH=/nowhere/city.mmdb")
  }))

  it.effect("hears the listener's greeting, and names one that doesn't answer", () => Effect.gen(function*() {
    const server = yield* Effect.acquireRelease(
      Effect.promise(() => new Promise<SMTPServer>((resolve) => {
        const server = new SMTPServer({ disabledCommands: ["AUTH", "STARTTLS"] })
        server.on("error", () => undefined)
        server.listen(0, "127.0.0.1", () => resolve(server))
      })),
      (server) => Effect.promise(() => new Promise<void>((resolve) => server.close(() => resolve())))
    )
    const port = String((server.server.address() as AddressInfo).port) // It listens on a port.
    const at = (port: string, isRunning: boolean) => Effect.map(
      listener(isRunning).pipe(set({ SMTP_INBOUND_PORT: port, SMTP_INBOUND_DOMAIN: "in.acme.test" })), ([found]) => found?.level)
    assert.strictEqual(yield* at(port, true), "ok")
    assert.strictEqual(yield* at("1", true), "problem")
    assert.strictEqual(yield* at("1", false), "warning")
    assert.deepStrictEqual(yield* listener(true).pipe(set({})), [])
  }).pipe(Effect.scoped))

  it("names a slip in a setting's name, and leaves other programs' names alone", () => {
    const found = misspelled(["EMAIL_TRANSPROT_PROVIDER", "S3_BUCKET_NAM", "PORT", "POSTGRES_PASSWORD", "TZ"])
    assert.deepStrictEqual(found.map((finding) => "fix" in finding && finding.fix), ["Did you mean EMAIL_TRANSPORT_PROVIDER?", "Did you mean S3_BUCKET_NAME?"])
  })
})
