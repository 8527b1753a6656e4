import { type ChildProcess, spawn } from "node:child_process"
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { within } from "./within.ts"

const checkout = fileURLToPath(new URL("../..", import.meta.url))

export interface ServerOptions {
  /** Which way it is started; default `up`, with its demo. */
  readonly entry?: "up" | "start"
  /** Settings that replace or join the quick-start ones of `.env.example`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** The real program as a child process, with a folder, a database and a port of its own. */
export interface RunningServer {
  /** Where it serves, without a trailing slash. The port stays the same over restarts. */
  readonly url: string
  readonly port: number
  readonly folder: string
  /** What it printed so far, over all its lives. */
  readonly log: () => string
  /** Asks it to drain; gives its exit code. */
  readonly stop: () => Promise<number | null>
  /** Kills the program and nothing else: its database process is orphaned, as after a crash. */
  readonly kill9: () => Promise<void>
  /** Starts it again on the same folder and port, after `stop` or `kill9`. */
  readonly restart: () => Promise<void>
  /** Ends everything of it and removes its folder. */
  readonly dispose: () => Promise<void>
}

/** The address in the summary a start prints. */
const address = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once("exit", (code) => resolve(code))
  })

/** Starts the server from its sources on a free port; ready when it returns. Fails with its log when it ends or stays silent. */
export const startServer = async ({ entry = "up", settings = {} }: ServerOptions = {}): Promise<RunningServer> => {
  const folder = mkdtempSync(join(tmpdir(), "server-"))
  mkdirSync(join(folder, "home"))
  copyFileSync(join(checkout, ".env.example"), join(folder, ".env.example"))
  let log = ""
  let port = 0

  const begin = async () => {
    const child = spawn(process.execPath, ["--no-env-file", join(checkout, "api/src/main.ts"), entry], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], HOME: join(folder, "home"), TMPDIR: tmpdir(), HOST: "127.0.0.1", PORT: String(port), DATA_DIR: join(folder, "data"), ...settings },
    })
    const from = log.length
    const serving = new Promise<number>((resolve, reject) => {
      const look = (chunk: unknown) => {
        log += String(chunk)
        const found = log.slice(from).match(address)?.[1]
        if (found !== undefined) resolve(Number(found))
      }
      child.stdout.on("data", look)
      child.stderr.on("data", look)
      child.once("exit", (code) => reject(new Error(`The server ended with code ${code} before it served:\n${log}`)))
    })
    port = await within(60, "The server's summary", serving).catch((error) => {
      child.kill("SIGKILL")
      throw error
    })
    return child
  }

  const removeFolder = () => {
    stopOrphans(folder)
    rmSync(folder, { recursive: true, force: true })
  }
  let child = await begin().catch((error) => {
    removeFolder()
    throw error
  })
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return within(20, `The server's end after ${signal}`, exitOf(child))
  }
  return {
    get url() {
      return `http://127.0.0.1:${port}`
    },
    get port() {
      return port
    },
    folder,
    log: () => log,
    stop: () => end("SIGTERM"),
    kill9: async () => void (await end("SIGKILL")),
    restart: async () => void (child = await begin()),
    dispose: async () => {
      await end("SIGTERM").catch(() => end("SIGKILL"))
      removeFolder()
    },
  }
}

/** Stops a database whose program was killed: Postgres writes its process id into its folder. */
const stopOrphans = (folder: string) => {
  for (const file of new Bun.Glob("data/**/postmaster.pid").scanSync({ cwd: folder, dot: true, followSymlinks: true })) {
    const pid = Number(readFileSync(join(folder, file), "utf8").split("\n")[0])
    try {
      process.kill(pid, "SIGQUIT")
    } catch {
      // It has ended, its file is a leftover.
    }
  }
}
