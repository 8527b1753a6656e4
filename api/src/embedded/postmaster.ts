import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { execFileSync } from "node:child_process"
import os from "node:os"
import path from "node:path"

/** Who holds a data folder, told by its postmaster.pid and by the process named there. */
export type Postmaster = Data.TaggedEnum<{
  /** Nobody. */
  None: {}
  /** A file left by a process that is gone, a zombie, or one that serves something else. */
  Stale: {}
  /** A living server of exactly this folder; `status` is its own word: starting, ready, stopping. */
  Serving: { readonly pid: number; readonly port: number; readonly status: string }
  /** A living Postgres that can't be told apart. */
  Unclear: { readonly pid: number }
}>
export const Postmaster = Data.taggedEnum<Postmaster>()

/** Reads postmaster.pid (line 1 pid, 4 port, 8 status: PostgreSQL's miscadmin.h) and judges the process it names. */
export const inspect = Effect.fnUntraced(function*(folder: string) {
  const fs = yield* FileSystem.FileSystem
  const text = yield* Effect.option(fs.readFileString(path.join(folder, "postmaster.pid")))
  if (Option.isNone(text)) return Postmaster.None()
  const lines = text.value.split("\n")
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !(yield* isPostgres(pid))) return Postmaster.Stale()
  const serves = yield* isServing(pid, folder)
  if (Option.isNone(serves)) return Postmaster.Unclear({ pid })
  return serves.value
    ? Postmaster.Serving({ pid, port: Number(lines[3]), status: (lines[7] ?? "starting").trim() })
    : Postmaster.Stale()
})

const isPostgres = Effect.fnUntraced(function*(pid: number) {
  const fs = yield* FileSystem.FileSystem
  if (os.platform() === "linux") {
    const stat = yield* fs.readFileString(`/proc/${pid}/stat`).pipe(Effect.orElseSucceed(() => ""))
    // "pid (name) state": a zombie keeps its pid until someone reaps it, which in a container may be never.
    const [, name, state] = /^\d+ \((.*)\) (\S)/.exec(stat) ?? []
    return name === "postgres" && state !== "Z" && state !== "X"
  }
  const [state = "", command = ""] = ask("ps", ["-o", "stat=,comm=", "-p", String(pid)]).trim().split(/\s+/)
  return path.basename(command) === "postgres" && !state.startsWith("Z")
})

/** A postmaster's working directory is its data folder, even after the folder was moved; a copied folder is another one. */
const isServing = Effect.fnUntraced(function*(pid: number, folder: string) {
  const fs = yield* FileSystem.FileSystem
  const workingFolder = os.platform() === "linux"
    ? `/proc/${pid}/cwd`
    : (/^n(.*)$/m.exec(ask("lsof", ["-a", "-p", String(pid), "-d", "cwd", "-Fn"]))?.[1] ?? "")
  const [theirs, ours] = yield* Effect.all([Effect.result(fs.stat(workingFolder)), Effect.result(fs.stat(folder))])
  if (ours._tag === "Failure") return Option.none<boolean>()
  if (theirs._tag === "Failure") {
    // Another account's process can't hold a folder only we may enter.
    return theirs.failure.reason._tag === "PermissionDenied" ? Option.some(false) : Option.none<boolean>()
  }
  return Option.some(theirs.success.dev === ours.success.dev && Option.getOrNull(theirs.success.ino) === Option.getOrNull(ours.success.ino))
})

const ask = (command: string, args: ReadonlyArray<string>) => {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
  } catch {
    return ""
  }
}
