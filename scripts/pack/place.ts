import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"
import { published } from "./published.ts"

/** Puts the built packages into the `node_modules` of `folder`, as an install would. Fails when they weren't built. */
export const placePackages = (folder: string): void => {
  const scope = join(folder, "node_modules/@cossistant")
  rmSync(scope, { recursive: true, force: true })
  mkdirSync(scope, { recursive: true })
  for (const { name } of published) {
    const built = join(root, "dist/packages", name)
    if (!existsSync(built)) throw new Error(`@cossistant/${name} isn't built: bun scripts/pack.ts`)
    cpSync(built, join(scope, name), { recursive: true })
  }
}
