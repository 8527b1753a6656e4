import { defineConfig } from "vite"
import solid from "vite-plugin-solid"

export default defineConfig({
  base: "/demo/",
  // Solid's compiler takes Solid's files only; all other JSX is React's.
  plugins: [solid({ include: [/widget-solid\/src\/.*\.tsx$/, /demo\/src\/solidSupport\.tsx$/] })],
  build: {
    assetsInlineLimit: 0,
    rolldownOptions: {
      // "use client" speaks to frameworks that render on a server; this page is built for browsers alone.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning)
    }
  }
})
