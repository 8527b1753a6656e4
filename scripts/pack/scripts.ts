import { readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { type OutputBundle, type OutputChunk, rolldown } from "rolldown"
import { root } from "../root.ts"
import { type Entry, entriesOf } from "./entriesOf.ts"
import { builtCode, withNames } from "./namedExports.ts"
import type { PublishedPackage } from "./PublishedPackage.ts"

/** Where built packages stand. */
export const packagesFolder = join(root, "dist/packages")

/** Our icons are Lucide's, copied. */
const sourceOf = (module: string): string =>
  /\/core\/src\/theme\/\w*icons\.ts$/i.test(module) ? join(root, "node_modules/lucide/package.json") : module

/** What a package's scripts became: where each entry stands, and whose code of others is inside. */
export interface BuiltScripts {
  /** Exported path → file, relative to the folder written to. */
  readonly files: ReadonlyMap<string, string>
  /** Files of third parties that were put in or copied. */
  readonly foreign: ReadonlyArray<string>
}

const isExternal = (own: PublishedPackage) => {
  const names = [...Object.keys(own.peers), ...own.siblings.filter((name) => name !== "core").map((name) => `@cossistant/${name}`)]
  return (id: string) => names.some((name) => id === name || id.startsWith(`${name}/`))
}

/** Where a module goes: a package's own sources to the top, core's below `core/`, what others wrote below `vendor/`. */
const placeOf = (own: PublishedPackage, module: string): string => {
  const path = module.replaceAll("../", "")
  if (path.startsWith(`${own.sources}/`)) return path.slice(own.sources.length + 1)
  return path
    .replace(/^node_modules\//, "vendor/")
    .replace(/^core\/src\//, "core/")
    .replace(/^[^/]+\/src\//, "")
}

const asks = (entry: string) => readFileSync(entry, "utf8").startsWith('"use client"')

/** The chunks that import React at once, themselves or through another. */
const drawing = (chunks: ReadonlyArray<OutputChunk>): ReadonlySet<string> => {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const known = new Map<string, boolean>()
  const visit = (name: string): boolean => {
    const before = known.get(name)
    if (before !== undefined) return before
    known.set(name, false)
    const draws = /^(react|react-dom|@cossistant\/react)(\/|$)/.test(name) || (byName.get(name)?.imports ?? []).some(visit)
    known.set(name, draws)
    return draws
  }
  return new Set(chunks.map(({ fileName }) => fileName).filter(visit))
}

/** Entries and what is loaded later stand at a boundary that frameworks with server components look for. */
const isBoundary = (chunk: OutputChunk, entries: ReadonlyArray<Entry>, later: ReadonlySet<string>) =>
  entries.some(({ file }) => file === chunk.facadeModuleId) || later.has(chunk.fileName)

/** Stands before the file of an entry that another entry imports, until it is known from where. */
const ownEntry = "own-entry:"

const placed = ({ code, fileName }: OutputChunk) => code.replaceAll(new RegExp(`${ownEntry}([^"']+)`, "g"), (_, file: string) => {
  const path = relative(dirname(fileName), file)
  return path.startsWith(".") ? path : `./${path}`
})

/**
 * Writes a package's scripts into `folder`, one file per module, so that a host's bundler leaves out what isn't imported
 * and loads later what is imported later. They aren't minified: after the host's own minifier the bytes are the same.
 * JSX is compiled for React; Solid's stays as it is, in `.jsx` files.
 */
export const buildScripts = async (own: PublishedPackage, folder: string): Promise<BuiltScripts> => {
  const entries = entriesOf(own)
  const entryFiles = new Set(entries.map(({ file }) => file))
  const fileNameOf = (module: string, path: string) =>
    `${placeOf(own, path)}${own.framework === "solid" && module.endsWith(".tsx") ? ".jsx" : ".js"}`
  const withoutEnding = (module: string) => relative(root, module).replace(/\.[a-z]+$/, "")
  const bundle = await rolldown({
    input: entries.map(({ file }) => file),
    cwd: root,
    tsconfig: false,
    platform: own.framework === "none" ? "neutral" : "browser",
    external: isExternal(own),
    transform: { target: "es2022", ...(own.framework === "solid" ? { jsx: "preserve" as const } : {}) },
    // An entry that passes another on does so in the host's bundle, too: a bundler sees through that, and leaves out the rest.
    plugins: [{
      name: "own-entries",
      resolveId: (specifier, from) => {
        if (from === undefined || !specifier.startsWith(".") || !entryFiles.has(from)) return null
        const target = join(dirname(from), specifier)
        return entryFiles.has(target) ? { id: `${ownEntry}${fileNameOf(target, withoutEnding(target))}`, external: true } : null
      },
    }],
    onLog: (level, log, pass) => {
      // The directive is put back below, where it means something.
      if (log.code !== "MODULE_LEVEL_DIRECTIVE") pass(level, log)
    },
  })
  const { output } = await bundle.write({
    dir: folder,
    format: "es",
    preserveModules: true,
    preserveModulesRoot: root,
    entryFileNames: ({ facadeModuleId: module, name }) => {
      const isOurs = module !== null && module !== undefined && !module.startsWith("\0")
      return fileNameOf(module ?? "", isOurs ? withoutEnding(module) : name)
    },
    plugins: [{
      name: "own-entries-between",
      generateBundle: (_, files) => {
        for (const file of Object.values(files)) if (file.type === "chunk") file.code = placed(file)
      },
    }, ...(own.framework !== "react" ? [] : [{
      name: "client-boundaries",
      generateBundle: (_: unknown, files: OutputBundle) => {
        const chunks = Object.values(files).filter((file) => file.type === "chunk")
        const draws = drawing(chunks)
        const later = new Set(chunks.flatMap(({ dynamicImports }) => dynamicImports))
        for (const chunk of chunks) {
          const asked = chunk.facadeModuleId !== null && chunk.facadeModuleId.startsWith(join(root, own.sources)) && asks(chunk.facadeModuleId)
          const wants = asked || (draws.has(chunk.fileName) && isBoundary(chunk, entries, later))
          if (wants && !chunk.code.startsWith('"use client"')) chunk.code = `"use client";\n${chunk.code}`
          chunk.code = withNames(chunk.code, (specifier) => specifier.startsWith(".")
            ? chunks.find(({ fileName }) => fileName === join(dirname(chunk.fileName), specifier))?.code ?? ""
            : builtCode(packagesFolder, specifier))
        }
      },
    }])],
  })
  await bundle.close()
  const chunks = output.filter((file) => file.type === "chunk")
  const fileOf = new Map(chunks.map((chunk) => [chunk.facadeModuleId, chunk.fileName]))
  return {
    files: new Map(entries.map(({ file, path }) => [path, fileOf.get(file) ?? ""])),
    foreign: chunks.flatMap(({ moduleIds }) => moduleIds).map(sourceOf).filter((id) => id.includes("/node_modules/")),
  }
}
