import { existsSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { rollup } from "rollup"
import { dts } from "rollup-plugin-dts"
import { root } from "../root.ts"
import { runProgram } from "../runProgram.ts"
import { entriesOf } from "./entriesOf.ts"
import { plainTypes } from "./plainTypes.ts"
import { published } from "./published.ts"
import type { PublishedPackage } from "./PublishedPackage.ts"

/** Workspaces by the folder their declarations are emitted to (`outDir` in their tsconfig.json). */
const places: Readonly<Record<string, string>> = {
  "core/types": ".tsc/types",
  core: ".tsc/core",
  "widget-react/next": ".tsc/next",
  "widget-react": ".tsc/widget-react",
  "widget-solid": ".tsc/widget-solid",
}

/** The engine's own type names everything that travels between widget and server; outside, what it does is enough. */
const engine = `import type { PanelActions } from "./actions.ts"
/** The engine of one widget. It is reached through client, controller and hooks. */
export interface Widget extends PanelActions { readonly get: () => object }`

/** What is published instead of declarations that name a library, by source. */
const replacements = async (): Promise<Replaced> => new Map([
  [declarationOf(join(root, "core/src/widget/widget.ts")), engine],
  [declarationOf(join(root, "core/src/widget/nouns.ts")), await plainTypes("core/src/widget/nouns.ts", ["Contract"])],
])

const node = join(root, "node_modules/.bin/node")

/** Declarations that are published in place of the emitted ones, by file. */
export type Replaced = ReadonlyMap<string, string>

/**
 * Emits every workspace's declarations, where `tsc -b` keeps them anyway, and gives what takes the place of some of them.
 * What doesn't type-check is emitted all the same: telling is the task of `check`.
 */
export const emitDeclarations = async (): Promise<Replaced> => {
  await runProgram([node, "node_modules/typescript/bin/tsc", "-b", ...Object.keys(places)], { capture: true })
  return replacements()
}

const declarationOf = (source: string): string => {
  const path = relative(root, source)
  const workspace = Object.keys(places).find((folder) => path.startsWith(`${folder}/`)) ?? ""
  return join(root, places[workspace] ?? "", path.slice(workspace.length + 1).replace(/\.tsx?$/, ".d.ts"))
}

/**
 * Where core publishes a module as an entry of its own, by the module's declarations. Other packages name it there: a unique
 * symbol or a class would be another one in every copy.
 */
const publishedByCore = (): ReadonlyMap<string, string> => {
  const core = published.find(({ name }) => name === "core")
  const entries = core === undefined ? [] : entriesOf(core)
  return new Map(entries.map(({ file, path }) => [declarationOf(file), `@cossistant/core${path.slice(1)}`]))
}

/** The declarations behind a specifier: of this package or of core, which is put in; undefined for what stays an import. */
const resolve = (specifier: string, from: string | undefined): string | undefined => {
  if (specifier.startsWith(".") && from !== undefined) {
    return join(dirname(from), specifier.replace(/\.tsx?$/, ".d.ts"))
  }
  if (!specifier.startsWith("@cossistant/core")) return undefined
  const source = Bun.resolveSync(specifier, join(root, "widget-react"))
  return declarationOf(source)
}

/** Stands before the name of an entry that another file of the package imports, until it is known from where. */
const ownEntry = "own-entry:"

/**
 * Each package has a copy of the declarations it shares with others. A private field would make a class another one in each,
 * so that a client or controller that core made fitted no provider; without it TypeScript goes by what they can do.
 */
const withoutPrivate = (code: string) => code.replaceAll(/^ *#private;\n/gm, "")

const between = (from: string, name: string) => {
  const path = relative(dirname(from), `${name}.js`)
  return path.startsWith(".") ? path : `./${path}`
}

/**
 * Writes a package's declarations into `folder`, one file per entry and shared ones between them, cut down to what the
 * entries name. Imports of peers and of `@cossistant/types` stay imports.
 */
export const buildDeclarations = async (own: PublishedPackage, replaced: Replaced, folder: string): Promise<void> => {
  const shared = own.name === "core" ? new Map<string, string>() : publishedByCore()
  const entries = new Map(entriesOf(own).map(({ file, name }) => [declarationOf(file), name]))
  const bundle = await rollup({
    input: Object.fromEntries([...entries].map(([file, name]) => [name, file])),
    plugins: [
      {
        name: "emitted-declarations",
        resolveId: (specifier, from) => {
          if (from === undefined) return specifier
          const file = resolve(specifier, from)
          if (file === undefined || !existsSync(file)) return { id: specifier, external: true }
          const elsewhere = shared.get(file) ?? (entries.has(file) ? `${ownEntry}${entries.get(file)}` : undefined)
          return elsewhere === undefined ? file : { id: elsewhere, external: true }
        },
        load: (id) => replaced.get(id),
      },
      dts({ compilerOptions: { skipLibCheck: true, types: [] } }),
    ],
    onwarn: (warning) => {
      // Types that stand in a shared file aren't exported by name; whoever needs one infers it.
      if (!/UNRESOLVED_IMPORT|EMPTY_BUNDLE|PLUGIN_WARNING/.test(warning.code ?? "")) console.warn(warning.message)
    },
  })
  await bundle.write({
    dir: folder,
    format: "es",
    entryFileNames: "[name].d.ts",
    chunkFileNames: ({ name }) => `shared/${name.replace(/\.d$/, "")}.d.ts`,
    plugins: [{
      name: "shared-declarations",
      generateBundle: (_, files) => {
        for (const file of Object.values(files)) {
          if (file.type !== "chunk") continue
          const code = file.code.replaceAll(new RegExp(`${ownEntry}([^'"]+)`, "g"), (_, name: string) => between(file.fileName, name))
          file.code = withoutPrivate(code)
        }
      },
    }],
  })
  await bundle.close()
}
