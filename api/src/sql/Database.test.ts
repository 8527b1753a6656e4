import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import * as Database from "./Database.ts"
import { DatabaseAddress, StartProgress } from "./DatabaseAddress.ts"
import { Epoch } from "./Epoch.ts"

const temporaryFolder = Effect.acquireRelease(
  Effect.sync(() => {
    const folder = mkdtempSync("/tmp/cossistant-database-")
    chmodSync(folder, 0o755)
    return folder
  }),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

describe("The database", () => {
  it.live("needs nothing but a folder: it is made, migrated, proven, and found again by the next start", () =>
    Effect.gen(function*() {
      const folder = yield* temporaryFolder
      const told: Array<string> = []
      const started = Database.layer.pipe(
        Layer.provide(DatabaseAddress.layer),
        Layer.provide(Layer.succeed(StartProgress, (sentence) => Effect.sync(() => told.push(sentence)))),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ DATA_DIR: folder })))
      )
      const look = Effect.gen(function*() {
        const sql = yield* SqlClient
        const [row] = yield* sql<{ role: string; limit: string }>`select current_user as role, current_setting('statement_timeout') as limit`
        return { ...row, epoch: (yield* Epoch).id }
      })
      const first = yield* Effect.provide(look, started)
      const second = yield* Effect.provide(look, Layer.fresh(started))
      assert.strictEqual(first.role, "cossistant_app")
      assert.strictEqual(first.limit, "30s")
      assert.deepStrictEqual(second, first)
      assert.lengthOf(told, 1)
    }).pipe(Effect.scoped))
})
