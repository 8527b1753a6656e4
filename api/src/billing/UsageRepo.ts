import type { PlanUsage } from "@cossistant/core/billing/Plan"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import type { Place } from "./horizon.ts"

/** How much of its plan a site uses. */
export class UsageRepo extends Context.Service<UsageRepo, {
  readonly usage: (websiteId: WebsiteId) => Effect.Effect<Omit<PlanUsage, "aiCredit">>
  /** How many contacts there are, counted no further than `most`. */
  readonly contacts: (websiteId: WebsiteId, most: number) => Effect.Effect<number>
  /** The first `allowed` conversations of 30 rolling days, oldest first. */
  readonly first: (websiteId: WebsiteId, allowed: number) => Effect.Effect<ReadonlyArray<Place>>
}>()("api/billing/UsageRepo") {
  static readonly layer = Layer.effect(UsageRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const within = <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
    return UsageRepo.of({
      usage: (websiteId) => within(websiteId, Effect.map(
        sql<Omit<PlanUsage, "aiCredit">>`select conversations, messages, contacts, seats as team_members from plan_usage(${websiteId})`,
        ([row]) => row ?? { conversations: 0, messages: 0, contacts: 0, teamMembers: 0 }
      )),
      contacts: (websiteId, most) => within(websiteId, Effect.map(
        sql<{ n: number }>`select count(*)::int as n from (
          select from contact where website_id = ${websiteId} and not is_test and deleted_at is null limit ${most}) few`,
        ([row]) => row?.n ?? 0
      )),
      first: (websiteId, allowed) => within(websiteId, sql<Place>`
        -- As fine as what is told of a conversation, so that both sides order alike.
        select id, wire_time(at) as created_at from (
          select id, date_trunc('milliseconds', created_at) as at from conversation
          where website_id = ${websiteId} and not is_test and created_at > now() - interval '30 days'
            -- Whatever began since then has also moved since then: the inbox's own index finds it.
            and view in ('open', 'resolved', 'spam', 'archived') and last_activity_at > now() - interval '30 days'
        ) began order by at, id limit ${allowed}`)
    })
  }))
}
