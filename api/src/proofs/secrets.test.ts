import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { readdirSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { Settings } from "../settings/Settings.ts"
import { TestDatabase } from "../testing/TestDatabase.ts"
import { TestProgram } from "../testing/TestProgram.ts"
import { everyRow } from "./everyRow.ts"
import { type Canary, environment, notSecret, secretLife } from "./secretLife.ts"
import { watchProcess } from "./watchProcess.ts"

const filesBelow = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile()).map((file) => `${file} ${readFileSync(file, "latin1")}`)

/** A secret as it is and as others write it. */
const forms = ({ value }: Canary) => [
  value, Buffer.from(value).toString("hex"), Buffer.from(value).toString("base64").replace(/=+$/, ""), Buffer.from(value).toString("base64url"),
  encodeURIComponent(value)
]

/** Which secrets stand in which of the texts: `name in the beginning of the text`. */
const found = (canaries: ReadonlyArray<Canary>, texts: ReadonlyArray<string>) =>
  canaries.flatMap((canary) => texts.filter((text) => forms(canary).some((form) => text.includes(form))).map((text) => `${canary.name} in ${text.slice(0, 200)}`))

describe("P28: secrets", () => {
  it.live("stand in no log line, trace, table, file, address or answer but the one that tells them to their owner", () => Effect.gen(function*() {
    const { collector, log, replies, telemetry } = yield* watchProcess
    const settings = { ...environment, LOG_LEVEL: "Trace", OTEL_EXPORTER_OTLP_ENDPOINT: collector, OUTGOING_ALLOW_PRIVATE: "127.0.0.1/32" }
    const { canaries, files, rows } = yield* Effect.gen(function*() {
      const canaries = yield* secretLife
      const { admin } = yield* TestDatabase
      const { dataDir } = yield* Settings
      return { canaries, rows: yield* everyRow(admin), files: filesBelow(dataDir) }
    }).pipe(Effect.provide(TestProgram.layer(settings)))

    assert.isTrue(rows.some((row) => row.includes(notSecret)))
    assert.isTrue(log.some((line) => line.includes("unexpected failure")))
    assert.isTrue(telemetry.some((text) => text.includes("Identities.identify")))
    assert.isTrue(telemetry.some((text) => text.startsWith("/v1/logs ") && text.includes("unexpected failure")))
    for (const { name, value } of canaries) assert.isAtLeast(value.length, 20, name)
    for (const { name, toldBy, value } of canaries) {
      assert.sameMembers([...new Set(replies.filter(({ text }) => text.includes(value)).map(({ asked }) => asked))], [...toldBy], name)
    }
    assert.deepStrictEqual(found(canaries, replies.map(({ url }) => url)), [])
    assert.deepStrictEqual(found(canaries, log), [])
    assert.deepStrictEqual(found(canaries, telemetry), [])
    assert.deepStrictEqual(found(canaries, files), [])
    // The outbox is where letters go that would be mailed: there, they hold what they bring.
    assert.deepStrictEqual(found(canaries, rows.filter((row) => !row.startsWith("public.outbox "))), [])
  }).pipe(Effect.scoped), 60_000)
})
