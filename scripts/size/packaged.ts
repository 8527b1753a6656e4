import { join } from "node:path"
import { root } from "../root.ts"

const file = (path: string) => JSON.stringify(join(root, path))

/** The widgets as people install them, as an import's source. */
export const packaged = {
  react: file("dist/packages/react/dist/index.js"),
  solid: file("dist/packages/solid/dist/source/index.js"),
}
