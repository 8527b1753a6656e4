import * as Effect from "effect/Effect"
import { closeSync, openSync, readSync, statSync } from "node:fs"
import { TestDatabase } from "../../testing/TestDatabase.ts"

const logFile = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const [row] = yield* admin<{ folder: string }>`select current_setting('data_directory') as folder`
  return `${row?.folder ?? ""}.log`
})

/**
 * Begins to watch the database's own log; what it gives reads the errors that connections to this test's database have caused
 * since, as an operator who watches it would.
 */
export const watchLog = Effect.gen(function*() {
  const { admin } = yield* TestDatabase
  const file = yield* logFile
  const from = statSync(file).size
  return Effect.gen(function*() {
    const backends = yield* admin<{ pid: number }>`select pid from pg_stat_activity where datname = current_database()`
    const pids = new Set(backends.map(({ pid }) => String(pid)))
    const descriptor = openSync(file, "r")
    const bytes = Buffer.alloc(statSync(file).size - from)
    readSync(descriptor, bytes, 0, bytes.length, from)
    closeSync(descriptor)
    return bytes.toString().split("\n").filter((line) => /\[(\d+)\] (ERROR|FATAL|PANIC):/.test(line) && pids.has(/\[(\d+)\]/.exec(line)?.[1] ?? ""))
      .map((line) => line.replace(/^.*?\] /, ""))
  })
})
