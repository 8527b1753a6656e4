import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync } from "node:fs"
import { createServer } from "node:net"
import path from "node:path"
import { root } from "../../scripts/root.ts"

/** A server under measurement, as a process of its own. */
export interface Program {
  readonly pid: number
  /** Without a trailing slash. */
  readonly url: string
  /** From its start to its first answer, in milliseconds. */
  readonly startMs: number
  readonly stop: () => Promise<void>
}

/** Signs members' cookies, also those the bench makes. */
export const authSecret = "bench".repeat(8)

/** Variables of the environment. */
export type Variables = Readonly<Record<string, string>>

/** The product as it is shipped: the bundle, with the settings of production; `more` are others, or others' values. */
export const startProduct = async (folder: string, databaseUrl: string, more: Variables = {}): Promise<Program> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = run(["api/dist/main.js", "start"].map((word, n) => n === 0 ? path.join(root, word) : word), mkdtempSync(path.join(folder, "product-")), {
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATA_DIR: "data",
    LOG_LEVEL: "Warn",
    BETTER_AUTH_SECRET: authSecret,
    API_KEY_SECRET: authSecret,
    ENCRYPTION_KEY: authSecret,
    EMAIL_TRANSPORT_PROVIDER: "outbox",
    STORAGE_PROVIDER: "disk",
    POLAR_ENABLED: "false",
    TINYBIRD_ENABLED: "false",
    ANALYTICS_PROVIDER: "postgres",
    ...more
  })
  const startMs = await answered(child, `${url}/ready`, started)
  return { pid: child.pid ?? 0, url, startMs, stop: () => end(child) }
}

/** A floor, as `floor.ts`: a program beside this file that says its address when it listens. */
export const startFloor = async (folder: string, file: string, variables: Variables): Promise<Program> => {
  const started = performance.now()
  const child = run([path.join(import.meta.dir, file)], folder, variables)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (line) => resolve(String(line).trim()))
    child.once("exit", (code) => reject(new Error(`The floor ended with code ${code}.`)))
  })
  return { pid: child.pid ?? 0, url, startMs: performance.now() - started, stop: () => end(child) }
}

const run = (command: ReadonlyArray<string>, cwd: string, env: Variables) =>
  spawn(process.execPath, ["--no-env-file", ...command], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"], HOME: cwd, ...env }
  })

/** Asks until the answer is 200; gives how long that took since `started`. */
const answered = async (child: ChildProcess, url: string, started: number): Promise<number> => {
  let output = ""
  child.stdout?.on("data", (chunk) => output += String(chunk))
  while (child.exitCode === null) {
    const status = await fetch(url).then((answer) => answer.status, () => 0)
    if (status === 200) return performance.now() - started
    if (performance.now() - started > 60_000) break
    await Bun.sleep(2)
  }
  child.kill("SIGKILL")
  throw new Error(`The server didn't start:\n${output}`)
}

const end = (child: ChildProcess) => new Promise<void>((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) return resolve()
  child.once("exit", () => resolve())
  child.kill("SIGKILL")
})

/** A port of this machine that nobody holds. */
export const freePort = () => new Promise<number>((resolve) => {
  const server = createServer()
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
  })
})
