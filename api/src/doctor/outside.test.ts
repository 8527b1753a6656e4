import { assert, layer } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { existsSync, readdirSync } from "node:fs"
import path from "node:path"
import { execPath } from "node:process"
import { refusedFrame } from "../realtime/frames.ts"
import { Settings } from "../settings/Settings.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { outside } from "./outside.ts"

/** A program that listens on a port of its own until the test ends. */
const listening = (options: Pick<Bun.Serve.Options<undefined>, "fetch" | "websocket">) =>
  Effect.acquireRelease(
    Effect.sync(() => Bun.serve({ ...options, hostname: "127.0.0.1", port: 0 } as Bun.Serve.Options<undefined>)),
    (server) => Effect.promise(() => server.stop(true))
  ).pipe(Effect.map(({ port }) => `localhost:${port}`))

const look = Effect.fnUntraced(function*(change: Partial<Settings["Service"]> = {}) {
  const chosen = ConfigProvider.fromEnvRecord({ EMAIL_TRANSPORT_PROVIDER: "outbox", STORAGE_PROVIDER: "disk", POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false" })
  const all = { ...(yield* Settings), ...change }
  // A run of its own, as the command is: within one, layers are built once, with the settings they met first.
  const found = yield* Effect.promise(() => Effect.runPromise(Effect.provide(outside(all), ConfigProvider.layer(chosen))))
  return Object.fromEntries(found.map((finding) => [finding.check, finding]))
})

const socketAt = (publicUrl: string) => Effect.map(look({ publicUrl }), ({ socket }) => [socket?.level, socket?.detail, "fix" in (socket ?? {})])

/** The command as people run it, on the settings of the program at hand; ends by itself, or is ended after 20 s. */
const command = Effect.gen(function*() {
  const { url } = yield* TestProgram
  const { dataDir, secrets } = yield* Settings
  const database = yield* TestDatabase
  return yield* Effect.promise(async () => {
    const doctor = Bun.spawn([execPath, "--no-env-file", path.join(import.meta.dirname, "../../../scripts/doctor.ts")], {
      stdout: "pipe",
      timeout: 20_000,
      env: {
        DATABASE_URL: Redacted.value(database.url), DATA_DIR: dataDir, PUBLIC_APP_URL: url,
        BETTER_AUTH_SECRET: Redacted.value(secrets.auth), API_KEY_SECRET: Redacted.value(secrets.apiKey), ENCRYPTION_KEY: Redacted.value(secrets.encryption),
        EMAIL_TRANSPORT_PROVIDER: "outbox", STORAGE_PROVIDER: "disk", POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false"
      }
    })
    return { said: await new Response(doctor.stdout).text(), code: await doctor.exited }
  })
})

layer(TestProgram.layer(), { excludeTestServices: true, timeout: "60 seconds" })("The doctor, at a server that runs (P30)", (it) => {
  it.effect("opens a socket through the public address and sends a file there and back", () => Effect.gen(function*() {
    const { url } = yield* TestProgram
    const { dataDir } = yield* Settings
    const { mail, server, socket, storage } = yield* look({ publicUrl: url })
    assert.deepStrictEqual([server?.level, socket?.level, storage?.level, mail?.level], ["ok", "ok", "ok", "warning"], JSON.stringify(storage))
    const left = ["uploads", "files"].flatMap((name) => existsSync(path.join(dataDir, name)) ? readdirSync(path.join(dataDir, name)) : [])
    assert.deepStrictEqual(left, [])
  }))

  it.effect("comes to an end by itself, with 0 when nothing is a problem", () => Effect.gen(function*() {
    const { code, said } = yield* command
    assert.strictEqual(code, 0, said)
    for (const line of ["ok       server: It runs", "ok       socket: A WebSocket", "ok       storage: The disk provider"]) assert.include(said, line)
  }))

  it.effect("names a proxy that lets no WebSocket through", () => Effect.gen(function*() {
    const { url } = yield* TestProgram
    const proxy = yield* listening({ fetch: (request) => fetch(url + new URL(request.url).pathname) })
    const [level, detail] = yield* socketAt(`http://${proxy}`)
    assert.strictEqual(level, "problem")
    assert.include(String(detail), "lets no WebSocket through")
  }).pipe(Effect.scoped))

  it.effect("names a proxy that reaches nobody, one that leads elsewhere, and another program", () => Effect.gen(function*() {
    const cases = [
      [() => new Response("Bad gateway", { status: 502 }), "doesn't reach the server (status 502)"],
      [() => Response.redirect("https://support.test/health", 301), "only leads on to https://support.test"],
      [() => new Response("It works!"), "Another program answers"]
    ] as const
    for (const [answer, sentence] of cases) {
      const [level, detail] = yield* socketAt(`http://${yield* listening({ fetch: answer })}`)
      assert.strictEqual(level, "problem")
      assert.include(String(detail), sentence)
    }
  }).pipe(Effect.scoped))

  it.effect("names a certificate that isn't good, a name that leads nowhere, and nobody at the address", () => Effect.gen(function*() {
    const plain = yield* listening({ fetch: () => new Response("It works!") })
    const cases = [[`https://${plain}`, "TLS to"], ["http://support.invalid", "can't be resolved"], ["http://127.0.0.1:1", "though the server runs"]] as const
    for (const [publicUrl, sentence] of cases) {
      const [level, detail, hasFix] = yield* socketAt(publicUrl)
      assert.deepStrictEqual([level, hasFix], ["problem", true], publicUrl)
      assert.include(String(detail), sentence)
    }
  }).pipe(Effect.scoped))

  it.effect("names a server that was started for another address", () => Effect.gen(function*() {
    const other = yield* listening({
      fetch: (request, server) => server.upgrade(request) ? undefined : new Response(null, { status: 426 }),
      websocket: { open: (socket) => void socket.send(refusedFrame({ _tag: "OriginRefused" })), message: () => undefined }
    })
    const [level, detail] = yield* socketAt(`http://${other}`)
    assert.strictEqual(level, "problem")
    assert.include(String(detail), "turns pages of that very address away")
  }).pipe(Effect.scoped))

  it.effect("names a storage that doesn't know the doctor's grant, one that can't be reached, and one without rights", () => Effect.gen(function*() {
    const { url } = yield* TestProgram
    const { secrets } = yield* Settings
    const otherSecret = yield* look({ publicUrl: url, secrets: { ...secrets, encryption: Redacted.make("d".repeat(32)) } })
    assert.include(otherSecret["storage"]?.detail, "refused a file that was granted")
    const unreached = yield* look({ publicUrl: "http://127.0.0.1:1" })
    assert.include(unreached["storage"]?.detail, "nobody answers")
    const elsewhere = yield* look({ publicUrl: url, dataDir: "/proc/nobody" })
    assert.strictEqual(elsewhere["storage"]?.level, "problem")
  }))
})
