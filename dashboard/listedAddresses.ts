import type { Plugin } from "vite"
import { addressPatterns } from "./src/addresses.ts"

/** Leaves the app's addresses beside it, as `addresses.json`: the server answers 404 for any other, with the app. */
export const listedAddresses = (): Plugin => ({
  name: "listed-addresses",
  apply: "build",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: "addresses.json", source: JSON.stringify(addressPatterns) })
  }
})
