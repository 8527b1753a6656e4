import { type ChildProcess, spawn } from "node:child_process"
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { readSummary, type Summary } from "./readSummary.ts"
import { within } from "./within.ts"

const checkout = fileURLToPath(new URL("../..", import.meta.url))

export interface ServerOptions {
  /** Which way it is started; default `up`, with its demo. */
  readonly entry?: "up" | "start"
  /** Settings that replace or join the quick-start ones of `.env.example`, such as `DATABASE_URL`. */
  readonly settings?: Readonly<Record<string, string>>
  /** The folder of a stopped server, to begin with a copy of: its database, demo and secrets are there already. */
  readonly from?: string
}

/** The real program as a child process, with a folder, a database and a port of its own. */
export interface RunningServer {
  /** What its newest start said: address, sign-in. Address and port stay the same over restarts. */
  readonly summary: () => Summary
  /** Its working folder; its data stands in `data`. */
  readonly folder: string
  /** Of the life it is in now. */
  readonly pid: () => number | undefined
  /** Everything it printed, over all its lives. */
  readonly log: () => string
  /** Asks it to drain; gives its exit code. */
  readonly stop: () => Promise<number | null>
  /** Asks it to drain and doesn't wait. */
  readonly askToStop: () => void
  /** The end of the life it is in now; gives its exit code. */
  readonly ended: () => Promise<number | null>
  /** Kills the program and nothing else: its database process is orphaned, as after a crash. */
  readonly kill9: () => Promise<void>
  /** Starts it again on the same folder and port: after `stop` or `kill9`, or beside what still runs there. */
  readonly restart: () => Promise<void>
  /** Ends everything of it and removes its folder. */
  readonly dispose: () => Promise<void>
}

/** Starts the server from its sources on a free port; ready when it returns. Fails with its log when it ends or stays silent. */
export const startServer = async ({ entry = "up", from, settings = {} }: ServerOptions = {}): Promise<RunningServer> => {
  const folder = mkdtempSync(join(tmpdir(), "server-"))
  chmodSync(folder, 0o755) // the database may run as another user: what it can't reach it would keep elsewhere
  if (from === undefined) {
    mkdirSync(join(folder, "home"))
    copyFileSync(join(checkout, ".env.example"), join(folder, ".env.example"))
  } else copyFolder(from, folder)
  const environment = { PATH: process.env["PATH"], HOME: join(folder, "home"), TMPDIR: tmpdir(), DATA_DIR: join(folder, "data"), ...settings }
  const output = { text: "" }
  const start = (port: number) => startOnce(folder, entry, { ...environment, PORT: String(port) }, output)
  const removeFolder = () => {
    stopOrphans(folder)
    rmSync(folder, { recursive: true, force: true })
  }

  let { child, summary } = await start(0).catch((error) => {
    removeFolder()
    throw error
  })
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return within(20, `The server's end after ${signal}`, exitOf(child))
  }
  return {
    summary: () => summary,
    folder,
    pid: () => child.pid,
    log: () => output.text,
    stop: () => end("SIGTERM"),
    askToStop: () => void child.kill("SIGTERM"),
    ended: () => within(30, "The server's end", exitOf(child)),
    kill9: async () => void (await end("SIGKILL")),
    restart: async () => void ({ child, summary } = await start(summary.port)),
    dispose: async () => {
      await end("SIGTERM").catch(() => end("SIGKILL"))
      removeFolder()
    },
  }
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once("exit", (code) => resolve(code))
  })

const startOnce = async (folder: string, entry: string, env: NodeJS.ProcessEnv, output: { text: string }) => {
  const child = spawn(process.execPath, ["--no-env-file", join(checkout, "api/src/main.ts"), entry], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env,
  })
  const from = output.text.length
  const ready = new Promise<Summary>((resolve, reject) => {
    const look = (chunk: unknown) => {
      output.text += String(chunk)
      const summary = readSummary(output.text.slice(from))
      if (summary !== undefined) resolve(summary)
    }
    child.stdout.on("data", look)
    child.stderr.on("data", look)
    child.once("close", (code) => reject(new Error(`The server ended with code ${code} before it was ready:\n${output.text}`)))
  })
  try {
    return { child, summary: await within(60, "The server's summary", ready) }
  } catch (error) {
    child.kill("SIGKILL")
    throw error
  }
}

/** Copies what is in a folder with its owners: a database's files belong to the account it runs as. */
const copyFolder = (from: string, to: string) => {
  const { exitCode, stderr } = Bun.spawnSync(["cp", "-a", `${from}/.`, to])
  if (exitCode !== 0) throw new Error(`${from} could not be copied: ${stderr}`)
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
