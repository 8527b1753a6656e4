import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { build } from "vite"

/** Builds what the script tag loads into `dist`: `embed.js` and, under `assets`, modules named by their content. */
const here = import.meta.dirname
await build({ configFile: join(here, "vite.config.ts"), logLevel: "warn" })

const manifest: Record<string, { readonly file: string }> = JSON.parse(readFileSync(join(here, "dist/.vite/manifest.json"), "utf8"))
const widget = manifest["src/widget.ts"]?.file
if (widget === undefined) throw new Error("The build made no widget module.")
rmSync(join(here, "dist/.vite"), { recursive: true })

await build({
  root: here,
  configFile: false,
  logLevel: "warn",
  define: { __WIDGET_MODULE__: JSON.stringify(`/embed/${widget}`) },
  build: {
    target: "es2020",
    emptyOutDir: false,
    lib: { entry: "src/embed.ts", formats: ["iife"], name: "cossistantEmbed", fileName: () => "embed.js" },
    rolldownOptions: { output: { minify: true } }
  }
})
