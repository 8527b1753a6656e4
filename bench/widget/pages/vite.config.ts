import { join } from "node:path"
import { defineConfig } from "vite"
import solid from "vite-plugin-solid"
import { host } from "../host.ts"

const page = (name: string) => join(import.meta.dirname, name)

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [solid({ include: [/widget-solid\/src\/.*\.tsx$/, /solidHost\.tsx$/] })],
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { page: page("index.html"), floor: page("floorHost.ts"), widget: page(`${host}Host.tsx`) },
      // As in an application, what the widget's first part and a later one share stands in the first.
      preserveEntrySignatures: "allow-extension",
      output: { entryFileNames: "[name].js" },
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning)
    }
  }
})
