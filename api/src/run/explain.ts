import * as Cause from "effect/Cause"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import { SqlError } from "effect/sql/SqlError"
import { exit, stderr } from "node:process"
import { unreadable } from "../settings/unreadable.ts"
import { serverWords } from "../sql/DatabaseError.ts"

/** Ends a program that couldn't start: what is wrong and how to mend it, as sentences; a defect with its trace. */
export const explain = (cause: Cause.Cause<unknown>): Effect.Effect<never, never> =>
  Cause.hasInterruptsOnly(cause) ? Effect.interrupt : Effect.sync(() => {
    const error = Cause.squash(cause)
    const known = error instanceof Config.ConfigError ? unreadable(error) : error instanceof SqlError
      ? `The database refused what the start needs: ${serverWords(error)}.`
      : error instanceof Error && "_tag" in error ? error.message : undefined
    stderr.write(`\n${known ?? Cause.pretty(cause)}\n`)
    exit(1)
  })
