import { spawn } from "node:child_process"
import { root } from "./root.ts"

/** Ctrl-C reaches this process twice, from the terminal and from `bun run`: what comes this soon after is the same key press. */
const echoMilliseconds = 700

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/**
 * Runs the server program in the foreground and ends as it ends. The first signal asks it to drain, a second one kills it.
 * The server has its own process group, so that signals come from here alone.
 */
export const launch = (bunArguments: ReadonlyArray<string>): void => {
  const server = spawn(process.execPath, ["--no-env-file", ...bunArguments], { cwd: root, stdio: "inherit", detached: true })
  let asked: number | undefined
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (asked === undefined) {
        asked = performance.now()
        server.kill("SIGTERM")
      } else if (performance.now() - asked > echoMilliseconds) {
        server.kill("SIGKILL")
      }
    })
  }
  server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 1)))
}
