import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { build, type Rolldown } from "vite"
import { root } from "../root.ts"

/**
 * What a page loads: gzip bytes at once, what comes later when people talk, and what only some pages ever load: the words
 * of languages but English, and what hosts need that bring panel parts or a place of their own.
 */
export interface Weight {
  readonly first: number
  readonly later: number
  readonly sometimes: number
  readonly css: number
}

const isForSome = ({ facadeModuleId }: Rolldown.OutputChunk) =>
  /\/text\/(?!en\.)[a-z]{2}(-[A-Za-z]+)?\.[jt]s$|\/(panel\/slots|dom\/floatPanel)\.[jt]sx?$/.test(facadeModuleId ?? "")

/** A file that exists only while it is measured. */
const entry = join(root, "measured.ts")

/**
 * Bundles `source` (an entry's text; paths in it count from the repository) as a host's own bundler would,
 * and weighs it with gzip. `external` names what the page brings itself.
 */
export const measure = async (source: string, external: ReadonlyArray<string>, plugins: ReadonlyArray<unknown> = []): Promise<Weight> => {
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
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
      // As in an application, what the entry and a later part share stands in the entry.
      rolldownOptions: { preserveEntrySignatures: "allow-extension", external: external.map((name) => new RegExp(`^${name}(/|$)`)), output: { minify: true } },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]) as ReadonlyArray<Rolldown.RolldownOutput> // not watching, so never a watcher
  return weigh(outputs.flatMap(({ output }) => output))
}

const weigh = (files: ReadonlyArray<Rolldown.OutputChunk | Rolldown.OutputAsset>): Weight => {
  const chunks = files.filter((file) => file.type === "chunk")
  const first = new Set<string>()
  const visit = (name: string): void => {
    const chunk = chunks.find(({ fileName }) => fileName === name)
    if (chunk === undefined || first.has(name)) return
    first.add(name)
    chunk.imports.forEach(visit)
  }
  chunks.filter(({ isEntry }) => isEntry).forEach(({ fileName }) => visit(fileName))
  const bytes = (of: ReadonlyArray<{ readonly code: string }>) => of.reduce((sum, { code }) => sum + gzipSync(code).length, 0)
  const styles = files.filter((file) => file.type === "asset" && file.fileName.endsWith(".css"))
  return {
    first: bytes(chunks.filter(({ fileName }) => first.has(fileName))),
    later: bytes(chunks.filter((chunk) => !first.has(chunk.fileName) && !isForSome(chunk))),
    sometimes: bytes(chunks.filter((chunk) => !first.has(chunk.fileName) && isForSome(chunk))),
    css: styles.reduce((sum, file) => sum + (file.type === "asset" ? gzipSync(file.source).length : 0), 0),
  }
}
