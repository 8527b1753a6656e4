import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import { readForTool } from "../../api/src/settings/environment.ts"
import { StartProgress } from "../../api/src/sql/DatabaseAddress.ts"
import { root } from "../root.ts"

const { dataDir, problems, values } = readForTool(root, process.env)

/** The installation's data folder, absolute. */
export { dataDir }

/**
 * Runs a tool on this installation's settings and ends the process with it, `process.exitCode` or 0 being the code. An error's
 * message, a sentence for people, goes to stderr with exit code 1.
 */
export const runTool = async (tool: Effect.Effect<void, { readonly message: string }, FileSystem>): Promise<void> => {
  if (problems.length > 0) {
    console.error(problems.join("\n"))
    process.exitCode = 1
    return
  }
  const settings = ConfigProvider.layer(ConfigProvider.fromEnvRecord(values))
  const end = await Effect.runPromise(tool.pipe(
    Effect.provideService(StartProgress, (sentence) => Effect.sync(() => console.log(sentence))),
    Effect.provide(settings),
    Effect.provide(NodeFileSystem.layer),
    Effect.match({ onSuccess: () => undefined, onFailure: (error) => error.message })
  ))
  if (end !== undefined) {
    console.error(end)
    process.exitCode = 1
  }
  // Once all is said: a vendor's library that still waits for an answer would keep the process for as long as it waits.
  process.stdout.write("", () => process.exit())
}
