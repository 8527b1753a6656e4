import { PublicVisitor, type VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import type { Attribution } from "@cossistant/core/visitors/Attribution"
import { type CurrentPage, VisitorDetail } from "@cossistant/core/visitors/VisitorDetail"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import type { Place } from "../geo/Geo.ts"
import type { ConversationChange } from "../live/Live.ts"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"
import { makeVisitorEvents } from "./visitorEvents.ts"

/** What is written of a visitor's browser; undefined leaves what is known. */
export interface BrowserFacts {
  readonly language: string | undefined
  readonly timezone: string | undefined
  readonly screenResolution: string | undefined
  readonly viewport: string | undefined
  readonly referrer: string | undefined
  readonly currentPage: CurrentPage | undefined
  readonly attribution: Attribution | undefined
  readonly deviceHash: string | undefined
  readonly browser: string | null
  readonly os: string | null
  readonly device: string | null
  readonly place: Place | null
  /** Empty where only the site's own server speaks: what is known stays. */
  readonly ip: string
}

/** Rows of visitors. Times are the database's. */
export class VisitorRepo extends Context.Service<VisitorRepo, {
  readonly add: (scope: TenantScope, id: string, secretHash: Uint8Array, facts: BrowserFacts) => Effect.Effect<PublicVisitor>
  readonly update: (scope: TenantScope, id: VisitorId, facts: BrowserFacts) => Effect.Effect<void>
  readonly detail: (scope: TenantScope, id: VisitorId) => Effect.Effect<VisitorDetail | undefined>
  /**
   * Blocks or unblocks in a member's name; undefined when it is so already. The visitor's conversations show it and so
   * change with it; gives those that have a new line.
   */
  readonly setBlocked: (
    websiteId: WebsiteId,
    id: VisitorId,
    change: { readonly isBlocked: boolean; readonly userId: string }
  ) => Effect.Effect<ReadonlyArray<ConversationChange> | undefined>
  /** Ends the visitor for good, and older identity tokens of its proven contact. */
  readonly end: (scope: TenantScope, id: VisitorId) => Effect.Effect<void>
  readonly removeEmpty: (before: Date, most: number) => Effect.Effect<number>
  readonly shortenAddresses: (before: Date, most: number) => Effect.Effect<number>
}>()("api/visitors/VisitorRepo") {
  static readonly layer = Layer.effect(VisitorRepo, Effect.suspend(() => make))
}

const make = Effect.gen(function*() {
  const sql = yield* SqlClient.SqlClient
  const writeEvent = yield* makeVisitorEvents
  const inSite = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
    withTenant(scope, effect).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)

  const json = (value: unknown) => value === undefined ? null : JSON.stringify(value)
  const publicOf = SqlSchema.findOne({
    Request: Schema.String,
    Result: Schema.Struct({ public: PublicVisitor }),
    execute: (id) => sql`select public from wire_visitor where id = ${id}`
  })
  const detailOf = SqlSchema.findAll({
    Request: Schema.String,
    Result: Schema.Struct({ detail: VisitorDetail }),
    execute: (id) => sql`select detail from wire_visitor where id = ${id}`
  })
  const counted = (rows: Effect.Effect<ReadonlyArray<{ readonly count: number }>, unknown>) =>
    Effect.map(Effect.orDie(rows), ([row]) => row?.count ?? 0)

  return VisitorRepo.of({
    add: (scope, id, secretHash, facts) => inSite(scope, Effect.gen(function*() {
      yield* sql`
        insert into visitor (id, website_id, is_test, secret_hash, language, timezone, screen_resolution, viewport, referrer,
          current_page, browser, os, device, ip, place, attribution, device_hash)
        values (${id}, ${scope.websiteId}, app_is_test(), ${secretHash}, ${facts.language ?? null}, ${facts.timezone ?? null},
          ${facts.screenResolution ?? null}, ${facts.viewport ?? null}, ${facts.referrer ?? null},
          ${json(facts.currentPage)}::text::jsonb, ${facts.browser}, ${facts.os}, ${facts.device}, nullif(${facts.ip}, ''), ${json(facts.place ?? undefined)}::text::jsonb,
          ${json(facts.attribution)}::text::jsonb,
          case when (select fingerprinting from website where id = ${scope.websiteId}) then ${facts.deviceHash ?? null} end)`
      return (yield* publicOf(id)).public
    })),
    update: (scope, id, facts) => Effect.asVoid(inSite(scope, sql`
      update visitor set
        language = coalesce(${facts.language ?? null}, language), timezone = coalesce(${facts.timezone ?? null}, timezone),
        screen_resolution = coalesce(${facts.screenResolution ?? null}, screen_resolution),
        viewport = coalesce(${facts.viewport ?? null}, viewport), referrer = coalesce(${facts.referrer ?? null}, referrer),
        current_page = coalesce(${json(facts.currentPage)}::text::jsonb, current_page),
        browser = coalesce(${facts.browser}, browser), os = coalesce(${facts.os}, os),
        device = coalesce(${facts.device}, device), ip = coalesce(nullif(${facts.ip}, ''), ip), last_seen_at = now(),
        place = coalesce(${json(facts.place ?? undefined)}::text::jsonb, place),
        attribution = coalesce(attribution, ${json(facts.attribution)}::text::jsonb),
        device_hash = case when (select w.fingerprinting from website w where w.id = website_id)
          then coalesce(${facts.deviceHash ?? null}, device_hash) end
      where id = ${id} and ended_at is null`)),
    detail: (scope, id) => Effect.map(inSite(scope, detailOf(id)), ([row]) => row?.detail),
    setBlocked: (websiteId, id, { isBlocked, userId }) => inSite({ websiteId, data: "all" }, Effect.gen(function*() {
      const changed = yield* sql`
        update visitor set blocked_at = case when ${isBlocked} then now() end, blocked_by_user_id = ${isBlocked ? userId : null}
        where id = ${id} and (blocked_at is null) = ${isBlocked} returning id`
      if (changed.length === 0) return undefined
      yield* sql`select touch_conversations(${websiteId}, ${id}, null)`
      return yield* writeEvent(websiteId, id, { eventType: isBlocked ? "visitor_blocked" : "visitor_unblocked", userId })
    })),
    end: (scope, id) => inSite(scope, Effect.gen(function*() {
      yield* sql`update visitor set ended_at = now() where id = ${id} and ended_at is null`
      yield* sql`
        update contact set logged_out_at = clock_timestamp()
        where id = (select contact_id from visitor where id = ${id} and contact_proven)`
    })),
    removeEmpty: (before, most) => counted(sql`select remove_empty_visitors(${before}, ${most}) as count`),
    shortenAddresses: (before, most) => counted(sql`select shorten_addresses(${before}, ${most}) as count`)
  })
})
