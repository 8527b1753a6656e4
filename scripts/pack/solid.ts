import { transformAsync } from "@babel/core"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { root } from "../root.ts"

/** The modules of `from` compiled from Solid's JSX to scripts: for browsers, or for rendering on a server. */
export const compileSolid = async (from: string, to: string, generate: "dom" | "ssr"): Promise<void> => {
  for (const path of new Bun.Glob("**/*.{js,jsx}").scanSync(from)) {
    const source = readFileSync(join(from, path), "utf8").replaceAll(/(["'])(\.[^"'\n]+)\.jsx\1/g, "$1$2.js$1")
    const compiled = path.endsWith(".jsx")
      ? await transformAsync(source, {
          cwd: root, babelrc: false, configFile: false, presets: [["babel-preset-solid", { generate, hydratable: true }]],
        })
      : { code: source }
    const file = join(to, path.replace(/\.jsx$/, ".js"))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, compiled?.code ?? "")
  }
}
