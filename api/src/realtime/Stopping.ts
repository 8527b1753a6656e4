import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"

/**
 * When each part of the end is over, in milliseconds after the program was asked to stop: seeing out who is connected,
 * finishing work that has begun, the last queries, stopping the database, telling how it all went; and all of it at the latest.
 */
const over = { people: 6000, work: 6800, queries: 7300, database: 8500, telemetry: 8900, all: 9200 }
type Part = Exclude<keyof typeof over, "all">

/**
 * The program's one deadline when it stops: everybody who finishes something asks how long they have. Left alone, as in
 * tools, everybody has all the time they want.
 */
export const Stopping = Context.Reference<{
  /** The program was asked to stop; only the first time counts. */
  readonly begin: () => void
  /** From then on no new work is taken. */
  readonly isBegun: () => boolean
  /** How many of the `wanted` milliseconds this part of the end may take, asked for when its turn comes. */
  readonly within: (part: Part, wanted: number) => number
}>("api/realtime/Stopping", { defaultValue: () => ({ begin: () => {}, isBegun: () => false, within: (_, wanted) => wanted }) })

/** A layer that is left behind when closing it takes longer than the `wanted` milliseconds, or than its part of the end may. */
export const closedWithin = (part: Part, wanted: number) => <A, E, R>(layer: Layer.Layer<A, E, R>): Layer.Layer<A, E, R> =>
  Layer.effectContext(Effect.gen(function*() {
    const { within } = yield* Stopping
    const scope = yield* Scope.make()
    yield* Effect.addFinalizer((exit) => Effect.gen(function*() {
      // What waits can't always be interrupted; who waits for it can.
      const closing = yield* Effect.forkDetach(Scope.close(scope, exit))
      yield* Effect.timeoutOption(Fiber.await(closing), within(part, wanted))
    }))
    return yield* Layer.buildWithScope(layer, scope)
  }))

/** The deadline of one program; `cut` ends the process when all time is over. */
export const layer = (cut: () => void = () => {}) =>
  Layer.effect(Stopping, Effect.gen(function*() {
    let askedAt: number | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    yield* Effect.addFinalizer(() => Effect.sync(() => clearTimeout(timer)))
    const begin = (): number => {
      if (askedAt === undefined) {
        askedAt = performance.now()
        timer = setTimeout(cut, over.all)
      }
      return askedAt
    }
    return {
      begin: () => void begin(),
      isBegun: () => askedAt !== undefined,
      // Whoever asks is ending: so a program that is stopped while it starts has a deadline too.
      within: (part, wanted) => Math.max(0, Math.min(wanted, begin() + over[part] - performance.now()))
    }
  }))
