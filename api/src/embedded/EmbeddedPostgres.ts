import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import path from "node:path"
import { findBinaries } from "./binaries.ts"
import { resolveDataFolder } from "./dataFolder.ts"
import { type EmbeddedPostgresError, FolderUnusable, NoCluster } from "./EmbeddedPostgresError.ts"
import { hasCluster, initCluster, passwordFile } from "./initCluster.ts"
import { launch, stop } from "./launch.ts"
import { joinUsers } from "./users.ts"
import { serverUser } from "./serverUser.ts"
import { hasStatementCounter, serverSettings } from "./settings.ts"

export interface EmbeddedPostgresOptions {
  /** The folder of the database cluster; made when missing. Its log is written beside it, with `.log` added. */
  readonly dataDir: string
  /** Told what takes time, as a sentence for people. Silent when left out. */
  readonly onProgress?: (sentence: string) => Effect.Effect<void>
  /** Server settings that replace ours, by their Postgres names. */
  readonly settings?: Readonly<Record<string, string>>
  /** Whether a missing cluster is made (default) or is an error. */
  readonly create?: boolean
  /**
   * What becomes of the server when the scope closes and nobody else uses it: `stop` (default), `leave` it for the next
   * start to adopt, or `as found`, for a tool: one that somebody left running keeps running.
   */
  readonly whenDone?: "stop" | "leave" | "as found"
}

export interface EmbeddedPostgres {
  /** The program's database, as a login that owns it and is no superuser. */
  readonly url: Redacted.Redacted
  /** The maintenance database `postgres` as the superuser: for tests, benches and repairs. */
  readonly superuserUrl: Redacted.Redacted
  /** The server process. */
  readonly pid: number
}

/**
 * Runs the packed Postgres on a folder for as long as the scope lives: makes the cluster on the first start, adopts the
 * server that a killed program left behind, or that another one uses, if it serves exactly this folder. The last one to
 * use it stops it.
 * Every error carries a sentence for people as its message.
 */
export const start = Effect.fn("EmbeddedPostgres.start")(function*(
  options: EmbeddedPostgresOptions
): Effect.fn.Return<EmbeddedPostgres, EmbeddedPostgresError, Scope.Scope> {
  return yield* acquire(options).pipe(
    Effect.catchTag("PlatformError", ({ reason }) =>
      Effect.fail(new FolderUnusable({
        folder: "pathOrDescriptor" in reason ? String(reason.pathOrDescriptor) : options.dataDir,
        reason: reason._tag
      }))),
    Effect.provide(NodeFileSystem.layer)
  )
})

const acquire = Effect.fnUntraced(function*(options: EmbeddedPostgresOptions) {
  const fs = yield* FileSystem.FileSystem
  const progress = options.onProgress ?? (() => Effect.void)
  const user = yield* serverUser
  const folder = yield* resolveDataFolder(path.resolve(options.dataDir), user)
  const binaries = yield* findBinaries(user, path.dirname(folder))
  const preload = yield* hasStatementCounter(binaries)
  if (!(yield* hasCluster(binaries, folder))) {
    if (options.create === false) return yield* new NoCluster({ folder: options.dataDir })
    yield* progress("Making the database (once)")
    yield* initCluster(binaries, folder, user, preload)
  }
  const settings = { ...serverSettings(preload), ...options.settings }
  const users = yield* joinUsers(folder)
  const server = yield* Effect.acquireRelease(
    launch({ binaries, folder, user, settings }),
    ({ adopted, pid }) => {
      if (options.whenDone === "leave") return Effect.void
      const wasLeft = adopted && users.cameFirst
      return users.leave(options.whenDone === "as found" && wasLeft ? Effect.void : stop(folder, pid))
    },
    { interruptible: true }
  )
  const password = yield* fs.readFileString(passwordFile(folder))
  const url = (login: string) => Redacted.make(`postgres://${login}:${password}@127.0.0.1:${server.port}/${login}`)
  return { url: url("cossistant"), superuserUrl: url("postgres"), pid: server.pid }
})
