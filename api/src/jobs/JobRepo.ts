import { PgClient } from "@effect/sql-pg/PgClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

export interface NewJob {
  readonly id: string
  readonly websiteId: string
  readonly kind: string
  readonly payload: unknown
  readonly dedupe: string | null
  /** Milliseconds from now. */
  readonly delayMs: number
}

/** A job that was taken. `attempts` counts this try too. */
export interface ClaimedJob {
  readonly id: string
  readonly websiteId: string
  readonly kind: string
  readonly payload: unknown
  readonly attempts: number
}

/** The job table: rows of tenants, taken across them by `claim_jobs`. */
export class JobRepo extends Context.Service<JobRepo, {
  /** Joins the transaction at hand. Does nothing while a job with the same dedupe key waits. */
  readonly add: (job: NewJob) => Effect.Effect<void>
  readonly claim: (kinds: ReadonlyArray<string>, howMany: number, leaseMs: number) => Effect.Effect<ReadonlyArray<ClaimedJob>>
  readonly done: (job: ClaimedJob) => Effect.Effect<void>
  readonly retry: (job: ClaimedJob, error: string, delayMs: number) => Effect.Effect<void>
  /** After so many `tries`. */
  readonly giveUp: (job: ClaimedJob, error: string, tries: number) => Effect.Effect<void>
  /** Whether this node is to do the recurring task now. */
  readonly isDue: (task: string, everyMs: number) => Effect.Effect<boolean>
  readonly backlog: Effect.Effect<{ readonly oldestSeconds: number; readonly dead: number }>
}>()("api/jobs/JobRepo") {
  static readonly layer = Layer.effect(JobRepo, Effect.gen(function*() {
    const sql = yield* PgClient
    const within = <A, E>({ websiteId }: { readonly websiteId: string }, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie, Effect.asVoid)

    return JobRepo.of({
      add: ({ dedupe, delayMs, id, kind, payload, websiteId }) => Effect.orDie(Effect.asVoid(sql`
        insert into job (id, website_id, kind, payload, dedupe, run_at)
        values (${id}, ${websiteId}, ${kind}, ${sql.json(payload)}, ${dedupe}, now() + ${delayMs} * interval '1 millisecond')
        on conflict (website_id, kind, dedupe) where dedupe is not null and attempts = 0 and dead_at is null do nothing`)),
      claim: (kinds, howMany, leaseMs) => Effect.orDie(
        sql<ClaimedJob>`select * from claim_jobs(${kinds}, ${howMany}, ${leaseMs} * interval '1 millisecond')`
      ),
      done: (job) => within(job, sql`delete from job where id = ${job.id} and attempts = ${job.attempts}`),
      retry: (job, error, delayMs) => within(job, sql`
        update job set locked_until = null, last_error = ${error}, run_at = now() + ${delayMs} * interval '1 millisecond'
        where id = ${job.id} and attempts = ${job.attempts}`),
      giveUp: (job, error, tries) => within(job, sql`
        update job set locked_until = null, last_error = ${error}, attempts = ${tries}, dead_at = now() where id = ${job.id} and attempts = ${job.attempts}`),
      isDue: (task, everyMs) => Effect.orDie(Effect.map(
        sql`insert into recurring_task (name, due_at) values (${task}, now() + ${everyMs} * interval '1 millisecond')
          on conflict (name) do update set due_at = excluded.due_at where recurring_task.due_at <= now() returning name`,
        (rows) => rows.length > 0
      )),
      backlog: Effect.orDie(Effect.map(
        sql<{ oldestSeconds: number; dead: number }>`select oldest_seconds, dead from job_backlog()`,
        ([row]) => row ?? { oldestSeconds: 0, dead: 0 }
      ))
    })
  }))
}
