import { copyFileSync, existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { parseEnv } from "node:util"
import { keepSecrets, readSecrets } from "./secretsFile.ts"
import type { Entry } from "./Settings.ts"
import { switches } from "./values.ts"
import { type VariableFacts, variables } from "./variables.ts"

export interface Environment {
  readonly values: Record<string, string>
  /** What was done on the way, as sentences for the person at the terminal. */
  readonly notes: ReadonlyArray<string>
  /** What couldn't be read or written, as such sentences. `values` are then as if it could, so that nothing else seems wrong. */
  readonly problems: ReadonlyArray<string>
}

/**
 * Everything the program may read, by one rule: the environment, then `.env` in `folder`, then the documented defaults.
 * `up` and `dev` write a missing `.env` from `.env.example` and make missing secrets at random into
 * `<DATA_DIR>/secrets.json` (mode 0600); `start` and `test` do neither. Never throws.
 */
export const readEnvironment = (entry: Entry, folder: string, own: Record<string, string | undefined>): Environment => {
  const quick = entry === "up" || entry === "dev"
  const notes: Array<string> = []
  const problems: Array<string> = []
  const given = defined(own)
  const fromFile = entry === "test" ? {} : defined(readFile(folder, quick, notes, problems))
  const values = { ...fromFile, ...given }
  if (!quick) return { values, notes, problems }
  const secrets = keepSecrets(path.resolve(folder, values["DATA_DIR"] ?? ".data"))
  return { values: { ...secrets.values, ...values }, notes, problems: [...problems, ...secrets.problems] }
}

/** What a tool may read: the same as `start`, and the secrets `up` made, where there are some. Makes nothing, never throws. */
export const readForTool = (folder: string, own: Record<string, string | undefined>): Environment & { readonly dataDir: string } => {
  const { notes, problems, values } = readEnvironment("start", folder, own)
  const dataDir = path.resolve(folder, values["DATA_DIR"] ?? ".data")
  const secrets = readSecrets(dataDir)
  return { values: { ...secrets.values, ...values, DATA_DIR: dataDir }, dataDir, notes, problems: [...problems, ...secrets.problems] }
}

const readFile = (folder: string, make: boolean, notes: Array<string>, problems: Array<string>) => {
  const file = path.join(folder, ".env")
  const example = path.join(folder, ".env.example")
  if (make && !existsSync(file)) {
    try {
      copyFileSync(example, file)
      notes.push("Wrote .env with the quick-start settings; change it to connect real services.")
    } catch (error) {
      problems.push(`.env can't be written into ${folder} (${reason(error)}). Give this user the right to, or put a copy of .env.example there yourself.`)
      return existsSync(example) ? parseEnv(readFileSync(example, "utf8")) : {}
    }
  }
  if (!existsSync(file)) return {}
  try {
    return parseEnv(readFileSync(file, "utf8"))
  } catch (error) {
    problems.push(`${file} can't be read (${reason(error)}). Give this user the right to, or remove it.`)
    return {}
  }
}

const reason = (error: unknown) => error instanceof Error ? error.message : String(error)

const offWhenEmpty: ReadonlyArray<string> = switches

/** Names whose text counts to the letter: a switch is on for exactly `true`, and what a secret sealed opens with no other. */
const asGiven = new Set<string>([
  ...switches,
  ...Object.values(variables).flatMap((group) => Object.entries<VariableFacts>(group).flatMap(([name, { isSecret }]) => isSecret === true ? [name] : []))
])

/** What is set: an empty line means "not set", except for a switch, which it turns off. Space around a value is no part of it. */
const defined = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return []
    // Said as `false`: Effect's providers, too, take an empty value for a missing one.
    if (value.trim() === "") return offWhenEmpty.includes(name) ? [[name, "false"]] : []
    return [[name, asGiven.has(name) ? value : value.trim()]]
  }))
