import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { randomBytes } from "node:crypto"
import path from "node:path"
import { pid } from "node:process"
import type { Binaries } from "./binaries.ts"
import { ClusterVersionMismatch } from "./EmbeddedPostgresError.ts"
import { isAlive } from "./isAlive.ts"
import { run } from "./run.ts"
import type { ServerUser } from "./serverUser.ts"

/** Stands inside the data folder, readable by the server's account only. */
export const passwordFile = (folder: string) => path.join(folder, "cossistant.password")

/**
 * Makes the cluster once: initdb, then our login, our database and what only a superuser can add. It is built beside its
 * place and renamed into it, so that a cut start leaves nothing half made and two starts at once can't meet.
 */
export const initCluster = Effect.fn("embedded.initCluster")(
  function*(binaries: Binaries, folder: string, user: Option.Option<ServerUser>, preload: boolean) {
    const fs = yield* FileSystem.FileSystem
    yield* removeCutDrafts(folder)
    const draft = `${folder}.new-${pid}-${randomBytes(4).toString("hex")}`
    const secret = `${draft}.password`
    const password = randomBytes(32).toString("hex")
    const own = (file: string) =>
      Option.match(user, { onNone: () => Effect.void, onSome: ({ gid, uid }) => fs.chown(file, uid, gid) })

    yield* fs.makeDirectory(draft, { mode: 0o700 })
    yield* own(draft)
    yield* fs.writeFileString(secret, password, { mode: 0o600 })
    yield* own(secret)
    yield* run(binaries, "initdb", [...initdbFlags, "-D", draft, `--pwfile=${secret}`], user)
    const single = ["--single", "-c", "exit_on_error=on", "-c", "log_checkpoints=off", "-D", draft]
    // In single-user mode each line is one statement. The login owns its database and is no superuser: the embedded
    // database has the shape of a managed one. pg_monitor lets the doctor see the oldest writer.
    yield* run(binaries, "postgres", [...single, "postgres"], user, [
      `create role cossistant login createrole password '${password}'`,
      "grant pg_monitor to cossistant",
      "create database cossistant owner cossistant"
    ].join("\n"))
    if (preload) yield* run(binaries, "postgres", [...single, "cossistant"], user, "create extension pg_stat_statements")
    yield* fs.rename(secret, passwordFile(draft))
    yield* fs.rename(draft, folder).pipe(
      Effect.catch((error) =>
        Effect.andThen(
          fs.remove(draft, { recursive: true }),
          Effect.flatMap(fs.exists(path.join(folder, "PG_VERSION")), (made) => made ? Effect.void : Effect.fail(error))
        )
      )
    )
  }
)

/** What starts that were cut left beside the folder. */
const removeCutDrafts = Effect.fnUntraced(function*(folder: string) {
  const fs = yield* FileSystem.FileSystem
  const prefix = `${path.basename(folder)}.new-`
  for (const name of yield* fs.readDirectory(path.dirname(folder))) {
    if (!name.startsWith(prefix) || isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue
    yield* fs.remove(path.join(path.dirname(folder), name), { recursive: true, force: true })
  }
})

// A password of 256 random bits needs no slow hash: one round keeps connecting quick. C.UTF-8 sorts by code point
// and knows the letters of every script, on every system alike.
const initdbFlags = [
  "-U", "postgres", "--auth=scram-sha-256", "-c", "scram_iterations=1", "-E", "UTF8",
  "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"
]

/** Whether a cluster is there already; fails when this program's Postgres can't read it. */
export const hasCluster = Effect.fnUntraced(function*(binaries: Binaries, folder: string) {
  const fs = yield* FileSystem.FileSystem
  const found = yield* Effect.option(fs.readFileString(path.join(folder, "PG_VERSION")))
  if (Option.isNone(found)) return false
  if (found.value.trim() === binaries.major) return true
  return yield* new ClusterVersionMismatch({ folder, found: found.value.trim(), wanted: binaries.major })
})
