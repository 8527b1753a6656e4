import { InstallStatus, type RefusalReason } from "@cossistant/core/websites/InstallStatus"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import { withTenant } from "../sql/Tenant.ts"

const Row = Schema.Struct({ status: InstallStatus })

/** The newest sightings of a site's widget. */
export class InstallRepo extends Context.Service<InstallRepo, {
  readonly status: (websiteId: WebsiteId) => Effect.Effect<InstallStatus>
  readonly seen: (websiteId: WebsiteId, origin: string, isTest: boolean) => Effect.Effect<void>
  readonly refused: (websiteId: WebsiteId, origin: string, reason: RefusalReason) => Effect.Effect<void>
}>()("api/websites/InstallRepo") {
  static readonly layer = Layer.effect(InstallRepo, Effect.gen(function*() {
    const sql = yield* SqlClient.SqlClient
    const inSite = <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)
    // The first of the first thousand: whoever asks has few, and a large site isn't read through for it.
    const status = SqlSchema.findOne({
      Request: Schema.String,
      Result: Row,
      execute: (websiteId) => sql`
        select jsonb_build_object(
          'seen', case when s.seen_at is not null then jsonb_build_object(
            'origin', s.seen_origin, 'isTest', s.seen_is_test, 'at', wire_time(s.seen_at)) end,
          'refused', case when s.refused_at is not null then jsonb_build_object(
            'origin', s.refused_origin, 'reason', s.refused_reason, 'at', wire_time(s.refused_at)) end,
          'firstConversationId', (select c.id from (
            select id, created_at from conversation where website_id = ${websiteId} limit 1000) c order by c.created_at limit 1)
        ) as status
        from website w left join install_sighting s on s.website_id = w.id where w.id = ${websiteId}`
    })
    return InstallRepo.of({
      status: (websiteId) => Effect.map(inSite(websiteId, status(websiteId)), (row) => row.status),
      seen: (websiteId, origin, isTest) => Effect.asVoid(inSite(websiteId, sql`
        insert into install_sighting (website_id, seen_origin, seen_is_test, seen_at) values (${websiteId}, ${origin}, ${isTest}, now())
        on conflict (website_id) do update set
          seen_origin = excluded.seen_origin, seen_is_test = excluded.seen_is_test, seen_at = now()`)),
      refused: (websiteId, origin, reason) => Effect.asVoid(inSite(websiteId, sql`
        insert into install_sighting (website_id, refused_origin, refused_reason, refused_at) values (${websiteId}, ${origin}, ${reason}, now())
        on conflict (website_id) do update set
          refused_origin = excluded.refused_origin, refused_reason = excluded.refused_reason, refused_at = now()`))
    })
  }))
}
