import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { build, type Rolldown } from "vite"
import { root } from "../root.ts"

/**
 * What a page loads, in gzip bytes: at once, what a whole conversation loads later, and each part that only some
 * conversations come to, by its name.
 */
export interface Weight {
  readonly first: number
  readonly later: number
  readonly sometimes: Readonly<Record<string, number>>
  readonly css: number
}

/**
 * The parts that every conversation loads beside the page's own: the engine's second half and the panel, with all that they
 * import. `conversation.test.ts` plays a conversation and looks that it loads these, and no other.
 */
const conversation = /\/(core\/widget\/panel|panel\/Panel)\.[jt]sx?$/

/** A file that exists only while it is measured. */
const entry = join(root, "measured.ts")

export type Files = ReadonlyArray<Rolldown.OutputChunk | Rolldown.OutputAsset>

const chunksOf = (files: Files) => files.filter((file) => file.type === "chunk")

/**
 * Bundles `source` (an entry's text; paths in it count from the repository) as a host's own bundler would.
 * `external` names what the page brings itself.
 */
export const bundle = async (source: string, external: ReadonlyArray<string>, plugins: ReadonlyArray<unknown> = []): Promise<Files> => {
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    // As a host builds for production, whoever measures: in a test, libraries would give their development forms.
    resolve: { conditions: ["module", "browser", "production"] },
    plugins: [
      ...(plugins as []), // a framework's plugin, passed through untouched
      {
        name: "measured-entry",
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
    build: {
      write: false,
      target: "es2022",
      lib: { entry, formats: ["es"] }, // a library carries none of Vite's own preloading
      rolldownOptions: {
        // As in an application, what the entry and a later part share stands in the entry, and no comment is left.
        preserveEntrySignatures: "allow-extension",
        external: external.map((name) => new RegExp(`^${name}(/|$)`)),
        output: { minify: true, comments: false },
      },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]) as ReadonlyArray<Rolldown.RolldownOutput> // not watching, so never a watcher
  return outputs.flatMap(({ output }) => output)
}

/** The files of the entries, and of later parts that are `wanted`, with all that they import. */
const closure = (files: Files, isWanted: (chunk: Rolldown.OutputChunk) => boolean): ReadonlySet<string> => {
  const chunks = chunksOf(files)
  const found = new Set<string>()
  const visit = (name: string): void => {
    const chunk = chunks.find(({ fileName }) => fileName === name)
    if (chunk === undefined || found.has(name)) return
    found.add(name)
    chunk.imports.forEach(visit)
  }
  chunks.filter((chunk) => chunk.isEntry || isWanted(chunk)).forEach(({ fileName }) => visit(fileName))
  return found
}

/** The files that a whole conversation loads. */
export const filesOfConversation = (files: Files): ReadonlySet<string> =>
  closure(files, ({ facadeModuleId }) => conversation.test(facadeModuleId ?? ""))

/** `source`, bundled as `bundle` does it and weighed. */
export const measure = async (...args: Parameters<typeof bundle>): Promise<Weight> => {
  const files = await bundle(...args)
  const first = closure(files, () => false)
  const all = filesOfConversation(files)
  const bytes = (of: ReadonlyArray<{ readonly code: string }>) => of.reduce((sum, { code }) => sum + gzipSync(code).length, 0)
  const chunks = chunksOf(files)
  const styles = files.filter((file) => file.type === "asset" && file.fileName.endsWith(".css"))
  return {
    first: bytes(chunks.filter(({ fileName }) => first.has(fileName))),
    later: bytes(chunks.filter(({ fileName }) => all.has(fileName) && !first.has(fileName))),
    sometimes: Object.fromEntries(chunks.filter(({ fileName }) => !all.has(fileName)).map((chunk) => [chunk.name, bytes([chunk])])),
    css: styles.reduce((sum, file) => sum + (file.type === "asset" ? gzipSync(file.source).length : 0), 0),
  }
}
