import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import path from "node:path"
import type { Binaries } from "./binaries.ts"

/** Whether this build can count statements; the bench and the doctor read them. */
export const hasStatementCounter = Effect.fnUntraced(function*(binaries: Binaries) {
  const fs = yield* FileSystem.FileSystem
  const library = (suffix: string) => fs.exists(path.join(binaries.root, "lib/postgresql", `pg_stat_statements.${suffix}`))
  return (yield* Effect.orElseSucceed(library("so"), () => false)) || (yield* Effect.orElseSucceed(library("dylib"), () => false))
})

/** Server settings, given on the command line so that an older data folder gets today's. Durability stays at its full defaults. */
export const serverSettings = (preload: boolean): Record<string, string> => ({
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  ...(preload ? { shared_preload_libraries: "pg_stat_statements" } : {}),
  shared_buffers: "128MB",
  work_mem: "8MB",
  effective_cache_size: "1GB",
  max_connections: "100",
  // Containers give 64 MB of shared memory, which parallel plans can use up; our queries are short.
  max_parallel_workers_per_gather: "0",
  jit: "off",
  // Plans made while tables were empty live until those are first analyzed: a minute of slow lists on a busy first day.
  autovacuum_naptime: "5s",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // Error details quote whole rows; a log must not hold people's messages or secrets.
  log_error_verbosity: "terse"
})
