import { browserBuilds, build, packagesBuild, serverBuild } from "./prepare/build.ts"
import { install } from "./prepare/install.ts"
import { runScript } from "./prepare/Problem.ts"

/** Installs and builds what a start needs. Does nothing, in milliseconds, when nothing changed. */
export const prepare = async (): Promise<void> => {
  await install()
  for (const each of [serverBuild, ...browserBuilds, packagesBuild]) await build(each)
}

if (import.meta.main) await runScript(prepare)
