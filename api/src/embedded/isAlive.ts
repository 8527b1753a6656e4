import { kill } from "node:process"

/** Whether a process has this pid, a zombie included. */
export const isAlive = (pid: number): boolean => {
  try {
    return kill(pid, 0)
  } catch (error) {
    // It is there, but another account's.
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}
