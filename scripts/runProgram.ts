import { spawn } from "node:child_process"
import { root } from "./root.ts"

/** `env` is the whole environment; left out, the caller's is passed on. `capture` keeps the output instead of showing it. */
export interface ProgramOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly capture?: boolean
  readonly limitSeconds?: number
}

/** `code` is the exit code (128 + signal as shells count it); `output` is empty unless captured. */
export interface ProgramEnd {
  readonly code: number
  readonly output: string
  readonly seconds: number
  readonly timedOut: boolean
}

const endings = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/**
 * Runs a program to its end. It gets a process group of its own, so that a time limit or Ctrl-C ends everything it started.
 * A program that can't be started at all ends with code 127 and the reason as its output.
 */
export const runProgram = (command: ReadonlyArray<string>, options: ProgramOptions = {}): Promise<ProgramEnd> =>
  new Promise((resolve) => {
    const [file = "", ...args] = command
    const started = performance.now()
    const child = spawn(file, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      detached: true,
      stdio: ["ignore", options.capture ? "pipe" : "inherit", options.capture ? "pipe" : "inherit"],
    })
    let output = ""
    let timedOut = false
    child.stdout?.on("data", (chunk) => (output += String(chunk)))
    child.stderr?.on("data", (chunk) => (output += String(chunk)))

    const killGroup = (signal: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal)
      } catch {
        // The group has ended by itself.
      }
    }
    const leave = (signal: keyof typeof endings) => {
      killGroup("SIGTERM")
      process.exit(endings[signal])
    }
    const signals = Object.keys(endings) as Array<keyof typeof endings> // keys of a constant object
    for (const signal of signals) process.on(signal, leave)
    const limit = setTimeout(() => {
      timedOut = true
      killGroup("SIGKILL")
    }, (options.limitSeconds ?? 3600) * 1000)

    const end = (code: number) => {
      clearTimeout(limit)
      for (const signal of signals) process.off(signal, leave)
      resolve({ code, output, timedOut, seconds: (performance.now() - started) / 1000 })
    }
    child.on("error", (error) => {
      output += String(error)
      end(127)
    })
    child.on("close", (code) => end(code ?? 137))
  })
