import { defineConfig } from "vite"
import solid from "vite-plugin-solid"

/** The widget's module for the script tag: `dist/assets/widget-<hash>.js` and what it loads later; `build.ts` makes the tag's own file. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  // What a page loads is the production build, whatever the program that builds it runs as.
  mode: "production",
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [solid({ dev: false })],
  build: {
    target: "es2023",
    manifest: true,
    // A library carries none of Vite's own preloading.
    lib: { entry: { widget: "src/widget.ts" }, formats: ["es"] },
    rolldownOptions: {
      preserveEntrySignatures: "allow-extension",
      output: {
        minify: true,
        comments: false,
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
        // One file for the launcher's life and one for the panel with its half of the engine: what a file finds out to need, a page waits for again.
        codeSplitting: { groups: [{ name: "widget", tags: ["$initial"], priority: 1 }, { name: "panel", test: /src[\\/]drawPanel\.tsx$/ }] }
      }
    }
  }
})
