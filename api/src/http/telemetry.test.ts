import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { collector } from "./testing/collector.ts"
import * as telemetry from "./telemetry.ts"

const work = Effect.withSpan(Effect.logInfo("something happened"), "a piece of work")
const settings = (values: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromUnknown(values))

describe("telemetry", () => {
  it.live("goes to the collector that is configured, under the program's name, before the program ends", () =>
    Effect.gen(function*() {
      const { received, url } = yield* collector
      yield* Effect.provide(work, Layer.provide(telemetry.layer, settings({ OTEL_EXPORTER_OTLP_ENDPOINT: url })))
      assert.include(received.get("/v1/logs")?.join(), "something happened")
      assert.include(received.get("/v1/traces")?.join(), "a piece of work")
      assert.include(received.get("/v1/traces")?.join(), "cossistant")
    }).pipe(Effect.scoped))

  it.live("goes nowhere when no collector is configured", () =>
    Effect.gen(function*() {
      const calls: Array<string> = []
      const real = globalThis.fetch
      yield* Effect.acquireRelease(
        Effect.sync(() => void (globalThis.fetch = Object.assign(async (url: string | URL | Request) => {
          calls.push(String(url))
          return Response.json({})
        }, { preconnect: real.preconnect }))),
        () => Effect.sync(() => void (globalThis.fetch = real))
      )
      yield* Effect.provide(work, Layer.provide(telemetry.layer, settings({})))
      assert.deepStrictEqual(calls, [])
    }).pipe(Effect.scoped))
})
