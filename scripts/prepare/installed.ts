import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { root } from "../root.ts"
import { install } from "./install.ts"
import { runScript } from "./Problem.ts"

/**
 * Runs a tool after what it imports was installed, as on a clone that was never started. Its entry imports nothing else
 * itself, since imports come before any line of a file. A bundled tool, as in the container, has all it needs inside.
 */
export const installed = (tool: () => Promise<unknown>): Promise<void> => runScript(async () => {
  if (!existsSync(join(root, "bun.lock")) || !(await install())) return void (await tool())
  // A program goes on with the modules it saw when it began, so it begins anew.
  const { status } = spawnSync(process.execPath, ["--no-env-file", ...process.argv.slice(1)], { stdio: "inherit" })
  process.exitCode = status ?? 1
})
