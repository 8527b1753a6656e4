import { dlopen } from "bun:ffi"
import { closeSync, openSync } from "node:fs"
import { arch, platform } from "node:process"

/** How a file is held: by one program alone, or by many together. */
export type Hold = "alone" | "shared"

/** The system's own lock on a file (flock(2)): it ends with the process, however that ends, and its children don't inherit it. */
export interface FileLock {
  /**
   * Takes it so, in place of the way it was held before, and never waits. `false`: somebody's hold stands against it; then
   * nothing is held any more.
   */
  readonly take: (hold: Hold) => boolean
  /** Lets go. */
  readonly close: () => void
}

// sys/file.h, the same numbers everywhere.
const ways = { shared: 1, alone: 2 } as const
const withoutWaiting = 4

const libraries: Readonly<Record<string, ReadonlyArray<string>>> = {
  linux: ["libc.so.6", `libc.musl-${arch === "arm64" ? "aarch64" : "x86_64"}.so.1`],
  darwin: ["libSystem.B.dylib"]
}

/** Undefined where the system has no such call: there nothing is held, and a folder's owner is told by its run.json alone. */
const load = () => {
  for (const library of libraries[platform] ?? []) {
    try {
      return dlopen(library, { flock: { args: ["i32", "i32"], returns: "i32" } }).symbols.flock
    } catch {
      // The other C library of this system.
    }
  }
  return undefined
}

let flock: ReturnType<typeof load> | null = null

/** Opens a file for locking, made when it is missing and never removed. Throws the system's error when it can't be. */
export const openLock = (file: string): FileLock => {
  const call = flock ??= load()
  const opened = openSync(file, "a", 0o600)
  return {
    take: (hold) => call === undefined || call(opened, ways[hold] | withoutWaiting) === 0,
    close: () => closeSync(opened)
  }
}
