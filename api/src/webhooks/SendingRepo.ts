import type { WebhookTry } from "@cossistant/core/webhooks/Webhook"
import type { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import type { SealedSecret } from "./WebhookRepo.ts"

/** A delivery that was taken. `attempts` counts this try too. */
export interface Claimed {
  readonly id: string
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly endpointId: string
  readonly eventId: string
  /** The conversation or contact it is about. */
  readonly subject: string
  readonly attempts: number
}

/** All that a try needs. */
export interface Letter {
  readonly url: string
  readonly type: string
  readonly occurredAt: string
  readonly payload: unknown
  /** Newest first; one, or two while one is replaced. */
  readonly secrets: ReadonlyArray<SealedSecret>
}

const triesKept = 20

/** What the relay and the sender do with the tables, across tenants where they look and within one where they write. */
export class SendingRepo extends Context.Service<SendingRepo, {
  /** Sites on which something changed that isn't told yet. */
  readonly sites: Effect.Effect<ReadonlyArray<string>>
  /** Turns a site's changes into deliveries; true when there are more than `most`. */
  readonly relay: (websiteId: string, most: number) => Effect.Effect<boolean>
  readonly claim: (most: number, ofEndpoint: number, leaseMs: number) => Effect.Effect<ReadonlyArray<Claimed>>
  readonly letter: (claimed: Claimed) => Effect.Effect<Letter | undefined>
  /** `nextMs`: when it is tried again; null: it is given up. */
  readonly settle: (claimed: Claimed, done: WebhookTry, outcome: "delivered" | "gone" | { readonly nextMs: number | null }) => Effect.Effect<void>
  /** This node stops before it came to an answer: another, or the next start, takes it at once. */
  readonly release: (claimed: Claimed) => Effect.Effect<void>
  readonly sweep: (before: Date, most: number) => Effect.Effect<number>
}>()("api/webhooks/SendingRepo") {
  static readonly layer = Layer.effect(SendingRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const within = <A, E>({ websiteId }: { readonly websiteId: string }, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    return SendingRepo.of({
      sites: Effect.orDie(Effect.map(sql<{ id: string }>`select id from sites_to_relay() as id`, (rows) => rows.map(({ id }) => id))),
      relay: (websiteId, most) => Effect.orDie(Effect.map(
        sql<{ more: boolean }>`select relay_webhooks(${websiteId}, ${most}) as more`, ([row]) => row?.more === true)),
      claim: (most, ofEndpoint, leaseMs) => Effect.orDie(
        sql<Claimed>`select * from claim_webhooks(${most}, ${ofEndpoint}, ${leaseMs} * interval '1 millisecond')`),
      letter: (claimed) => within(claimed, Effect.gen(function*() {
        const [row] = yield* sql<Omit<Letter, "secrets">>`
          select e.url, v.type, wire_time(v.created_at) as occurred_at, v.payload
          from webhook_endpoint e join webhook_event v on v.website_id = e.website_id and v.id = ${claimed.eventId}
          where e.website_id = ${claimed.websiteId} and e.id = ${claimed.endpointId}`
        const secrets = yield* sql<SealedSecret>`
          select id, sealed from webhook_secret where website_id = ${claimed.websiteId} and endpoint_id = ${claimed.endpointId}
            and (expires_at is null or expires_at > now()) order by created_at desc, id desc`
        return row && { ...row, secrets }
      })),
      settle: (claimed, done, outcome) => within(claimed, Effect.gen(function*() {
        const next = typeof outcome === "object" ? outcome.nextMs : null
        const state = outcome === "delivered" ? "delivered" : next === null ? "dead" : "pending"
        // Whoever took too long has been followed by another: the newer try counts.
        yield* sql`
          update webhook_delivery set state = ${state}, locked_until = null, next_at = now() + ${next ?? 0} * interval '1 millisecond',
            settled_at = case when ${state} <> 'pending' then now() end,
            tries = case when jsonb_array_length(tries) >= ${triesKept} then tries - 0 else tries end || ${PgTypes.jsonb([done])}
          where website_id = ${claimed.websiteId} and id = ${claimed.id} and attempts = ${claimed.attempts}`
        if (outcome === "gone") {
          yield* sql`update webhook_endpoint set disabled_at = now(), disabled_reason = 'gone'
            where website_id = ${claimed.websiteId} and id = ${claimed.endpointId} and disabled_at is null`
        }
      })),
      release: (claimed) => Effect.asVoid(within(claimed, sql`
        update webhook_delivery set locked_until = null, attempts = attempts - 1
        where website_id = ${claimed.websiteId} and id = ${claimed.id} and attempts = ${claimed.attempts}`)),
      sweep: (before, most) => Effect.orDie(Effect.map(
        sql<{ count: number }>`select sweep_webhooks(${before}, ${most}) as count`, ([row]) => row?.count ?? 0))
    })
  }))
}
