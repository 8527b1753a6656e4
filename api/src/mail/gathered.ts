import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Queue from "effect/Queue"

/** So many go in one run. */
const most = 50

/**
 * Does for many at once what is asked for one by one: what comes while a run is under way gathers and goes with the next. `work`
 * answers in the order it was asked. A run of many that breaks is done again for each alone, so that only whoever broke it fails.
 */
export const gathered = Effect.fnUntraced(function*<In, Out>(work: (all: ReadonlyArray<In>) => Effect.Effect<ReadonlyArray<Out>>) {
  const queue = yield* Queue.unbounded<{ readonly asked: In; readonly answer: Deferred.Deferred<Out> }>()
  type Waiting = Effect.Success<ReturnType<typeof Queue.take<{ readonly asked: In; readonly answer: Deferred.Deferred<Out> }, never>>>
  const run = (batch: ReadonlyArray<Waiting>): Effect.Effect<void> => Effect.flatMap(Effect.exit(work(batch.map(({ asked }) => asked))), (exit) =>
    Exit.isSuccess(exit) || batch.length === 1
      ? Effect.forEach(batch, ({ answer }, n) => Deferred.done(answer, Exit.map(exit, (all) => all[n] as Out)), { discard: true }) // As many answers as were asked.
      : Effect.forEach(batch, (one) => run([one]), { discard: true }))
  yield* Queue.takeBetween(queue, 1, most).pipe(Effect.flatMap(run), Effect.forever, Effect.forkScoped)
  return (asked: In) => Effect.suspend(() => {
    const answer = Deferred.makeUnsafe<Out>()
    Queue.offerUnsafe(queue, { asked, answer })
    return Deferred.await(answer)
  })
})
