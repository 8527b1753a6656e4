import { spawn, spawnSync } from "node:child_process"
import { chmodSync, chownSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { userInfo, tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect } from "vitest"
import { databaseUrl, runSql } from "./database.ts"
import { journey } from "./journey.ts"
import { readSummary } from "./readSummary.ts"
import { within } from "./within.ts"

const checkout = fileURLToPath(new URL("../..", import.meta.url))
const dockerfile = readFileSync(join(checkout, "infra/container/Dockerfile"), "utf8")

/** Runs a program of the checkout to its end; its output when it fails. */
const run = (...command: ReadonlyArray<string>) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [...command], { cwd: checkout, encoding: "utf8", env: { PATH: process.env["PATH"], HOME: tmpdir(), NODE_ENV: "production" } })
  if (status !== 0) throw new Error(`${command.join(" ")}: ${stdout}${stderr}`)
}

/** Builds what the image's first stage builds and puts into `image` what its second copies. */
const stage = (image: string) => {
  run("--no-env-file", "scripts/prepare.ts")
  const tools = /bun (build .*)/.exec(dockerfile)?.[1]?.trim().split(/\s+/)
  if (tools === undefined) throw new Error("The Dockerfile builds no tools.")
  run(...tools)
  for (const [, from = "", to = ""] of dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)) {
    const target = to === "./" ? join(image, from) : join(image, to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join(checkout, from), target, { recursive: true })
  }
  copyFileSync(process.execPath, join(image, "bun")) // where it stands now another user may not reach it
}

const anybody = { uid: 65534, gid: 65534 }

journey("what the image holds is all the server needs, on a database elsewhere, writing to its data folder alone", async ({ server }) => {
  const image = mkdtempSync(join(tmpdir(), "image-"))
  const data = mkdtempSync(join(tmpdir(), "image-data-"))
  const isRoot = userInfo().uid === 0
  try {
    stage(image)
    chmodSync(image, 0o755)
    if (isRoot) chownSync(data, anybody.uid, anybody.gid)
    await runSql(server, "create database container")
    const env = {
      PATH: process.env["PATH"], NODE_ENV: "production", HOST: "127.0.0.1", PORT: "0", DATA_DIR: data, DATABASE_URL: databaseUrl(server, "container"),
      BETTER_AUTH_SECRET: "a".repeat(32), API_KEY_SECRET: "b".repeat(32), ENCRYPTION_KEY: "c".repeat(32),
      EMAIL_TRANSPORT_PROVIDER: "outbox", POLAR_ENABLED: "false", TINYBIRD_ENABLED: "false",
    }
    const child = spawn(join(image, "bun"), ["--no-env-file", "api/dist/main.js", "start"], { cwd: image, env, stdio: ["ignore", "pipe", "pipe"], ...(isRoot ? anybody : {}) })
    try {
      let text = ""
      const url = await within(60, "The server's summary", new Promise<string>((resolve, reject) => {
        const look = (chunk: unknown) => {
          text += String(chunk)
          const summary = readSummary(text)
          if (summary !== undefined) resolve(summary.url)
        }
        child.stdout.on("data", look)
        child.stderr.on("data", look)
        child.once("close", (code) => reject(new Error(`It ended with code ${code}:\n${text}`)))
      }))
      for (const path of ["/ready", "/", "/embed.js", "/packages/react.tgz", "/docs/self-host"]) {
        expect(`${path} ${(await fetch(`${url}${path}`)).status}`).toBe(`${path} 200`)
      }
      const doctor = spawnSync(join(image, "bun"), ["--no-env-file", "scripts/doctor.js"], {
        cwd: image, env: { ...env, PORT: new URL(url).port, PUBLIC_APP_URL: url }, encoding: "utf8", ...(isRoot ? anybody : {}),
      })
      expect(doctor.stdout).toContain("ok       database")
      expect(doctor.stdout).not.toContain("PROBLEM")
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
      child.kill("SIGTERM")
      expect(await within(30, "The server's end", ended)).toBe(0)
    } finally {
      child.kill("SIGKILL")
    }
  } finally {
    for (const folder of [image, data]) rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)
