import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { argv, cwd, env, exit, stdout } from "node:process"
import { fileURLToPath } from "node:url"
import { program } from "./program.ts"
import { explain } from "./run/explain.ts"
import { readEnvironment } from "./settings/environment.ts"
import type { Entry } from "./settings/Settings.ts"

const entries: ReadonlyArray<string> = ["up", "dev", "start"] satisfies ReadonlyArray<Entry>
const isEntry = (word: string | undefined): word is Entry => word !== undefined && entries.includes(word)

/** The program: `main.ts up | dev | start`. It says what is wrong in sentences and ends with 1, or runs until a signal. */
const entry = isEntry(argv[2]) ? argv[2] : "start"
// The checkout: two folders above the sources and above the bundle alike.
const root = fileURLToPath(new URL("../..", import.meta.url))

const cut = () => {
  stdout.write("Something did not come to an end within ten seconds after the program was asked to stop: it is cut off.\n")
  exit(1)
}

Effect.suspend(() => {
  const { notes, problems, values } = readEnvironment(entry, cwd(), env)
  return Layer.launch(program({ entry, root, values, notes, problems, print: (text) => stdout.write(`${text}\n`), cut }))
}).pipe(
  Effect.catchCause(explain),
  // Whatever went wrong has ended in `explain`; a stop that was asked for is a good end.
  NodeRuntime.runMain({ disableErrorReporting: true, teardown: (_, end) => end(0) })
)
