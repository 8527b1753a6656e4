import type { BunPlugin } from "bun"
import { readFile, rm } from "node:fs/promises"
import { basename, dirname, join } from "node:path"
import { root } from "../root.ts"

const sources = join(root, "api/src/")
const out = join(root, "api/dist")

/** `import.meta` doesn't exist in CommonJS; one library asks it for the variables Vite would put there. */
const withoutViteVariables: BunPlugin = {
  name: "without Vite's variables",
  setup: (build) => void build.onLoad({ filter: /\/effect\/dist\/ConfigProvider\.js$/ }, async ({ path }) => ({
    contents: (await readFile(path, "utf8")).replace("...import.meta?.env", ""),
    loader: "js",
  })),
}

/** Modules of ours that bring a large library with them and nothing the rest of the server holds. */
const ownParts = ["compilePage.ts"]

/**
 * Libraries that are loaded only when chosen or first used get a file of their own beside the server's, so that a start reads
 * nothing of them. A CommonJS bundle would have all of them inside.
 */
const parts = new Map<string, string>()
const partsBeside: BunPlugin = {
  name: "parts beside the server",
  setup: (build) => void build.onResolve({ filter: /.*/ }, ({ importer, kind, path }) => {
    if (kind !== "dynamic-import" || !importer.startsWith(sources) || path.startsWith("node:")) return undefined
    if (path.startsWith(".") && !ownParts.includes(basename(path))) return undefined
    const name = `parts/${path.replace(/^[./@]+/, "").replace(/\.[jt]s$/, "").replaceAll(/[^a-zA-Z0-9]+/g, "-")}`
    parts.set(name, Bun.resolveSync(path, dirname(importer)))
    return { path: `./${name}.js`, external: true }
  }),
}

const bundle = async (options: Bun.BuildConfig) => {
  const { logs, outputs } = await Bun.build({ target: "bun", ...options })
  for (const log of logs) console.error(String(log))
  return outputs
}

await rm(out, { recursive: true, force: true })
// The server in one file with its bytecode beside it, so that a start parses nothing. Bun keeps bytecode of CommonJS only.
// Not minified: bytecode starts as fast, and traces stay readable without a source map, which took longer to read than a start.
const outputs = await bundle({
  entrypoints: [join(root, "api/src/main.ts")], outdir: out, format: "cjs", bytecode: true, plugins: [withoutViteVariables, partsBeside],
})
if (!outputs.some(({ kind }) => kind === "bytecode")) {
  console.error("The bundle has no bytecode: something in it isn't CommonJS.")
  process.exit(1)
}
for (const [name, entry] of parts) {
  // Whatever way a library exports, its file gives what importing the library itself gives.
  const given: Readonly<Record<string, unknown>> = await import(entry)
  const names = Object.keys(given).filter((key) => /^[\w$]+$/.test(key) && key !== "default" && key !== "__esModule")
  const start = join(out, "part.mjs")
  await Bun.write(start, `import * as it from ${JSON.stringify(entry)}
${"default" in given ? "export default it.default\n" : ""}${names.map((key) => `export const ${key} = it.${key}`).join("\n")}`)
  await bundle({ entrypoints: [start], outdir: out, naming: `${name}.js`, format: "esm" })
  await rm(start)
  const made: Readonly<Record<string, unknown>> = await import(join(out, `${name}.js`))
  const differs = [...names, "default"].filter((key) => typeof made[key] !== typeof given[key])
  if (differs.length > 0) {
    console.error(`${name} gives ${differs.join(", ")} otherwise than the library does.`)
    process.exit(1)
  }
}
