import { existsSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"
import type { PublishedPackage } from "./PublishedPackage.ts"

/** One exported path and where it comes from: `path` as people import it (`./support`), `name` as its declarations are called. */
export interface Entry {
  readonly path: string
  readonly name: string
  readonly file: string
}

const nameOf = (path: string) => (path === "." ? "index" : path.slice(2))

/** The exported paths a `*` stands for: one per file. */
const spread = (folder: string, path: string, pattern: string): ReadonlyArray<readonly [string, string]> => {
  const [before = "", after = ""] = pattern.split("*")
  return [...new Bun.Glob(pattern).scanSync(folder)].sort()
    .filter((file) => !/\.(test|long)\.tsx?$/.test(file))
    .map((file) => [path.replace("*", file.slice(before.length, -after.length)), file])
}

/**
 * A package's scripts with every `*` spelled out, each source once under a path of its own.
 * One whose source isn't there is left out: `missingOf` names them.
 */
export const entriesOf = ({ entries, sources }: PublishedPackage): ReadonlyArray<Entry> => {
  const folder = join(root, sources)
  const named = Object.entries(entries).filter(([path]) => !path.includes("*"))
  const patterns = Object.entries(entries).filter(([path]) => path.includes("*"))
  const all = new Map([...patterns.flatMap(([path, pattern]) => spread(folder, path, pattern)), ...named])
  return [...all]
    .filter(([path, file]) => path !== "./index" && existsSync(join(folder, file)))
    .map(([path, file]) => ({ path, name: nameOf(path), file: join(folder, file) }))
}

/** The exported paths of a package whose source isn't there. */
export const missingOf = (published: PublishedPackage): ReadonlyArray<string> => {
  const there = new Set(entriesOf(published).map(({ path }) => path))
  return Object.keys(published.entries).filter((path) => !path.includes("*") && !there.has(path))
}
