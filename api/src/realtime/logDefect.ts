import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"

/** Writes an unexpected failure to the log under a new id and gives the id: all of it that may leave the server. */
export const logDefect = (cause: Cause.Cause<unknown>, about: Record<string, unknown>): Effect.Effect<string> =>
  Effect.suspend(() => {
    const errorId = crypto.randomUUID()
    return Effect.as(Effect.annotateLogs(Effect.logError("unexpected failure", cause), { ...about, errorId }), errorId)
  })
