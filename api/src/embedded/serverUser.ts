import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import os from "node:os"
import path from "node:path"

/** The account Postgres runs as when we are root. */
export interface ServerUser {
  readonly uid: number
  readonly gid: number
}

const nobody: ServerUser = { uid: 65534, gid: 65534 }

/** Postgres refuses uid 0: as root it runs as `postgres` where that account exists, else as `nobody`. None: as ourselves. */
export const serverUser = Effect.gen(function*() {
  if (os.userInfo().uid !== 0) return Option.none<ServerUser>()
  const fs = yield* FileSystem.FileSystem
  const accounts = yield* fs.readFileString("/etc/passwd").pipe(Effect.orElseSucceed(() => ""))
  const account = accounts.split("\n").map((line) => line.split(":")).find(([name]) => name === "postgres")
  return Option.some(account === undefined ? nobody : { uid: Number(account[2]), gid: Number(account[3]) })
})

const permits = (info: FileSystem.File.Info, user: ServerUser, bits: number) => {
  if (Option.contains(info.uid, user.uid)) return (info.mode & (bits << 6)) === bits << 6
  if (Option.contains(info.gid, user.gid)) return (info.mode & (bits << 3)) === bits << 3
  return (info.mode & bits) === bits
}

/** Whether the account may read and enter `target` and enter every folder above it. */
export const canReach = Effect.fnUntraced(function*(target: string, user: ServerUser) {
  const fs = yield* FileSystem.FileSystem
  if (!permits(yield* fs.stat(target), user, 0o5)) return false
  for (let folder = path.dirname(target); ; folder = path.dirname(folder)) {
    if (!permits(yield* fs.stat(folder), user, 0o1)) return false
    if (folder === path.dirname(folder)) return true
  }
})

/** Where root keeps what that account must reach when the checkout lies below a closed folder. */
export const sharedFolder = "/var/lib/cossistant"
