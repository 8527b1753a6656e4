import type { DeadJob, WaitingWork } from "@cossistant/core/operations/Work"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { instantOf, type PageEnd } from "../sql/PageEnd.ts"
import { withTenant } from "../sql/Tenant.ts"

/** A site's work as its owner sees it: what waits in the three tables that hold work, and what was given up. */
export class WorkRepo extends Context.Service<WorkRepo, {
  readonly waiting: (websiteId: string) => Effect.Effect<ReadonlyArray<WaitingWork>>
  readonly deadCount: (websiteId: string) => Effect.Effect<number>
  /** Newest first. */
  readonly deadPage: (websiteId: string, after: PageEnd | null, limit: number) => Effect.Effect<ReadonlyArray<{ readonly job: DeadJob; readonly end: PageEnd }>>
  /** Due at once, all tries before it. False when it isn't among the given-up. */
  readonly revive: (websiteId: string, id: string) => Effect.Effect<boolean>
  readonly drop: (websiteId: string, id: string) => Effect.Effect<boolean>
}>()("api/jobs/WorkRepo") {
  static readonly layer = Layer.effect(WorkRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const within = <A, E>(websiteId: string, effect: Effect.Effect<A, E, SqlClient>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
    return WorkRepo.of({
      waiting: (websiteId) => within(websiteId, sql<WaitingWork>`
        with work (what, since, due, error) as (
          select 'letters', created_at, run_at, reason from letter where website_id = ${websiteId} and state in ('queued', 'sending')
          union all
          select 'webhooks', created_at, next_at, coalesce(tries -> -1 ->> 'error', 'It answered ' || (tries -> -1 ->> 'status')) from webhook_delivery where website_id = ${websiteId} and state = 'pending'
          union all
          select 'jobs', created_at, run_at, last_error from job where website_id = ${websiteId} and dead_at is null
        ), late as (select * from work where error is not null or due <= now())
        select kind.what, count(late.since)::integer as count, count(*) filter (where late.error is not null)::integer as failing,
          wire_time(min(late.since)) as oldest,
          left(split_part((array_agg(late.error order by late.since) filter (where late.error is not null))[1], chr(10), 1), 300) as reason
        from unnest(array['letters', 'webhooks', 'jobs']) with ordinality as kind (what, place) left join late on late.what = kind.what
        group by kind.what, kind.place order by kind.place`),
      deadCount: (websiteId) => within(websiteId, Effect.map(
        sql<{ count: number }>`select count(*)::integer as count from job where website_id = ${websiteId} and dead_at is not null`, ([row]) => row?.count ?? 0)),
      deadPage: (websiteId, after, limit) => within(websiteId, Effect.map(
        // Only the error's first line: below it stand the places in our own code.
        sql<DeadJob & { readonly at: string }>`
          select id, kind, left(split_part(last_error, chr(10), 1), 300) as reason, attempts, wire_time(job.created_at) as created_at,
            wire_time(job.dead_at) as dead_at, (extract(epoch from job.dead_at) * 1000000)::bigint::text as at
          from job where website_id = ${websiteId} and job.dead_at is not null
          ${after === null ? sql`` : sql`and (job.dead_at, id) < (${instantOf(after)}::timestamptz, ${after.id})`}
          order by job.dead_at desc, id desc limit ${limit}`,
        (rows) => rows.map(({ at, ...job }) => ({ job, end: { at, id: job.id } }))
      )),
      revive: (websiteId, id) => within(websiteId, Effect.map(
        // Without its key: meanwhile the same may wait again.
        sql`update job set dead_at = null, attempts = 0, run_at = now(), locked_until = null, dedupe = null
          where website_id = ${websiteId} and id = ${id} and dead_at is not null returning id`, (rows) => rows.length > 0)),
      drop: (websiteId, id) => within(websiteId, Effect.map(
        sql`delete from job where website_id = ${websiteId} and id = ${id} and dead_at is not null returning id`, (rows) => rows.length > 0))
    })
  }))
}
