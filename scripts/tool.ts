import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { readEnvironment } from "../api/src/settings/environment.ts"
import { StartProgress } from "../api/src/sql/DatabaseAddress.ts"
import { root } from "./root.ts"

const { values } = readEnvironment("start", root, process.env)

/** The installation's data folder, absolute. */
export const dataDir = path.resolve(root, values["DATA_DIR"] ?? ".data")

// The quick start leaves its secrets here; production has them as variables. A tool reads them and makes none.
const secretsFile = path.join(dataDir, "secrets.json")
const secrets: Record<string, string> = existsSync(secretsFile) ? JSON.parse(readFileSync(secretsFile, "utf8")) : {}

/** Runs a tool on this installation's settings to its end. An error's message, a sentence for people, goes to stderr with exit code 1. */
export const runTool = async (tool: Effect.Effect<void, { readonly message: string }, FileSystem>): Promise<void> => {
  const settings = ConfigProvider.layer(ConfigProvider.fromEnvRecord({ ...secrets, ...values, DATA_DIR: dataDir }))
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
}
