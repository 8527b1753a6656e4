import { Timestamp } from "@cossistant/core/ids/Timestamp"
import { WebhookDelivery, WebhookEndpoint, WebhookTry } from "@cossistant/core/webhooks/Webhook"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

export interface NewEndpoint {
  readonly id: string
  readonly websiteId: WebsiteId
  readonly isTest: boolean
  readonly url: string
  readonly description: string | null
  readonly events: ReadonlyArray<string>
}

export interface SealedSecret {
  readonly id: string
  readonly sealed: Uint8Array
}

/** With its place in the log. */
const Delivery = Schema.Struct({ delivery: WebhookDelivery, n: Schema.String })
const Whole = Schema.Struct({ delivery: WebhookDelivery, payload: Schema.Unknown, subject: Schema.String, occurredAt: Timestamp, tries: Schema.Array(WebhookTry) })

/** Endpoints with their secrets and their log. */
export class WebhookRepo extends Context.Service<WebhookRepo, {
  /** Oldest first. */
  readonly list: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<WebhookEndpoint>>
  /** Undefined when the site has `limit` already. From the first one on its changes are watched. */
  readonly add: (endpoint: NewEndpoint, secret: SealedSecret, limit: number) => Effect.Effect<WebhookEndpoint | undefined>
  readonly update: (websiteId: WebsiteId, id: string, changes: {
    readonly url?: string
    readonly description?: string | null
    readonly events?: ReadonlyArray<string>
    readonly isEnabled?: boolean
  }) => Effect.Effect<WebhookEndpoint | undefined>
  /** With the last one the site is no longer watched. */
  readonly remove: (websiteId: WebsiteId, id: string) => Effect.Effect<boolean>
  /** The newest secret signs; the one before goes on until `oldUntil`, any other ends. */
  readonly rotate: (websiteId: WebsiteId, id: string, secret: SealedSecret, oldUntil: Date) => Effect.Effect<WebhookEndpoint | undefined>
  /** The id of a new delivery of `webhook.test`. */
  readonly test: (websiteId: WebsiteId, id: string) => Effect.Effect<string | undefined>
  /** Newest first. */
  readonly deliveries: (websiteId: WebsiteId, id: string, query: { readonly state: string | null; readonly before: string | null; readonly limit: number }) =>
    Effect.Effect<ReadonlyArray<typeof Delivery.Type>>
  readonly delivery: (websiteId: WebsiteId, id: string, deliveryId: string) => Effect.Effect<typeof Whole.Type | undefined>
  /** False when there is no such delivery. */
  readonly replay: (websiteId: WebsiteId, id: string, deliveryId: string) => Effect.Effect<boolean>
}>()("api/webhooks/WebhookRepo") {
  static readonly layer = Layer.effect(WebhookRepo, Effect.suspend(() => make))
}

