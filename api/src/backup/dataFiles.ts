import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import path from "node:path"
import { RestoreTargetInUse } from "./BackupError.ts"

// The database comes as rows, its program is unpacked anew, and who runs the folder is of this moment only. Older backups name the lock.
const ofThisMachine = /^(postgres|run\.(json|lock)$)/

/** Copies what the data folder holds besides the database; answers with the entries' names. */
export const saveFiles = Effect.fnUntraced(function*(dataDir: string, to: string) {
  const fs = yield* FileSystem.FileSystem
  yield* fs.makeDirectory(to, { mode: 0o700 })
  if (!(yield* fs.exists(dataDir))) return []
  const names = (yield* fs.readDirectory(dataDir)).filter((name) => !ofThisMachine.test(name)).sort()
  for (const name of names) yield* fs.copy(path.join(dataDir, name), path.join(to, name), { preserveTimestamps: true })
  return names
})

/** Copies a backup's files beside their places; what it returns moves them in, which can't half fail for want of space. */
export const stageFiles = Effect.fnUntraced(function*(from: string, saved: ReadonlyArray<string>, dataDir: string) {
  const fs = yield* FileSystem.FileSystem
  const names = saved.filter((name) => !ofThisMachine.test(name))
  const staged = path.join(dataDir, "restoring")
  for (const name of names) {
    const place = path.join(dataDir, name)
    if (yield* fs.exists(place)) return yield* new RestoreTargetInUse({ what: place })
  }
  yield* fs.remove(staged, { recursive: true, force: true })
  yield* fs.makeDirectory(staged, { recursive: true, mode: 0o700 })
  for (const name of names) yield* fs.copy(path.join(from, name), path.join(staged, name), { preserveTimestamps: true })
  return Effect.gen(function*() {
    for (const name of names) yield* fs.rename(path.join(staged, name), path.join(dataDir, name))
    yield* fs.remove(staged, { recursive: true })
  })
})
