import type { PlanUsage } from "@cossistant/core/billing/Plan"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import type { Lockable, Place } from "./horizon.ts"

/** How much of its plan a site uses. */
export class UsageRepo extends Context.Service<UsageRepo, {
  readonly usage: (websiteId: WebsiteId) => Effect.Effect<Omit<PlanUsage, "aiCredit">>
  /** Counts contacts, no further than `most`, and lets nobody else count until the transaction at hand ends. */
  readonly holdContacts: (websiteId: WebsiteId, most: number) => Effect.Effect<number>
  /** The first `allowed` conversations of 30 rolling days, oldest first. */
  readonly first: (websiteId: WebsiteId, allowed: number) => Effect.Effect<ReadonlyArray<Place>>
  /** What decides whether these conversations are locked; those that are gone are left out. */
  readonly lockables: (websiteId: WebsiteId, ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Lockable>>
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
      holdContacts: (websiteId, most) => Effect.orDie(Effect.andThen(
        // A statement of its own: what is counted then is what whoever held it has left.
        sql`select pg_advisory_xact_lock(hashtextextended(${`contacts ${websiteId}`}, 0))`,
        Effect.map(sql<{ n: number }>`select count(*)::int as n from (
          select from contact where website_id = ${websiteId} and not is_test and deleted_at is null limit ${most}) few`, ([row]) => row?.n ?? 0)
      )),
      first: (websiteId, allowed) => within(websiteId, sql<Place>`
        -- As fine as what is told of a conversation, so that both sides order alike.
        select id, wire_time(at) as created_at from (
          select id, date_trunc('milliseconds', created_at) as at from conversation
          where website_id = ${websiteId} and not is_test and created_at > now() - interval '30 days'
            -- Whatever began since then has also moved since then: the inbox's own index finds it.
            and view in ('open', 'resolved', 'spam', 'archived') and last_activity_at > now() - interval '30 days'
        ) began order by at, id limit ${allowed}`),
      lockables: (websiteId, ids) => within(websiteId, sql<Lockable>`
        select id, is_test, wire_time(created_at) as created_at, wire_time(last_activity_at) as last_activity_at
        from conversation where website_id = ${websiteId} and id = any (${[...ids]}::text[])`)
    })
  }))
}
