import { defineConfig } from "vite"

/** The gallery's page, built into `dist` for `bun run gallery`. */
export default defineConfig({
  root: import.meta.dirname,
  build: { assetsInlineLimit: 0, rolldownOptions: { onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning) } }
})
