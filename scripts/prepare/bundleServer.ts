import type { BunPlugin } from "bun"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { root } from "../root.ts"

/** `import.meta` doesn't exist in CommonJS; one library asks it for the variables Vite would put there. */
const withoutViteVariables: BunPlugin = {
  name: "without Vite's variables",
  setup: (build) => void build.onLoad({ filter: /\/effect\/dist\/ConfigProvider\.js$/ }, async ({ path }) => ({
    contents: (await readFile(path, "utf8")).replace("...import.meta?.env", ""),
    loader: "js",
  })),
}

// The server in one file with its bytecode beside it, so that a start parses nothing. Bun keeps bytecode of CommonJS only.
// Not minified: bytecode starts as fast, and traces stay readable without a source map, which took longer to read than a start.
const { logs, outputs } = await Bun.build({
  entrypoints: [join(root, "api/src/main.ts")],
  outdir: join(root, "api/dist"),
  target: "bun",
  format: "cjs",
  bytecode: true,
  plugins: [withoutViteVariables],
})
for (const log of logs) console.error(String(log))
if (!outputs.some(({ kind }) => kind === "bytecode")) {
  console.error("The bundle has no bytecode: something in it isn't CommonJS.")
  process.exit(1)
}
