import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { Jobs } from "../jobs/Jobs.ts"
import { type Removal, RemovalRepo } from "./RemovalRepo.ts"
import { Storage } from "./Storage.ts"

const batch = 100

/**
 * Removes files whose rows are gone, however long the storage is away. What is to go is written down by SQL's `remove_files`, in the
 * transaction that removes the rows, and stands there until the storage has done it.
 */
export class Removals extends Context.Service<Removals, {
  /** Tries what was just written down at once, and waits for it some seconds at most. Never fails: it is tried again anyway. */
  readonly hurry: (places: ReadonlyArray<string>) => Effect.Effect<void>
  /** Tries what is due; gives how much of it is done. Runs by itself every minute. */
  readonly removeDue: Effect.Effect<number>
}>()("api/storage/Removals") {
  static readonly layer = Layer.effect(Removals, Effect.gen(function*() {
    const repo = yield* RemovalRepo
    const storage = yield* Storage
    const jobs = yield* Jobs
    const scope = yield* Effect.scope

    const remove = (place: string) => (place.endsWith("/") ? storage.removeAll(place) : storage.remove(place)).pipe(
      Effect.as(true),
      // Without the place: whoever knows a key can read its file.
      Effect.catchCause((cause) => Effect.as(Effect.logWarning("Files can't be removed yet; it is tried again", cause), false))
    )
    const removeDue = Effect.gen(function*() {
      const settle = (removal: Removal) => Effect.tap(remove(removal.place), (isDone) => isDone ? repo.done(removal) : Effect.void)
      const outcomes = yield* Effect.forEach(yield* repo.claim(batch), settle, { concurrency: 8 })
      return outcomes.filter((isDone) => isDone).length
    })
    yield* jobs.every("storage.remove", "1 minute", Effect.repeat(removeDue, { until: (done) => done < batch }))

    return Removals.of({
      hurry: (places) => Effect.forEach(places, remove, { concurrency: 8, discard: true }).pipe(
        // Also where the caller isn't: a storage that never answers holds up neither the call nor the end of the program.
        Effect.interruptible,
        Effect.forkIn(scope),
        Effect.flatMap((removing) => Effect.interruptible(Effect.timeoutOption(Fiber.await(removing), "5 seconds"))),
        Effect.asVoid
      ),
      removeDue
    })
  })).pipe(Layer.provide(RemovalRepo.layer))
}
