import { join } from "node:path"
import { root } from "../root.ts"
import { runProgram } from "../runProgram.ts"
import { Problem } from "./Problem.ts"
import { hashOf, onceFor } from "./stamp.ts"
import { step } from "./step.ts"

const stamp = join(root, "node_modules/.installed")

/**
 * Installs exactly what `bun.lock` names, when it changed since the last install; gives whether it did.
 * Fails with a `Problem` that carries the installer's own words.
 */
export const install = (): Promise<boolean> =>
  onceFor(stamp, hashOf({ files: [join(root, "bun.lock")] }), () =>
    step("Installing dependencies", async () => {
      const { code, output } = await runProgram([process.execPath, "install", "--frozen-lockfile"], { capture: true })
      if (code !== 0) {
        throw new Problem(`${output.trim()}\n\nThe dependencies could not be installed (the lines above say why). ` +
          "The package registry must be reachable; a changed package.json wants `bun install` first.")
      }
    }))
