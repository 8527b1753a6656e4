import { type ChildProcess, spawn } from "node:child_process"
import { root } from "./root.ts"

/** Ctrl-C reaches this process twice, from the terminal and from `bun run`: what comes this soon after is the same key press. */
const echoMilliseconds = 700

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/**
 * Runs the server program in the foreground and ends as it ends. The first signal asks it to drain, a second one kills it.
 * The server has its own process group, so that signals come from here alone.
 */
export const launch = (bunArguments: ReadonlyArray<string>): void => {
  let server: ChildProcess | undefined
  let asked: number | undefined
  // Listened for before there is a server: a signal in between would end this process alone, and leave the server behind.
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (asked === undefined) {
        asked = performance.now()
        server?.kill("SIGTERM")
      } else if (performance.now() - asked > echoMilliseconds) {
        server?.kill("SIGKILL")
      }
    })
  }
  server = spawn(process.execPath, ["--no-env-file", ...bunArguments], { cwd: root, stdio: "inherit", detached: true })
  server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 1)))
}
