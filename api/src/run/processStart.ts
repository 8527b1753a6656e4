import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { platform } from "node:process"

/**
 * When the process of this pid began, as the system says it: the two together name one process and no later one. Undefined
 * when there is none, and for a zombie, which is nobody any more.
 */
export const processStart = (pid: number): string | undefined => {
  try {
    if (platform !== "linux") return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined
    // "pid (name) state …", the name may hold anything; the 22nd field is the start, in ticks since the machine's (proc(5)).
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")
    return state === "Z" || state === "X" ? undefined : fields[18]
  } catch {
    return undefined
  }
}
