import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Semaphore from "effect/Semaphore"
import type * as Scope from "effect/Scope"
import { SqlClient } from "effect/sql/SqlClient"
import { Ids } from "../ids/Ids.ts"
import { Stopping } from "../realtime/Stopping.ts"
import type { JobKind } from "./JobKind.ts"
import { type ClaimedJob, JobRepo } from "./JobRepo.ts"
import { JobTimes } from "./JobTimes.ts"

/** Taken at once; the rest of the table waits for a free hand. */
const hands = 8
const longestPauseMs = 3_600_000
const cutOff = "The program ended during the last try."

export interface JobOptions {
  readonly delay?: Duration.Input
  /** While a job of this kind and site with this key waits, no second one is added. */
  readonly dedupe?: string
}

/**
 * Work done after the transaction that asked for it: at least once, retried with growing pauses, given up visibly. A try
 * counts from its beginning: also one that ended with the program, so that work which ends programs is given up too.
 * Handlers may run twice (a crash between doing and saying so), so they are written to be repeated.
 */
export class Jobs extends Context.Service<Jobs, {
  /** Adds work for a site within the transaction at hand (`withTenant`): no commit, no job. */
  readonly add: <Payload>(kind: JobKind<Payload>, websiteId: string, payload: Payload, options?: JobOptions) => Effect.Effect<void>
  /** Does this kind of work on this node for as long as the scope lives. */
  readonly handle: <Payload, E, R>(
    kind: JobKind<Payload>,
    work: (payload: Payload, job: { readonly websiteId: string; readonly attempts: number }) => Effect.Effect<void, E, R>
  ) => Effect.Effect<void, never, R | Scope.Scope>
  /** Runs housekeeping every so often, on one node at a time, for as long as the scope lives. A failure is logged. */
  readonly every: <A, E, R>(name: string, interval: Duration.Input, task: Effect.Effect<A, E, R>) => Effect.Effect<void, never, R | Scope.Scope>
  /** How long the oldest due job has waited, in seconds, and how many jobs were given up. */
  readonly backlog: Effect.Effect<{ readonly oldestSeconds: number; readonly dead: number }>
}>()("api/jobs/Jobs") {
  static readonly layer = Layer.effect(Jobs, Effect.gen(function*() {
    const repo = yield* JobRepo
    const sql = yield* SqlClient
    const ids = yield* Ids
    const times = yield* JobTimes
    const handlers = new Map<string, { readonly kind: JobKind<never>; readonly run: (job: ClaimedJob) => Effect.Effect<void, unknown> }>()
    const wake = yield* Queue.sliding<void>(1)
    const running = yield* FiberSet.make()
    const { isBegun: isStopping, within } = yield* Stopping
    yield* Effect.addFinalizer(() => Effect.suspend(() => Effect.timeoutOption(FiberSet.awaitEmpty(running), within("work", times.drain))))

    const settle = (job: ClaimedJob, kind: JobKind<never>, cause: Cause.Cause<unknown>) => {
      const error = Cause.pretty(cause).slice(0, 2000)
      const about = { kind: job.kind, job: job.id, attempts: job.attempts }
      if (job.attempts >= kind.attempts) {
        return Effect.andThen(repo.giveUp(job, error, job.attempts), Effect.annotateLogs(Effect.logError("A job was given up", cause), about))
      }
      const pause = Math.min(kind.pauseMs * 2 ** (job.attempts - 1), longestPauseMs) * (0.5 + Math.random() / 2)
      return Effect.andThen(repo.retry(job, error, pause), Effect.annotateLogs(Effect.logWarning("A job failed", cause), about))
    }
    const perform = (job: ClaimedJob) => Effect.suspend(() => {
      const handler = handlers.get(job.kind)
      if (handler === undefined) return Effect.void
      if (job.attempts > handler.kind.attempts) {
        const about = { kind: job.kind, job: job.id, attempts: handler.kind.attempts }
        return Effect.andThen(repo.giveUp(job, cutOff, handler.kind.attempts), Effect.annotateLogs(Effect.logError("A job was given up", cutOff), about))
      }
      return handler.run(job).pipe(
        Effect.timeout(times.lease),
        Effect.matchCauseEffect({
          onSuccess: () => repo.done(job),
          // Stopped, not failed: another node, or the next start, takes it when the lease is over.
          onFailure: (cause) => Cause.hasInterruptsOnly(cause) ? Effect.void : settle(job, handler.kind, cause)
        }),
        Effect.ensuring(Queue.offer(wake, undefined))
      )
    })
    const takeSome = Effect.gen(function*() {
      if (isStopping()) return yield* Effect.never
      const free = hands - (yield* FiberSet.size(running))
      const jobs = free > 0 && handlers.size > 0 ? yield* repo.claim([...handlers.keys()], free, times.lease) : []
      for (const job of jobs) yield* FiberSet.run(running, perform(job))
      if (jobs.length === 0 || jobs.length === free) yield* Effect.timeoutOption(Queue.take(wake), times.pause)
    })
    // The first look waits as every other: whoever waits for the server comes first.
    yield* Effect.timeoutOption(Queue.take(wake), times.pause).pipe(
      Effect.andThen(takeSome.pipe(
        Effect.catchCause((cause) => Effect.andThen(Effect.logError("The job table can't be read", cause), Effect.sleep(times.pause))),
        Effect.forever
      )),
      Effect.forkScoped
    )
    // Housekeeping of all kinds takes one connection to see what is due.
    const looking = yield* Semaphore.make(1)

    return Jobs.of({
      add: Effect.fnUntraced(function*(kind, websiteId, payload, options = {}) {
        yield* repo.add({
          id: yield* ids.next,
          websiteId,
          kind: kind.name,
          payload: yield* Effect.orDie(Schema.encodeEffect(kind.payload)(payload)),
          dedupe: options.dedupe ?? null,
          delayMs: Duration.toMillis(options.delay ?? 0)
        })
        yield* sql.afterCommit(Effect.asVoid(Queue.offer(wake, undefined)))
      }),
      handle: Effect.fnUntraced(function*(kind, work) {
        const context = yield* Effect.context<Effect.Services<ReturnType<typeof work>>>()
        yield* Effect.acquireRelease(
          Effect.sync(() => handlers.set(kind.name, {
            kind: kind as JobKind<never>, // Only its numbers are used from here on.
            run: (job) => Schema.decodeUnknownEffect(kind.payload)(job.payload).pipe(
              Effect.flatMap((payload) => work(payload, job)),
              Effect.provideContext(context)
            )
          })),
          () => Effect.sync(() => handlers.delete(kind.name))
        )
      }),
      every: (name, interval, task) => {
        const everyMs = Duration.toMillis(interval)
        const isDue = Effect.suspend(() => isStopping() ? Effect.succeed(false) : looking.withPermits(1)(repo.isDue(name, everyMs)))
        const once = Effect.andThen(isDue, (due) => due ? task : Effect.void).pipe(
          Effect.catchCause((cause) => Effect.annotateLogs(Effect.logError("Housekeeping failed", cause), { task: name }))
        )
        // Looked at more often than it is due: another node may have stopped just after it did it last.
        return once.pipe(
          Effect.repeat(Schedule.jittered(Schedule.spaced(Math.min(everyMs, 60_000)))),
          Effect.delay(times.pause),
          Effect.forkScoped,
          Effect.asVoid
        )
      },
      backlog: repo.backlog
    })
  })).pipe(Layer.provide(JobRepo.layer))
}
