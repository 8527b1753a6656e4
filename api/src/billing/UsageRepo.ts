import type { PlanUsage } from "@cossistant/core/billing/Plan"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import type { LastAllowed } from "./Entitlements.ts"

/** How much of its plan a site uses. */
export class UsageRepo extends Context.Service<UsageRepo, {
  readonly usage: (websiteId: WebsiteId) => Effect.Effect<Omit<PlanUsage, "aiCredit">>
  /** The newest of the first `allowed` conversations of 30 rolling days; null while there are no more than these. */
  readonly lastAllowed: (websiteId: WebsiteId, allowed: number) => Effect.Effect<LastAllowed | null>
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
      lastAllowed: (websiteId, allowed) => within(websiteId, Effect.map(
        sql<LastAllowed & { readonly isLast: boolean }>`
          select id, wire_time(at) as created_at, lead(id) over (order by at, id) is null as is_last from (
            -- As fine as what is told of a conversation, so that both sides order alike.
            select id, date_trunc('milliseconds', created_at) as at from conversation
            where website_id = ${websiteId} and not is_test and created_at > now() - interval '30 days'
            order by at, id offset ${allowed - 1} limit 2
          ) edge order by at, id limit 1`,
        ([row]) => row === undefined || row.isLast ? null : { id: row.id, createdAt: row.createdAt }
      ))
    })
  }))
}
