import { SoldPlan } from "@cossistant/core/billing/Plan"
import type { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

export const KnownSubscription = Schema.Struct({
  id: Schema.NullOr(Schema.String),
  plan: SoldPlan,
  endsAt: Schema.NullOr(Schema.String),
  aiCredit: Schema.NullOr(Schema.Finite)
})
export type KnownSubscription = typeof KnownSubscription.Type

const Row = Schema.Struct({ ...KnownSubscription.fields, isStale: Schema.Boolean })

/** What was last known of a site's subscription. */
export class SubscriptionRepo extends Context.Service<SubscriptionRepo, {
  /** `isStale` where it is to be asked for anew, should a webhook have been lost: an hour old, and nobody set out to ask within five minutes. */
  readonly find: (websiteId: WebsiteId) => Effect.Effect<typeof Row.Type | undefined>
  /** Whether the caller is the one, of all nodes, to ask anew for what is stale. */
  readonly claim: (websiteId: WebsiteId) => Effect.Effect<boolean>
  /** What asking the seller gives, remembered unless another question begun later was answered sooner. */
  readonly learn: <A extends { readonly known: KnownSubscription }, E>(websiteId: WebsiteId, ask: Effect.Effect<A, E>) => Effect.Effect<A, E>
  readonly sitesOf: (organizationId: OrganizationId) => Effect.Effect<ReadonlyArray<WebsiteId>>
  /** Where letters about money go: the first owner's address. */
  readonly owner: (websiteId: WebsiteId) => Effect.Effect<{ readonly email: string; readonly name: string } | undefined>
}>()("api/billing/SubscriptionRepo") {
  static readonly layer = Layer.effect(SubscriptionRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const within = <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
    const isStale = sql`greatest(looked_at + interval '1 hour', asked_at + interval '5 minutes') < now()`
    return SubscriptionRepo.of({
      find: (websiteId) => within(websiteId, sql`
        select id, plan, wire_time(ends_at) as ends_at, ai_credit, ${isStale} as is_stale
        from subscription where website_id = ${websiteId}`.pipe(
          Effect.flatMap(Schema.decodeUnknownEffect(Schema.Array(Row))),
          Effect.map(([row]) => row)
        )),
      claim: (websiteId) => within(websiteId, Effect.map(
        sql`update subscription set asked_at = now() where website_id = ${websiteId} and ${isStale} returning website_id`,
        (rows) => rows.length > 0
      )),
      learn: Effect.fnUntraced(function*(websiteId, ask) {
        const [begun] = yield* within(websiteId, sql<{ readonly at: string }>`select clock_timestamp()::text as at`)
        const answer = yield* ask
        const { aiCredit, endsAt, id, plan } = answer.known
        yield* within(websiteId, sql`
          insert into subscription as known (website_id, id, plan, ends_at, ai_credit, looked_at)
          values (${websiteId}, ${id}, ${plan}, ${endsAt}, ${aiCredit}, ${begun?.at ?? null}::timestamptz)
          on conflict (website_id) do update set id = excluded.id, plan = excluded.plan, ends_at = excluded.ends_at,
            ai_credit = excluded.ai_credit, looked_at = excluded.looked_at
          where known.looked_at <= excluded.looked_at`)
        return answer
      }),
      sitesOf: (organizationId) => Effect.orDie(Effect.map(
        sql<{ readonly id: WebsiteId }>`select id from sites_of_organization(${organizationId}) as id`,
        (rows) => rows.map(({ id }) => id)
      )),
      owner: (websiteId) => Effect.orDie(Effect.map(
        sql<{ readonly email: string; readonly name: string }>`
          select email, name from team_of_site(${websiteId}) order by role = 'owner' desc, user_id limit 1`,
        ([row]) => row
      ))
    })
  }))
}
