import { mkdirSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { bundleAsync } from "lightningcss"
import { root } from "../root.ts"
import type { PublishedPackage } from "./PublishedPackage.ts"

/** Browsers of the last three years, as `version << 16`: what older ones don't know is written so that they do. */
const targets = { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (4 << 8) }

/** Writes a package's stylesheets into `folder`, each with what it imports, except siblings' sheets: those stay imports. */
export const buildStyles = async (own: PublishedPackage, folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for (const [path, source] of Object.entries(own.styles)) {
    const { code } = await bundleAsync({
      filename: join(root, own.sources, source),
      minify: true,
      targets,
      resolver: {
        resolve: (specifier, from) => {
          if (own.siblings.some((name) => name !== "core" && specifier.startsWith(`@cossistant/${name}/`))) return { external: specifier }
          return specifier.startsWith(".") ? join(dirname(from), specifier) : Bun.resolveSync(specifier, dirname(from))
        },
      },
    })
    writeFileSync(join(folder, basename(path)), code)
  }
}
