import { defineConfig } from "vite"
import solid from "vite-plugin-solid"

/** The widget's module for the script tag: `dist/assets/widget-<hash>.js` and what it loads later; `build.ts` makes the tag's own file. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  // What a page loads is the production build, whatever the program that builds it runs as.
  mode: "production",
  plugins: [solid({ dev: false })],
  build: {
    target: "es2023",
    manifest: true,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: { input: { widget: "src/widget.ts" }, preserveEntrySignatures: "exports-only" }
  }
})
