import { randomBytes } from "node:crypto"
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { parseEnv } from "node:util"
import type { Entry } from "./Settings.ts"
import { switches } from "./values.ts"

export interface Environment {
  readonly values: Record<string, string>
  /** What was done on the way, as sentences for the person at the terminal. */
  readonly notes: ReadonlyArray<string>
}

/**
 * Everything the program may read, by one rule: the environment, then `.env` in `folder`, then the documented defaults.
 * `up` and `dev` write a missing `.env` from `.env.example` and make missing secrets at random into
 * `<DATA_DIR>/secrets.json` (mode 0600); `start` and `test` do neither.
 */
export const readEnvironment = (entry: Entry, folder: string, own: Record<string, string | undefined>): Environment => {
  const quick = entry === "up" || entry === "dev"
  const notes: Array<string> = []
  const file = path.join(folder, ".env")
  if (quick && !existsSync(file)) {
    copyFileSync(path.join(folder, ".env.example"), file)
    notes.push("Wrote .env with the quick-start settings; change it to connect real services.")
  }
  const fromFile = entry !== "test" && existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}
  const values = { ...defined(fromFile), ...defined(own) }
  return { values: quick ? { ...madeSecrets(path.resolve(folder, values["DATA_DIR"] ?? ".data")), ...values } : values, notes }
}

/** The secrets of this data folder, made when they are missing. `DEMO_PASSWORD` signs in to the demo's inbox. */
const madeSecrets = (dataDir: string): Record<string, string> => {
  const file = path.join(dataDir, "secrets.json")
  const known: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}
  const missing = ["BETTER_AUTH_SECRET", "API_KEY_SECRET", "ENCRYPTION_KEY", "DEMO_PASSWORD"].filter((name) => !(name in known))
  if (missing.length === 0) return known
  for (const name of missing) known[name] = randomBytes(name === "DEMO_PASSWORD" ? 9 : 32).toString(name === "DEMO_PASSWORD" ? "base64url" : "hex")
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, JSON.stringify(known, null, 2) + "\n", { mode: 0o600 })
  return known
}

const offWhenEmpty: ReadonlyArray<string> = switches

/** What is set: an empty line means "not set", except for a switch, which it turns off. */
const defined = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) =>
    // Said as `false`: Effect's providers, too, take an empty value for a missing one.
    value === "" ? offWhenEmpty.includes(name) ? [[name, "false"]] : [] : value === undefined ? [] : [[name, value]]))
