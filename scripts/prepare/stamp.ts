import { createHash } from "node:crypto"
import { existsSync, readFileSync, readdirSync, writeFileSync, mkdirSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"

const generated = new Set(["node_modules", "dist", ".tsc", ".data"])
const isTest = (name: string) => /\.(test|long)\.tsx?$/.test(name)

const filesOf = (path: string): ReadonlyArray<string> => {
  if (!existsSync(path)) return []
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : filesOf(join(path, entry.name))
    return isTest(entry.name) ? [] : [join(path, entry.name)]
  })
}

/** What a piece of work depends on. A missing file counts as an empty one. */
export interface Sources {
  readonly folders?: ReadonlyArray<string>
  readonly files?: ReadonlyArray<string>
  readonly words?: ReadonlyArray<string>
}

/** One hash over the words, and the names and contents of the files; tests and generated folders are left out. */
export const hashOf = ({ files = [], folders = [], words = [] }: Sources): string => {
  const hash = createHash("sha256").update(JSON.stringify(words))
  for (const file of [...folders.flatMap(filesOf), ...files]) {
    hash.update(`\0${file}\0`)
    if (existsSync(file)) hash.update(readFileSync(file))
  }
  return hash.digest("hex")
}

/**
 * Does `work` unless `stamp` already holds `hash`. The stamp is removed first and written last,
 * so that work which was cut short is done again. Gives whether there was something to do.
 */
export const onceFor = async (stamp: string, hash: string, work: () => Promise<void>): Promise<boolean> => {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false
  rmSync(stamp, { force: true })
  await work()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
  return true
}
