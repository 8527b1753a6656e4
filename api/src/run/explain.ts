import * as Cause from "effect/Cause"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import { exit, stderr } from "node:process"

/** Ends a program that couldn't start: what is wrong and how to mend it, as sentences; a defect with its trace. */
export const explain = (cause: Cause.Cause<unknown>): Effect.Effect<never, never> =>
  Cause.hasInterruptsOnly(cause) ? Effect.interrupt : Effect.sync(() => {
    const error = Cause.squash(cause)
    const known = error instanceof Config.ConfigError || (error instanceof Error && "_tag" in error)
    stderr.write(`\n${known ? error.message : Cause.pretty(cause)}\n`)
    exit(1)
  })
