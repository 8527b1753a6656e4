import type { WebsiteId } from "@cossistant/core/websites/Website"
import { ReportDay } from "@cossistant/core/analytics/InboxReport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import { withTenant } from "../sql/Tenant.ts"
import { Analytics, noToken, type Span } from "./Analytics.ts"
import { visitorsOf } from "./sketch.ts"
import { nothingCounted, type SpanCounts } from "./SpanCounts.ts"

const Metric = Schema.Struct({
  metric: Schema.Literals(["started", "person_reply", "ai_reply", "person_resolved", "ai_resolved", "resolved", "escalated", "rating", "visitors"]),
  count: Schema.NumberFromString,
  total: Schema.Finite,
  median: Schema.NullOr(Schema.Finite)
})

/** Reports that are held at once; of more, the one longest not read is dropped. */
const heldAtMost = 500

type Report = Effect.Success<ReturnType<Analytics["Service"]["read"]>>

/**
 * Figures from hours and days that were rolled up from our own rows. Adding up two months takes the longer the more different
 * hours, durations and visitors there were, so a report is held until its site is counted anew.
 */
export const layer = Layer.effect(Analytics, Effect.gen(function*() {
  const sql = yield* SqlClient.SqlClient
  const metrics = SqlSchema.findAll({
    Request: Schema.Any,
    Result: Metric,
    execute: ({ span, websiteId }: { readonly websiteId: WebsiteId; readonly span: Span }) => sql`
      select metric, count::text, total, median from analytics_figures(${websiteId}, ${span.from}, ${span.to})`
  })
  const daily = SqlSchema.findAll({
    Request: Schema.Any,
    Result: ReportDay,
    execute: ({ span, websiteId }: { readonly websiteId: WebsiteId; readonly span: Span }) => sql`
      select to_char(d.day at time zone 'UTC', 'YYYY-MM-DD') as day,
        coalesce(sum(b.count) filter (where b.metric = 'started'), 0)::int as conversations,
        coalesce(sum(b.count) filter (where b.metric in ('person_resolved', 'ai_resolved')), 0)::int as resolved
      from generate_series(date_trunc('day', ${span.from}::timestamptz + interval '1 day' - interval '1 microsecond', 'UTC'),
        date_trunc('day', ${span.to}::timestamptz - interval '1 microsecond', 'UTC'), interval '24 hours') d (day)
      left join analytics_bucket b on b.website_id = ${websiteId} and b.grain = 'day' and b.start = d.day
        and b.metric in ('started', 'person_resolved', 'ai_resolved')
      group by d.day order by d.day`
  })
  const held = new Map<string, { readonly countedAt: string; readonly report: Report }>()
  const read = Effect.fnUntraced(function*(websiteId: WebsiteId, current: Span, previous: Span) {
    const name = [websiteId, previous.from.getTime(), current.from.getTime(), current.to.getTime()].join(" ")
    const known = held.get(name)
    held.delete(name)
    // Looked at first: what is counted meanwhile is read then, and read again the next time.
    const [position] = yield* sql<{ countedAt: string }>`select visitors_at::text as counted_at from analytics_position where website_id = ${websiteId}`
    const isNew = known === undefined || known.countedAt !== position?.countedAt
    const report: Report = isNew
      ? {
        current: countsOf(yield* metrics({ websiteId, span: current })),
        previous: countsOf(yield* metrics({ websiteId, span: previous })),
        daily: yield* daily({ websiteId, span: current })
      }
      : known.report
    if (position !== undefined) held.set(name, { countedAt: position.countedAt, report })
    const oldest = held.size > heldAtMost ? held.keys().next() : undefined
    if (oldest?.done === false) held.delete(oldest.value)
    return report
  })
  return Analytics.of({
    provider: "postgres",
    isShown: true,
    read: Effect.fn("Analytics.postgres.read")((websiteId, current, previous) =>
      withTenant({ websiteId, data: "all" }, read(websiteId, current, previous)).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)),
    take: undefined,
    left: undefined,
    token: () => Effect.succeed(noToken)
  })
}))

const countsOf = (rows: ReadonlyArray<typeof Metric.Type>): SpanCounts => {
  const of = (name: typeof Metric.Type["metric"]) => rows.find(({ metric }) => metric === name)
  const [rating, visitors] = [of("rating"), of("visitors")]
  return {
    ...nothingCounted,
    started: of("started")?.count ?? 0,
    resolvedByPerson: of("person_resolved")?.count ?? 0,
    resolvedByAi: of("ai_resolved")?.count ?? 0,
    personReplySeconds: of("person_reply")?.median ?? null,
    aiReplySeconds: of("ai_reply")?.median ?? null,
    resolutionSeconds: of("resolved")?.median ?? null,
    rating: rating === undefined || rating.count === 0 ? null : rating.total / rating.count,
    visitors: visitors === undefined ? 0 : visitorsOf({ used: visitors.count, sum: visitors.total })
  }
}
