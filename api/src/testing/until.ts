import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

/** Looks again and again until there is something to see (neither false nor undefined), for 20 seconds at most. */
export const until = <A, E, R>(look: Effect.Effect<A, E, R>): Effect.Effect<Exclude<A, false | undefined>, E, R> =>
  look.pipe(
    Effect.flatMap((seen) => seen === false || seen === undefined ? Effect.fail(new Waiting()) : Effect.succeed(seen as Exclude<A, false | undefined>)), // just told apart
    Effect.retry({ while: (error) => error instanceof Waiting, schedule: Schedule.spaced("30 millis") }),
    Effect.timeoutOrElse({ duration: "20 seconds", orElse: () => Effect.die(new Error("Waited 20 seconds in vain.")) }),
    Effect.catchIf((error): error is Waiting => error instanceof Waiting, () => Effect.die(new Error("Waited in vain.")))
  )

class Waiting extends Error {}
