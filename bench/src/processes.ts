import { readdirSync, readFileSync } from "node:fs"

/** Ticks of `/proc/<pid>/stat` a second: fixed at 100 for programs. (proc_pid_stat(5)) */
const ticksPerSecond = 100

const stat = (pid: number): ReadonlyArray<string> => {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8")
  // The name in parentheses may hold spaces; what follows is numbered from the third field on.
  return text.slice(text.lastIndexOf(")") + 2).split(" ")
}

const seconds = (fields: ReadonlyArray<string>, ...places: ReadonlyArray<number>) =>
  places.reduce((sum, place) => sum + Number(fields[place - 3]), 0) / ticksPerSecond

/** CPU seconds, user and system, this one process has used. */
export const cpuOf = (pid: number): number => seconds(stat(pid), 14, 15)

/** CPU seconds of a process and its children, ended ones included: a database with its backends. */
export const cpuOfFamily = (pid: number): number => {
  let sum = seconds(stat(pid), 14, 15, 16, 17)
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = stat(Number(name))
      if (Number(fields[1]) === pid) sum += seconds(fields, 14, 15)
    } catch {
      // It ended while we looked.
    }
  }
  return sum
}

/** Resident memory in KiB. */
export const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0)
