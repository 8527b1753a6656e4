import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"
import { entriesOf } from "./entriesOf.ts"
import type { PublishedPackage } from "./PublishedPackage.ts"

/** Where one entry's scripts stand in the package, by export condition, in the order bundlers look. */
export type Conditions = Readonly<Record<string, string>>

/** The version all packages carry. */
export const version = (JSON.parse(readFileSync(join(root, "core/package.json"), "utf8")) as { readonly version: string }).version // npm's own format

/** The manifest of a published package. `scriptsOf` says where an entry's scripts stand. */
export const packageJson = (own: PublishedPackage, scriptsOf: (path: string) => Conditions): object => ({
  name: `@cossistant/${own.name}`,
  version,
  description: own.description,
  license: "MIT",
  type: "module",
  engines: { node: ">=18" },
  sideEffects: Object.keys(own.styles).length > 0 ? ["*.css"] : false,
  exports: {
    ...Object.fromEntries(entriesOf(own).map(({ name, path }) => [path, { types: `./dist/${name}.d.ts`, ...scriptsOf(path) }])),
    ...Object.fromEntries(Object.keys(own.styles).map((path) => [path, `./dist/${path.slice(2)}`])),
    "./package.json": "./package.json",
  },
  files: ["dist", "LICENSES"],
  dependencies: Object.fromEntries(own.siblings.map((name) => [`@cossistant/${name}`, version])),
  ...(Object.keys(own.peers).length === 0 ? {} : { peerDependencies: own.peers }),
})
