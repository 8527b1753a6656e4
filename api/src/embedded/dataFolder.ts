import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { createHash } from "node:crypto"
import path from "node:path"
import { canReach, type ServerUser, sharedFolder } from "./serverUser.ts"

/**
 * The real folder behind `dataDir`. It is `dataDir` itself, unless the server's account can't get there (a checkout
 * below a closed home, run by root): then the data lives in a shared place and `dataDir` is a link to it.
 */
export const resolveDataFolder = Effect.fn("embedded.resolveDataFolder")(
  function*(dataDir: string, user: Option.Option<ServerUser>) {
    const fs = yield* FileSystem.FileSystem
    const parent = path.dirname(dataDir)
    yield* fs.makeDirectory(parent, { recursive: true, mode: 0o755 })
    yield* fs.access(parent, { writable: true })
    const linked = yield* Effect.option(fs.readLink(dataDir))
    if (Option.isSome(linked)) {
      yield* fs.makeDirectory(path.dirname(linked.value), { recursive: true, mode: 0o755 })
      return linked.value
    }
    if (Option.isNone(user) || (yield* canReach(parent, user.value))) return dataDir

    const home = path.join(sharedFolder, createHash("sha256").update(dataDir).digest("hex").slice(0, 16))
    const moved = path.join(home, "postgres")
    yield* fs.makeDirectory(home, { recursive: true, mode: 0o755 })
    if (yield* fs.exists(dataDir)) yield* fs.rename(dataDir, moved)
    yield* fs.symlink(moved, dataDir)
    return moved
  }
)
