import { join } from "node:path"
import { defineConfig } from "vite"
import solid from "vite-plugin-solid"

const isSolid = process.env["HOST"] === "solid"
const modules = join(import.meta.dirname, process.env["HOST"] === "react18" ? "../../hosts/react18/node_modules" : "../../node_modules")
const isDevelopment = process.env["NODE_ENV"] === "development"

/** A host's own build of `main.tsx`, with the framework that `HOST` names; `--ssr` builds the `server.tsx` that its server runs. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  mode: isDevelopment ? "development" : "production",
  plugins: isSolid ? [solid({ ssr: true, dev: isDevelopment, hot: false })] : [],
  resolve: { alias: isSolid ? [] : ["react", "react-dom"].map((name) => ({ find: new RegExp(`^${name}(/.*)?$`), replacement: `${join(modules, name)}$1` })) },
  ssr: { noExternal: true },
  build: {
    emptyOutDir: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rolldownOptions: {
      input: join(import.meta.dirname, isSolid ? "solid/main.tsx" : "main.tsx"),
      output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning)
    }
  }
})
