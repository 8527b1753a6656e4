import { join } from "node:path"
import { defineConfig } from "vite"

const modules = join(import.meta.dirname, process.env["REACT"] === "18" ? "../../hosts/react18/node_modules" : "../../node_modules")
const isDevelopment = process.env["NODE_ENV"] === "development"

/** A host's own build of `main.tsx`, with the React that `REACT` names; `--ssr server.tsx` builds what its server runs. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  mode: isDevelopment ? "development" : "production",
  resolve: { alias: ["react", "react-dom"].map((name) => ({ find: new RegExp(`^${name}(/.*)?$`), replacement: `${join(modules, name)}$1` })) },
  ssr: { noExternal: true },
  build: {
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: {
      input: join(import.meta.dirname, "main.tsx"),
      output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning)
    }
  }
})
