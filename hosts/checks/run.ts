import { join } from "node:path"
import { root } from "../../scripts/root.ts"
import { runProgram } from "../../scripts/runProgram.ts"

/** Folders of the host apps. */
export const hostFolder = (name: string): string => join(root, "hosts", name)

const node = join(root, "node_modules/.bin/node")

/** Runs a program of Node in `cwd`; fails with its output when it doesn't end well. */
export const runNode = async (cwd: string, command: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): Promise<string> => {
  const { code, output } = await runProgram([node, ...command], {
    cwd,
    capture: true,
    limitSeconds: 200,
    env: {
      PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", TMPDIR: process.env["TMPDIR"] ?? "/tmp",
      NEXT_TELEMETRY_DISABLED: "1", CI: "true", NO_COLOR: "1", ...env,
    },
  })
  if (code !== 0) throw new Error(`${command.join(" ")} ended with code ${code}\n${output}`)
  return output
}

/** Programs the workspace brings, for hosts in it. */
export const programs = {
  vite: join(root, "node_modules/vite/bin/vite.js"),
  next: join(root, "node_modules/next/dist/bin/next"),
  tsc: join(root, "node_modules/typescript/bin/tsc"),
} as const
