import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { Settings } from "../settings/Settings.ts"
import { DiskFiles } from "./DiskFiles.ts"
import { newFileKey } from "./fileKey.ts"

const secret = Redacted.make("x".repeat(40))
const folder = Layer.effect(Settings, Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(path.join(tmpdir(), "endless-"))),
  (dataDir) => Effect.sync(() => rmSync(dataDir, { recursive: true }))
).pipe(Effect.map((dataDir) => ({
  entry: "test" as const, publicUrl: "https://support.example", dataDir, signUp: "invite" as const, secrets: { auth: secret, apiKey: secret, encryption: secret }
}))))

layer(DiskFiles.layer.pipe(Layer.provideMerge(folder)), { excludeTestServices: true })("P24: a sender that doesn't stop", (it) => {
  it.effect("is cut off at the size it was granted, and nothing of it stays on the disk", () => Effect.gen(function*() {
    const { receive, sign } = yield* DiskFiles
    const { dataDir } = yield* Settings
    const key = newFileKey({ organizationId: "01JZ00000000000000000000RG", websiteId: "01JZ00000000000000000000SE", entityId: "CO1111111111111111", filename: "a.png", mediaType: "image/png" })
    const grant = sign({ key, size: 3_000, mediaType: "image/png", expiresAt: Date.now() + 60_000 })
    let taken = 0
    const bytes = Stream.range(1, 1_000).pipe(Stream.rechunk(1), Stream.map(() => new Uint8Array(1_000)), Stream.tap(() => Effect.sync(() => void taken++)))
    const refused = yield* Effect.flip(receive({ key, mediaType: "image/png", grant }, bytes))
    assert.deepInclude(refused, { _tag: "FileRefused", reason: "size_differs" })
    assert.strictEqual(taken, 4)
    const left = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    assert.deepStrictEqual(left, [])
  }))
})
