import { readFileSync, statfsSync } from "node:fs"

const folder = "/dev/shm"
/** What the databases and files of a whole run need at most, several times over. */
const room = 4 * 1024 ** 3

/**
 * A folder in memory for data that is worth nothing after a run, where this machine has one with room in it: making a database
 * makes six hundred files, which takes ten times as long on a disk. Undefined elsewhere (macOS, a container's 64 MB), and
 * where programs in it may not be run.
 */
export const memoryFolder = ((): string | undefined => {
  try {
    const [, , type, options = ""] = readFileSync("/proc/mounts", "utf8").split("\n").map((line) => line.split(" ")).findLast(([, place]) => place === folder) ?? []
    const { bavail, bsize } = statfsSync(folder)
    return type === "tmpfs" && !options.split(",").includes("noexec") && bavail * bsize >= room ? folder : undefined
  } catch {
    return undefined
  }
})()
