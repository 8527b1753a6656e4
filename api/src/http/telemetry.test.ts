import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as TestClock from "effect/testing/TestClock"
import { TestProgram } from "../testing/TestProgram.ts"
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

  it.live("of the whole program holds its log lines, as written to its own log too", () =>
    Effect.gen(function*() {
      const { received, url } = yield* collector
      const lines: Array<string> = []
      const { log } = console
      yield* Effect.acquireRelease(
        Effect.sync(() => void Object.assign(console, { log: (line: unknown) => lines.push(String(line)) })),
        () => Effect.sync(() => void Object.assign(console, { log }))
      )
      yield* TestProgram.use((program) => Effect.promise(() => fetch(`${program.url}/nowhere-at-all`))).pipe(
        Effect.provide(TestProgram.layer({ OTEL_EXPORTER_OTLP_ENDPOINT: url, LOG_LEVEL: "Debug" }))
      )
      for (const path of ["/v1/logs", "/v1/traces", "/v1/metrics"]) assert.isNotEmpty(received.get(path), path)
      assert.include(received.get("/v1/logs")?.join(), "/nowhere-at-all")
      assert.isTrue(lines.some((line) => line.includes("/nowhere-at-all")))
    }).pipe(Effect.scoped), 30_000)

  it.effect("that a collector doesn't take is told once, and once that it takes it again", () =>
    Effect.gen(function*() {
      const { answer, comeBack, leave, received, url } = yield* collector
      const lines: Array<string> = []
      const log = Logger.make(({ message }) => void lines.push(String(message)))
      const told = () => lines.filter((line) => line.includes("ollector"))
      /** Seconds go by, each with time for the network, until the log has so many lines of it. */
      const untilTold = Effect.fnUntraced(function*(count: number) {
        for (let second = 0; second < 400 && told().length < count; second++) {
          yield* work
          yield* TestClock.adjust("1 second")
          yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5)))
        }
        assert.strictEqual(told().length, count, told().join("\n"))
      })
      yield* Effect.gen(function*() {
        answer.status = 503
        yield* untilTold(3)
        for (const line of told()) assert.match(line, /^The collector refuses telemetry/)
        answer.status = 200
        yield* untilTold(6)
        for (const line of told().slice(3)) assert.strictEqual(line, "The collector takes telemetry again")
        yield* Effect.promise(leave)
        yield* untilTold(7)
        assert.match(told()[6] ?? "", /^The collector of telemetry can't be reached/)
        const before = received.get("/v1/logs")?.length ?? 0
        for (let minute = 0; minute < 5; minute++) {
          yield* TestClock.adjust("1 minute")
          yield* work
          yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 20)))
        }
        assert.strictEqual(told().length, 7)
        comeBack()
        yield* untilTold(8)
        assert.strictEqual(told()[7], "The collector of telemetry answers again")
        assert.isAbove(received.get("/v1/logs")?.length ?? 0, before)
      }).pipe(Effect.provide(telemetry.layer.pipe(
        Layer.provide(settings({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_METRIC_EXPORT_INTERVAL: "1000" })),
        Layer.provideMerge(Logger.layer([log]))
      )))
    }).pipe(Effect.scoped), 30_000)

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
