import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import path from "node:path"
import { folderProblem } from "./dataFolder.ts"

interface Secrets {
  readonly values: Readonly<Record<string, string>>
  /** What is wrong with the file, as sentences for people. */
  readonly problems: ReadonlyArray<string>
}

const names = ["BETTER_AUTH_SECRET", "API_KEY_SECRET", "ENCRYPTION_KEY", "DEMO_PASSWORD"]

const fileOf = (dataDir: string) => path.join(dataDir, "secrets.json")

/** The secrets `up` made for this data folder; none where there is no such file. */
export const readSecrets = (dataDir: string): Secrets => {
  const file = fileOf(dataDir)
  if (!existsSync(file)) return { values: {}, problems: [] }
  try {
    const known: unknown = JSON.parse(readFileSync(file, "utf8"))
    if (!isTexts(known)) throw new Error("it holds something else than names and texts")
    return { values: known, problems: [] }
  } catch (error) {
    return {
      values: {},
      problems: [`${file} can't be read (${reason(error)}). Put it back from a backup: what its ENCRYPTION_KEY sealed opens with no other. ` +
        "Where nothing is to be kept, remove it, and new secrets are made."]
    }
  }
}

/** The same, and those that are missing are made and kept (mode 0600). `DEMO_PASSWORD` signs in to the demo's inbox. */
export const keepSecrets = (dataDir: string): Secrets => {
  const { problems, values } = readSecrets(dataDir)
  const missing = names.filter((name) => !(name in values))
  if (missing.length === 0) return { values, problems }
  const all = { ...values, ...Object.fromEntries(missing.map((name) => [name, makeSecret(name)])) }
  if (problems.length > 0) return { values: all, problems }
  const file = fileOf(dataDir)
  try {
    mkdirSync(dataDir, { recursive: true })
    // Whole or not at all, whatever cuts the writing.
    writeFileSync(`${file}.new`, JSON.stringify(all, null, 2) + "\n", { mode: 0o600 })
    renameSync(`${file}.new`, file)
    return { values: all, problems }
  } catch (error) {
    // A folder that nothing can be written to is told by the start, whatever it wanted to write.
    const isTold = folderProblem(dataDir) !== undefined
    return { values: all, problems: isTold ? [] : [`${file} can't be written (${reason(error)}). Give this user the right to.`] }
  }
}

const makeSecret = (name: string) => name === "DEMO_PASSWORD" ? randomBytes(9).toString("base64url") : randomBytes(32).toString("hex")

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every((text) => typeof text === "string")

const reason = (error: unknown) => error instanceof Error ? error.message : String(error)
