import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { choice as analytics } from "../analytics/layer.ts"
import { choice as billing } from "../billing/layer.ts"
import { readEnvironment } from "./environment.ts"
import { Settings } from "./Settings.ts"
import { switches } from "./values.ts"

/** What the program reads in production with this environment and this `.env`. */
const read = Effect.fnUntraced(function*(own: Record<string, string>, file = "") {
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(path.join(tmpdir(), "environment-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true }))
  )
  writeFileSync(path.join(folder, ".env"), file)
  return ConfigProvider.layer(ConfigProvider.fromEnvRecord(readEnvironment("start", folder, own).values))
})

describe("The environment", () => {
  it.effect("tells an empty switch from a missing one: empty is off, missing is on", () => Effect.gen(function*() {
    const chosen = Effect.all([billing, analytics])
    for (const [own, file] of [[{ POLAR_ENABLED: "", TINYBIRD_ENABLED: "" }, ""], [{}, "POLAR_ENABLED=\nTINYBIRD_ENABLED=\n"]] as const) {
      assert.deepStrictEqual(yield* Effect.provide(chosen, yield* read(own, file)), ["self_hosted", "none"])
    }
    const asked = yield* Effect.flip(Effect.provide(chosen, yield* read({})))
    assert.include(asked.message, "POLAR_ENABLED is not set")
  }).pipe(Effect.scoped))

  it.effect("lets an empty switch of the environment win over the file's, as any other value does", () => Effect.gen(function*() {
    for (const name of switches) {
      const settings = yield* read({ POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false", [name]: "" }, `${name}=true\n`)
      assert.deepStrictEqual(yield* Effect.provide(Effect.all([billing, analytics]), settings), ["self_hosted", "none"])
    }
  }).pipe(Effect.scoped))

  it.effect("takes every other empty line for one that isn't there", () => Effect.gen(function*() {
    const secrets = { BETTER_AUTH_SECRET: "a".repeat(32), API_KEY_SECRET: "b".repeat(32), ENCRYPTION_KEY: "c".repeat(32) }
    const settings = yield* read({ ...secrets, SIGN_UP: "", PUBLIC_APP_URL: "" }, "PORT=\nHOST=\nDATA_DIR=\nSIGN_UP=open\n")
    const { publicUrl, signUp } = yield* Settings.pipe(Effect.provide(Settings.layer("start")), Effect.provide(settings))
    assert.deepStrictEqual([publicUrl, signUp], ["http://localhost:3000", "open"])
  }).pipe(Effect.scoped))

  it("takes space around a value for no part of it, and a line of spaces for an empty one; a secret stays as it is", () => {
    const secret = ` ${"a".repeat(32)}\n`
    const { values } = readEnvironment("test", ".", { DATA_DIR: " /var/lib/cossistant\n", HOST: " 0.0.0.0 ", PORT: "  ", DATABASE_URL: " ", POLAR_ENABLED: " ", ENCRYPTION_KEY: secret })
    assert.deepStrictEqual(values, { DATA_DIR: "/var/lib/cossistant", HOST: "0.0.0.0", POLAR_ENABLED: "false", ENCRYPTION_KEY: secret })
  })
})
