import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { entriesOf } from "../pack/entriesOf.ts"
import { published } from "../pack/published.ts"
import { root } from "../root.ts"

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string>>
}

const folders = ["core", "core/types", "widget-react", "widget-react/next", "widget-solid"] as const

/** What our packages' own sources import of each other: the workspaces' `exports`. */
const between = folders.flatMap((folder) => {
  const file = join(root, folder, "package.json")
  if (!existsSync(file)) return []
  // Our own manifests: a name, and exports without conditions.
  const { exports, name } = JSON.parse(readFileSync(file, "utf8")) as Manifest
  return Object.entries(exports).filter(([, to]) => /\.tsx?$/.test(to)).map(([path, to]) => [name + path.slice(1), [join(root, folder, to)]] as const)
})

/** Where each entry of our packages has its source, as TypeScript's `paths`: those people install come before our own. */
export const packagePaths = (): Readonly<Record<string, ReadonlyArray<string>>> => ({
  ...Object.fromEntries(between),
  ...Object.fromEntries(published.flatMap((each) =>
    entriesOf(each).map(({ file, path }) => [`@cossistant/${each.name}${path.slice(1)}`, [file]] as const))),
})
