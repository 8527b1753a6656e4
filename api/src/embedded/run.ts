import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { spawn } from "node:child_process"
import path from "node:path"
import type { Binaries } from "./binaries.ts"
import { PostgresFailed } from "./EmbeddedPostgresError.ts"
import type { ServerUser } from "./serverUser.ts"

/** Nothing of the caller's environment reaches Postgres: PGDATA, PGOPTIONS and the like would change what it does. */
export const environment = { LC_ALL: "C", TZ: "UTC", PATH: "/usr/bin:/bin" }

/** Spawn options for a Postgres program under the server's account; `/` is the one folder every account can stand in. */
export const spawnAs = (user: Option.Option<ServerUser>) => ({
  ...Option.getOrElse(user, () => ({})),
  cwd: "/",
  env: environment
})

/** Runs one Postgres program to its end, feeding it `input`; fails with its last lines when it answers with an error. */
export const run = (
  binaries: Binaries,
  program: "initdb" | "postgres",
  args: ReadonlyArray<string>,
  user: Option.Option<ServerUser>,
  input = ""
): Effect.Effect<void, PostgresFailed> =>
  Effect.callback((resume) => {
    const output: Array<string> = []
    const fail = (line?: string) => {
      const lines = output.join("").split("\n").filter((text) => text.trim() !== "").slice(-10)
      resume(Effect.fail(new PostgresFailed({ program, log: line === undefined ? lines : [...lines, line] })))
    }
    const child = spawn(path.join(binaries.root, "bin", program), args, { ...spawnAs(user), stdio: "pipe" })
    child.stdout.on("data", (chunk) => output.push(String(chunk)))
    child.stderr.on("data", (chunk) => output.push(String(chunk)))
    child.on("error", (error) => fail(error.message))
    child.on("close", (code) => code === 0 ? resume(Effect.void) : fail())
    child.stdin.on("error", () => {})
    child.stdin.end(input)
    return Effect.sync(() => child.kill("SIGKILL"))
  })
