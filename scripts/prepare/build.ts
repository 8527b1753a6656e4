import { existsSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"
import { runProgram } from "../runProgram.ts"
import { Problem } from "./Problem.ts"
import { hashOf, onceFor } from "./stamp.ts"
import { step } from "./step.ts"

/** One thing to build: its entry and `sources` decide when it is stale. Paths are relative to the repository. */
export interface Build {
  readonly name: string
  readonly entry: string
  readonly out: string
  readonly sources: ReadonlyArray<string>
  readonly command: ReadonlyArray<string>
}

const node = join(root, "node_modules/.bin/node")

/** A folder with a `vite.config.ts`, built into its `dist`. */
const browserBuild = (name: string, folder: string, alsoFrom: ReadonlyArray<string>): Build => ({
  name,
  entry: `${folder}/vite.config.ts`,
  out: `${folder}/dist`,
  sources: [folder, ...alsoFrom],
  command: [node, "node_modules/.bin/vite", "build", "--logLevel", "warn", folder],
})

/** The server in one file, as `up` and `start` run it. */
export const serverBuild: Build = {
  name: "the server",
  entry: "api/src/main.ts",
  out: "api/dist",
  sources: ["api/src", "core/src", "scripts/prepare"],
  command: [process.execPath, "--no-env-file", "scripts/prepare/bundleServer.ts"],
}

/** What people install to build the widget into their own pages. */
export const packagesBuild: Build = {
  name: "the packages",
  entry: "scripts/pack.ts",
  out: "dist/packages",
  sources: ["core/src", "core/types", "widget-react", "widget-solid/src", "scripts/pack", "api/src/packages"],
  command: [process.execPath, "--no-env-file", "scripts/pack.ts"],
}

/** What a script tag loads: `/embed.js` and its modules. */
export const embedBuild: Build = {
  name: "the script tag",
  entry: "widget-solid/embed/build.ts",
  out: "widget-solid/embed/dist",
  sources: ["widget-solid", "core/src"],
  command: [process.execPath, "--no-env-file", "widget-solid/embed/build.ts"],
}

/** What browsers load. */
export const browserBuilds: ReadonlyArray<Build> = [
  browserBuild("the inbox", "dashboard", ["widget-solid", "core/src"]),
  browserBuild("the demo", "demo", ["widget-react", "widget-solid", "core/src"]),
  embedBuild,
].filter(({ entry }) => existsSync(join(root, entry)))

/** Changes with whatever changes what is built. */
export const stateOf = ({ command, entry, sources }: Pick<Build, "command" | "entry" | "sources">, at = root): string => hashOf({
  folders: sources.map((source) => join(at, source)),
  files: [join(at, entry), join(at, "bun.lock")],
  words: command.slice(1), // where the program itself lives is no source
})

/** Builds one thing when its sources, its command or the lockfile changed since it was last built. */
export const build = async ({ command, entry, name, out, sources }: Build): Promise<void> => {
  const hash = stateOf({ command, entry, sources })
  await onceFor(join(root, out, ".stamp"), hash, () =>
    step(`Building ${name}`, async () => {
      // What is built is what people run, whoever asks for it: a test's environment would bring libraries' development forms.
      const { code, output } = await runProgram(command, { capture: true, env: { ...process.env, NODE_ENV: "production" } })
      if (code !== 0) throw new Problem(`${output.trim()}\n\nBuilding ${name} failed (the lines above say why).`)
    }))
}
