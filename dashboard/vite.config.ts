import { defineConfig } from "vite"
import solid from "vite-plugin-solid"
import { listedAddresses } from "./listedAddresses.ts"
import { trustedTemplates } from "./trustedTemplates.ts"

/** The team inbox, built into `dist` and served by the api at `/`. Nothing is inlined: the page's policy allows files only. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [trustedTemplates(), solid(), listedAddresses()],
  build: { target: "es2023", assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: true }
})
