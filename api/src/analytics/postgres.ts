import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient, SqlSchema } from "effect/sql"
import { withTenant } from "../sql/Tenant.ts"
import { Analytics } from "./Analytics.ts"

const Figures = Schema.Struct({
  conversations: Schema.Int,
  resolved: Schema.Int,
  medianFirstResponseSeconds: Schema.NullOr(Schema.Finite),
  medianResolutionSeconds: Schema.NullOr(Schema.Finite),
  visitors: Schema.Int
})

/** Figures from the rows themselves. */
export const layer = Layer.effect(Analytics, Effect.gen(function*() {
  const sql = yield* SqlClient.SqlClient
  const figures = SqlSchema.findOne({
    Request: Schema.Any,
    Result: Figures,
    execute: ({ from, to, websiteId }: { readonly websiteId: WebsiteId; readonly from: Date; readonly to: Date }) => sql`
      select
        count(*) filter (where c.created_at >= ${from} and c.created_at < ${to})::int as conversations,
        count(*) filter (where c.resolved_at >= ${from} and c.resolved_at < ${to})::int as resolved,
        percentile_cont(0.5) within group (order by extract(epoch from c.first_response_at - c.created_at)::float8)
          filter (where c.first_response_at >= ${from} and c.first_response_at < ${to}) as median_first_response_seconds,
        percentile_cont(0.5) within group (order by extract(epoch from c.resolved_at - c.created_at)::float8)
          filter (where c.resolved_at >= ${from} and c.resolved_at < ${to}) as median_resolution_seconds,
        (select count(*)::int from visitor v
          where v.website_id = ${websiteId} and v.last_seen_at >= ${from} and v.created_at < ${to}) as visitors
      from conversation c where c.website_id = ${websiteId}`
  })
  return Analytics.of({
    provider: "postgres",
    inbox: Effect.fn("Analytics.postgres.inbox")((websiteId, from, to) =>
      withTenant({ websiteId, data: "live" }, figures({ websiteId, from, to })).pipe(
        Effect.provideService(SqlClient.SqlClient, sql),
        Effect.orDie
      ))
  })
}))
