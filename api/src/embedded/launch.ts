import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { spawn } from "node:child_process"
import { closeSync, openSync, statSync } from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { kill, pid } from "node:process"
import { Stopping } from "../realtime/Stopping.ts"
import type { Binaries } from "./binaries.ts"
import { DataFolderBusy, FolderUnusable, PostgresFailed } from "./EmbeddedPostgresError.ts"
import { inspect } from "./postmaster.ts"
import { spawnAs } from "./run.ts"
import type { ServerUser } from "./serverUser.ts"

interface LaunchOptions {
  readonly binaries: Binaries
  readonly folder: string
  readonly user: Option.Option<ServerUser>
  readonly settings: Readonly<Record<string, string>>
}

const pollEvery = "10 millis"
const retryFor = 15_000

/** Adopts the server that already serves this folder, else starts one on a free port of 127.0.0.1. Ready when it returns. */
export const launch = Effect.fn("embedded.launch")(function*(options: LaunchOptions) {
  const giveUpAt = (yield* Clock.currentTimeMillis) + retryFor
  for (;;) {
    const holder = yield* settled(options.folder)
    if (holder._tag === "Serving") return { ...holder, adopted: true }
    if (holder._tag === "Unclear") return yield* new DataFolderBusy({ folder: options.folder, pid: holder.pid })
    if (holder._tag === "Stale") yield* disown(options.folder)
    const started = yield* spawnServer(options, yield* freePort)
    if (Result.isSuccess(started)) return { ...started.success, adopted: false }
    const log = started.failure
    if (!log.some((line) => passing.test(line)) || (yield* Clock.currentTimeMillis) > giveUpAt) {
      return yield* new PostgresFailed({ program: "postgres", log })
    }
    yield* Effect.sleep(pollEvery)
  }
})

// What a moment cures: the free port was taken meanwhile, a neighbour's start was quicker, or the last backends of a killed
// server are still going down.
const passing = /could not (bind|create any)|lock file|still in use/i

/**
 * Postgres refuses to start while the pid in a left file is alive, be it a zombie or a stranger that got the number. It
 * takes its own parent's pid for stale, and we will be that; the rest of the file stays, because by it Postgres makes
 * sure that no process of the killed server still has the data open.
 */
const disown = Effect.fnUntraced(function*(folder: string) {
  const fs = yield* FileSystem.FileSystem
  const file = path.join(folder, "postmaster.pid")
  const [, ...rest] = (yield* fs.readFileString(file)).split("\n")
  yield* fs.writeFileString(file, [String(pid), ...rest].join("\n"))
})

/** Who holds the folder once nobody is in the middle of starting or stopping there. */
const settled = Effect.fnUntraced(function*(folder: string) {
  for (;;) {
    const holder = yield* inspect(folder)
    if (holder._tag !== "Serving" || holder.status === "ready") return holder
    yield* Effect.sleep(pollEvery)
  }
})

/** Succeeds with the server once it is ready, or fails with the last lines it logged. */
const spawnServer = Effect.fnUntraced(function*({ binaries, folder, settings, user }: LaunchOptions, port: number) {
  const logFile = `${folder}.log`
  const { from, log } = yield* Effect.try({
    try: () => openLog(logFile),
    catch: () => new FolderUnusable({ folder: logFile, reason: "not writable" })
  })
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  const child = yield* Effect.sync(() => {
    // Detached: Ctrl-C reaches a whole foreground group, and the database must outlive the drain.
    const started = spawn(path.join(binaries.root, "bin/postgres"), ["-D", folder, ...flags], {
      ...spawnAs(user), detached: true, stdio: ["ignore", log, log]
    })
    started.unref()
    closeSync(log)
    return started
  })
  let spawnError: string | undefined
  child.on("error", (error) => spawnError = error.message)
  const ended = () => spawnError !== undefined || child.exitCode !== null || child.signalCode !== null
  const ready = Effect.gen(function*() {
    while (!ended()) {
      const holder = yield* inspect(folder)
      if (holder._tag === "Serving" && holder.status === "ready") return Result.succeed(holder)
      yield* Effect.sleep(pollEvery)
    }
    const fs = yield* FileSystem.FileSystem
    const written = yield* fs.readFileString(logFile).pipe(Effect.orElseSucceed(() => ""))
    const lines = written.slice(from).split("\n").filter((line) => line.trim() !== "").slice(-10)
    return Result.fail(spawnError === undefined ? lines : [...lines, spawnError])
  })
  return yield* Effect.onInterrupt(ready, () => Effect.sync(() => child.kill("SIGINT")))
})

/** Opens the log for appending, anew when it has grown past 8 MiB. */
const openLog = (file: string) => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const full = size > 8 * 1024 * 1024
  return { log: openSync(file, full ? "w" : "a", 0o600), from: full ? 0 : size }
}

const freePort = Effect.callback<number>((resume) => {
  const server = createServer()
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    server.close(() => resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : 0)))
  })
})

/** So long those who have just hung up may take to be gone: cut off, each would stand in the log as a fatal error. */
const leaveWithin = "500 millis"

/**
 * Smart shutdown (SIGTERM) while everybody leaves, then the fast one (SIGINT): open transactions are rolled back, what was
 * committed is on disk. Returns when it is gone. (https://www.postgresql.org/docs/current/server-shutdown.html)
 */
export const stop = Effect.fn("embedded.stop")(function*(folder: string, server: number) {
  const serving = Effect.map(inspect(folder), (holder) => holder._tag === "Serving" && holder.pid === server)
  if (!(yield* serving)) return
  const signal = (name: "SIGTERM" | "SIGINT" | "SIGQUIT") => Effect.ignore(Effect.try(() => kill(server, name)))
  const gone = Effect.gen(function*() {
    while (yield* serving) yield* Effect.sleep(pollEvery)
  })
  yield* signal("SIGTERM")
  const isGone = yield* Effect.timeoutOption(gone, leaveWithin)
  if (Option.isSome(isGone)) return
  yield* signal("SIGINT")
  // A shutdown that can't finish its checkpoint in time is cut; the next start replays the write-ahead log.
  yield* Effect.timeoutOrElse(gone, { duration: (yield* Stopping).within("database", 8000), orElse: () => Effect.andThen(signal("SIGQUIT"), gone) })
})
