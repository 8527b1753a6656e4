import { defineConfig } from "vite"
import solid from "vite-plugin-solid"

/** The gallery's page, built into `dist` for `bun run gallery`. */
export default defineConfig({
  root: import.meta.dirname,
  // Solid's compiler takes Solid's files only; all other JSX is React's.
  plugins: [solid({ include: [/widget-solid\/src\/.*\.tsx$/, /gallery\/solidStage\.tsx$/] })],
  build: { target: "es2022", assetsInlineLimit: 0, rolldownOptions: { onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning) } }
})
