import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import path from "node:path"
import { RestoreTargetInUse } from "./BackupError.ts"
import type { Amount } from "./Manifest.ts"

// The database comes as rows, its program is unpacked anew, and who runs the folder is of this moment only. Older backups name the lock.
const ofThisMachine = /^(postgres|run\.(json|lock)$)/

/** Copies what the data folder holds besides the database; answers with the entries' names. */
export const saveFiles = Effect.fnUntraced(function*(dataDir: string, to: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(to, { mode: 0o700 })
  if (!(yield* fs.exists(dataDir))) return []
  const names = (yield* fs.readDirectory(dataDir)).filter((name) => !ofThisMachine.test(name)).sort()
  for (const name of names) yield* copyAsFound(path.join(dataDir, name), path.join(to, name))
  return names
})

/** Copies what stands there, through links too: they lead nowhere on another machine. What a running server takes away meanwhile isn't missed. */
const copyAsFound = (from: string, to: string): Effect.Effect<void, PlatformError, FileSystem.FileSystem> => Effect.gen(function*() {
  const fs = yield* FileSystem.FileSystem
  const copied = Effect.gen(function*() {
    const { mode, type } = yield* fs.stat(from)
    if (type !== "Directory") return yield* fs.copy(from, to, { preserveTimestamps: true })
    yield* fs.makeDirectory(to, { mode: mode & 0o777 })
    for (const name of yield* fs.readDirectory(from)) yield* copyAsFound(path.join(from, name), path.join(to, name))
  })
  yield* copied.pipe(Effect.catchReason("PlatformError", "NotFound", () => Effect.void))
})

/** How much stands below a folder; nothing where there is none. */
export const amountIn = Effect.fnUntraced(function*(folder: string) {
  const fs = yield* FileSystem.FileSystem
  const amount = { files: 0, bytes: 0 }
  if (!(yield* fs.exists(folder))) return amount
  for (const name of yield* fs.readDirectory(folder, { recursive: true })) {
    const { size, type } = yield* fs.stat(path.join(folder, name))
    if (type !== "File") continue
    amount.files++
    amount.bytes += Number(size)
  }
  return amount satisfies Amount
})

/** Copies a backup's files beside their places; `moveIn` puts them there, which can't half fail for want of space, `discard` takes them away. */
export const stageFiles = Effect.fnUntraced(function*(from: string, saved: ReadonlyArray<string>, dataDir: string) {
  const fs = yield* FileSystem.FileSystem
  const names = saved.filter((name) => !ofThisMachine.test(name))
  const staged = path.join(dataDir, "restoring")
  for (const name of names) {
    const place = path.join(dataDir, name)
    if (yield* fs.exists(place)) return yield* new RestoreTargetInUse({ what: place })
  }
  const discard = Effect.ignore(fs.remove(staged, { recursive: true, force: true }))
  const stage = Effect.gen(function*() {
    yield* fs.remove(staged, { recursive: true, force: true })
    yield* fs.makeDirectory(staged, { recursive: true, mode: 0o700 })
    for (const name of names) yield* fs.copy(path.join(from, name), path.join(staged, name), { preserveTimestamps: true })
  })
  yield* Effect.onError(stage, () => discard)
  const moveIn = Effect.gen(function*() {
    for (const name of names) yield* fs.rename(path.join(staged, name), path.join(dataDir, name))
    yield* fs.remove(staged, { recursive: true })
  })
  return { discard, moveIn }
})
