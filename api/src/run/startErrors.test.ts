import { assert, describe, it } from "@effect/vitest"
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { afterEach, beforeEach } from "vitest"

const main = path.join(import.meta.dirname, "../main.ts")
let folder = ""

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "start-"))
  copyFileSync(path.join(import.meta.dirname, "../../../.env.example"), path.join(folder, ".env.example"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Starts the program with these settings in a folder of its own; gives its exit code and all it said. */
const start = (entry: "up" | "start", settings: Readonly<Record<string, string>>) => {
  const { exitCode, stderr, stdout } = Bun.spawnSync([process.execPath, "--no-env-file", main, entry], {
    cwd: folder, env: { PATH: process.env["PATH"], HOME: folder, DATA_DIR: path.join(folder, "data"), PORT: "0", ...settings }, timeout: 40_000
  })
  return { code: exitCode, said: `${stdout}${stderr}` }
}

const isPlain = (said: string) => assert.notMatch(said, /^ {4}at |SchemaError|Error:/m)

describe("A start that can't be", () => {
  it("says all that is wrong with settings, folder and address at once, each with what to do, and ends with 1", () => {
    const { code, said } = start("up", {
      DATA_DIR: "/proc/nope", HOST: "203.0.113.1", PUBLIC_APP_URL: "http://support.test", LOG_FORMAT: "xml", LOG_LEVEL: "loud",
      REALTIME_BUS: "kafka", TRUSTED_PROXIES: "the balancer", RPC_FRAMES_PER_SECOND: "many", SIGN_UP: "everyone",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_METRIC_EXPORT_INTERVAL: "often", DATABASE_URL: "mysql://someone:hunter2@127.0.0.1/x"
    })
    assert.strictEqual(code, 1, said)
    isPlain(said)
    for (const words of [/^ {2}- The data folder \/proc\/nope can't be written to .* DATA_DIR/m, /HOST=203\.0\.113\.1 is no address of this machine/, ...[
      "LOG_FORMAT", "LOG_LEVEL", "REALTIME_BUS", "TRUSTED_PROXIES", "RPC_FRAMES_PER_SECOND", "SIGN_UP", "OTEL_METRIC_EXPORT_INTERVAL", "DATABASE_URL"
    ].map((name) => new RegExp(`^ {2}- ${name} `, "m"))]) assert.match(said, words)
    assert.notMatch(said, /BETTER_AUTH_SECRET|hunter2/)
  })

  it("names a host that is none and a port that is no whole number, in sentences", () => {
    const { code, said } = start("up", { HOST: "not a host", PORT: "80.5", PUBLIC_APP_URL: "http://support.test" })
    assert.strictEqual(code, 1, said)
    isPlain(said)
    assert.include(said, "- PORT wants a number from 1 to 65535.")
    assert.include(said, "- HOST=not a host is no address of this machine")
  })

  it("points to the secrets that up made for this folder, where production has none: new ones would open nothing of it", () => {
    mkdirSync(path.join(folder, "data"))
    const file = path.join(folder, "data/secrets.json")
    writeFileSync(file, JSON.stringify({ BETTER_AUTH_SECRET: "a".repeat(32), API_KEY_SECRET: "b".repeat(32), ENCRYPTION_KEY: "hunter2".repeat(5) }))
    const { code, said } = start("start", { BETTER_AUTH_SECRET: "c".repeat(32), API_KEY_SECRET: "short" })
    assert.strictEqual(code, 1, said)
    isPlain(said)
    assert.match(said, new RegExp(`- ENCRYPTION_KEY .* ${file}: .*opens`))
    assert.match(said, /- API_KEY_SECRET .* openssl rand -hex 32/)
    assert.notMatch(said, /BETTER_AUTH_SECRET|hunter2/)
  })

  it("names a secrets file that was cut, and leaves it as it is", () => {
    mkdirSync(path.join(folder, "data"))
    const file = path.join(folder, "data/secrets.json")
    writeFileSync(file, '{"BETTER_AUTH_SECRET": "abc')
    const { code, said } = start("up", { SIGN_UP: "everyone" })
    assert.strictEqual(code, 1, said)
    isPlain(said)
    assert.include(said, `- ${file} can't be read`)
    assert.include(said, "- SIGN_UP ")
    assert.notInclude(said, "- BETTER_AUTH_SECRET")
    assert.isFalse(existsSync(path.join(folder, "data/postgres")))
  })

  it("names a checkout it can't write .env into, and goes by .env.example for what else is wrong", () => {
    symlinkSync("/proc/nope/.env", path.join(folder, ".env"))
    const { code, said } = start("up", { SIGN_UP: "everyone" })
    assert.strictEqual(code, 1, said)
    isPlain(said)
    assert.match(said, /- \.env can't be written into .*\.env\.example/)
    assert.include(said, "- SIGN_UP ")
    assert.notInclude(said, "- EMAIL_TRANSPORT_PROVIDER")
  })

  it("names what looks like a slip in a setting's name, since nothing reads it and what it was for may be what is missing", () => {
    const { code, said } = start("up", { DATABSE_URL: "postgres://someone:hunter2@127.0.0.1/x", SIGN_UP: "everyone" })
    assert.strictEqual(code, 1, said)
    isPlain(said)
    assert.include(said, "DATABSE_URL is set, and nothing reads it. Did you mean DATABASE_URL?")
    assert.notInclude(said, "hunter2")
  })

  it("names a port that another program holds, before it makes anything", () => {
    using other = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() })
    const { code, said } = start("up", { PORT: String(other.port) })
    assert.strictEqual(code, 1, said)
    isPlain(said)
    assert.include(said, `Port ${other.port} on 127.0.0.1 is held by another program: stop it, or set PORT to a free one.`)
    assert.isFalse(existsSync(path.join(folder, "data/postgres")))
    assert.isFalse(existsSync(path.join(folder, "data/run.json")))
  })
})