const make = Effect.gen(function*() {
  const sql = yield* SqlClient
  const inSite = <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) =>
    withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
  const decodeEndpoint = Schema.decodeUnknownSync(WebhookEndpoint)
  const decodeDelivery = Schema.decodeUnknownSync(Delivery)
  const decodeWhole = Schema.decodeUnknownSync(Whole)

  const endpoint = sql.literal(`e.id, e.url, e.description, e.events, e.is_test, e.disabled_at is null as is_enabled, e.disabled_reason,
    wire_time(e.created_at) as created_at,
    (select wire_time(max(s.expires_at)) from webhook_secret s where s.website_id = e.website_id and s.endpoint_id = e.id and s.expires_at > now()) as old_secret_until`)
  const find = (id: string) => Effect.map(sql`select ${endpoint} from webhook_endpoint e where e.id = ${id}`, ([row]) => row && decodeEndpoint(row))
  const wire = sql.literal(`jsonb_build_object('id', d.id, 'eventId', d.event_id, 'type', v.type, 'state', d.state, 'attempts', d.attempts,
    'createdAt', wire_time(d.created_at), 'nextAt', case when d.state = 'pending' then wire_time(d.next_at) end, 'lastTry', d.tries->-1)`)

  return WebhookRepo.of({
    list: (websiteId) => inSite(websiteId, Effect.map(
      sql`select ${endpoint} from webhook_endpoint e where e.website_id = ${websiteId} order by e.created_at, e.id`,
      (rows) => rows.map((row) => decodeEndpoint(row)))),
    add: ({ events, ...row }, secret, limit) => inSite(row.websiteId, Effect.gen(function*() {
      // Two who add at once are counted one after the other.
      yield* sql`select from website where id = ${row.websiteId} for update`
      const [count] = yield* sql<{ n: number }>`select count(*)::int as n from webhook_endpoint where website_id = ${row.websiteId}`
      if ((count?.n ?? 0) >= limit) return undefined
      yield* sql`insert into webhook_endpoint ${sql.insert({ ...row, events: [...events] })}`
      yield* sql`insert into webhook_secret ${sql.insert({ ...secret, websiteId: row.websiteId, endpointId: row.id })}`
      yield* sql`select watch_webhooks(${row.websiteId})`
      return yield* find(row.id)
    })),
    update: (websiteId, id, { description, events, isEnabled, url }) => inSite(websiteId, Effect.gen(function*() {
      const changes = {
        ...(url === undefined ? {} : { url }),
        ...(description === undefined ? {} : { description }),
        ...(events === undefined ? {} : { events: [...events] }),
        ...(isEnabled === undefined ? {} : isEnabled
          ? { disabledAt: null, disabledReason: null }
          : { disabledAt: new Date(), disabledReason: "switched_off" })
      }
      if (Object.keys(changes).length > 0) yield* sql`update webhook_endpoint set ${sql.update(changes)} where id = ${id}`
      return yield* find(id)
    })),
    remove: (websiteId, id) => inSite(websiteId, Effect.gen(function*() {
      const gone = yield* sql`delete from webhook_endpoint where id = ${id} returning id`
      for (const table of ["webhook_cursor", "webhook_known"]) {
        yield* sql`delete from ${sql(table)} where website_id = ${websiteId} and not exists (select from webhook_endpoint e where e.website_id = ${websiteId})`
      }
      return gone.length > 0
    })),
    rotate: (websiteId, id, secret, oldUntil) => inSite(websiteId, Effect.gen(function*() {
      const [held] = yield* sql`select id from webhook_endpoint where id = ${id} for update`
      if (held === undefined) return undefined
      yield* sql`delete from webhook_secret where endpoint_id = ${id} and expires_at is not null`
      yield* sql`update webhook_secret set expires_at = ${oldUntil} where endpoint_id = ${id}`
      yield* sql`insert into webhook_secret ${sql.insert({ ...secret, websiteId, endpointId: id })}`
      return yield* find(id)
    })),
    test: (websiteId, id) => inSite(websiteId, Effect.map(
      sql<{ id: string }>`
        with e as (select id, is_test from webhook_endpoint where id = ${id}), made as (
          insert into webhook_event (website_id, is_test, type, subject, key, payload)
          select ${websiteId}, is_test, 'webhook.test', 'webhook.test', 'webhook.test:' || gen_random_uuid(), ${PgTypes.jsonb({ message: "It works." })} from e
          returning id, is_test, subject)
        insert into webhook_delivery (website_id, is_test, endpoint_id, event_id, subject)
        select ${websiteId}, is_test, ${id}, id, subject from made returning id`,
      ([row]) => row?.id)),
    deliveries: (websiteId, id, { before, limit, state }) => inSite(websiteId, Effect.map(
      sql`
        select ${wire} as delivery, d.n::text as n from webhook_delivery d join webhook_event v on v.website_id = d.website_id and v.id = d.event_id
        where d.website_id = ${websiteId} and d.endpoint_id = ${id}
          ${state === null ? sql`` : sql`and d.state = ${state}`} ${before === null ? sql`` : sql`and d.n < ${before}::bigint`}
        order by d.n desc limit ${limit}`,
      (rows) => rows.map((row) => decodeDelivery(row)))),
    delivery: (websiteId, id, deliveryId) => inSite(websiteId, Effect.map(
      sql`select ${wire} as delivery, v.payload, v.subject, wire_time(v.created_at) as occurred_at, d.tries
        from webhook_delivery d join webhook_event v on v.website_id = d.website_id and v.id = d.event_id
        where d.website_id = ${websiteId} and d.endpoint_id = ${id} and d.id = ${deliveryId}`,
      ([row]) => row && decodeWhole(row))),
    replay: (websiteId, id, deliveryId) => inSite(websiteId, Effect.map(
      sql`update webhook_delivery set state = 'pending', attempts = 0, next_at = now(), settled_at = null
        where website_id = ${websiteId} and endpoint_id = ${id} and id = ${deliveryId} and (locked_until is null or locked_until < now()) returning id`,
      (rows) => rows.length > 0))
  })
})
