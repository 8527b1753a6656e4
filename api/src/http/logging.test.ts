import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ConnectionError, SqlError } from "effect/sql/SqlError"
import * as TestClock from "effect/testing/TestClock"
import * as logging from "./logging.ts"

const away = (words: string) => Cause.fail(new SqlError({ reason: new ConnectionError({ cause: new Error(words), message: "Failed to connect", operation: "connect" }) }))
const failed = (words = "connect ECONNREFUSED") => Effect.logError("The job table can't be read", away(words))

/** The messages that were written, as a machine reads them. */
const written = (log: Effect.Effect<unknown>) => Effect.gen(function*() {
  const lines: Array<string> = []
  const silent = Object.fromEntries(["log", "error", "warn", "info", "debug"].map((name) => [name, (line: string) => void lines.push(line)]))
  yield* log.pipe(
    Effect.provide(logging.layer("json").pipe(Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({}))))),
    // The rest of a console isn't used by a logger.
    Effect.provideService(Console.Console, silent as never)
  )
  return lines.map((line): unknown => JSON.parse(line).message)
})

describe("The log", () => {
  it.effect("tells of a database that stays away once a minute, and how often it was asked meanwhile", () => Effect.gen(function*() {
    const told = yield* written(Effect.gen(function*() {
      for (let second = 0; second < 130; second++) {
        yield* failed()
        yield* TestClock.adjust("1 second")
      }
    }))
    assert.deepStrictEqual(told, [
      "The job table can't be read",
      ["The job table can't be read", "59 times more since the last line"],
      ["The job table can't be read", "59 times more since the last line"]
    ])
  }))

  it.effect("tells each failure of another kind, of a request, and each that isn't the database's", () => Effect.gen(function*() {
    const told = yield* written(Effect.gen(function*() {
      yield* failed()
      yield* failed("too many connections")
      yield* Effect.logWarning("the bus is down", away("connect ECONNREFUSED"))
      yield* Effect.annotateLogs(failed(), { requestId: "r1" })
      yield* Effect.annotateLogs(failed(), { requestId: "r2" })
      for (let time = 0; time < 2; time++) yield* Effect.logError("A letter can't be sent", Cause.fail(new Error("no")))
      for (let time = 0; time < 2; time++) yield* Effect.logInfo("Letters are received")
    }))
    assert.lengthOf(told, 9)
  }))
})
