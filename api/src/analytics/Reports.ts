import type { AnalyticsToken } from "@cossistant/core/analytics/analyticsRpcs"
import { AnalyticsOff, type AnalyticsUnavailable, type InboxReport, type ReportDays } from "@cossistant/core/analytics/InboxReport"
import { Timestamp } from "@cossistant/core/ids/Timestamp"
import { type LiveVisitor, LiveVisitors } from "@cossistant/core/analytics/LiveVisitor"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { Geo } from "../geo/Geo.ts"
import { Presence } from "../live/Presence.ts"
import { withTenant } from "../sql/Tenant.ts"
import { Analytics, noToken } from "./Analytics.ts"
import { figuresOf } from "./SpanCounts.ts"

const hour = 3_600_000
/** Visitors that one look shows. */
const shown = 500

/** Figures and visitors as the inbox shows them. */
export class Reports extends Context.Service<Reports, {
  /** The last days, up to the end of the running hour, against as many before. */
  readonly inbox: (websiteId: WebsiteId, days: ReportDays) => Effect.Effect<InboxReport, AnalyticsOff | AnalyticsUnavailable>
  readonly live: (websiteId: WebsiteId) => Effect.Effect<LiveVisitors, AnalyticsOff>
  readonly token: (websiteId: WebsiteId) => Effect.Effect<AnalyticsToken>
}>()("api/analytics/Reports") {
  static readonly layer = Layer.effect(Reports, Effect.gen(function*() {
    const analytics = yield* Analytics
    const geo = yield* Geo
    const presence = yield* Presence
    const sql = yield* SqlClient
    const decode = Schema.decodeUnknownSync(LiveVisitors)
    const shownOnly = analytics.isShown ? Effect.void : Effect.fail(new AnalyticsOff())

    return Reports.of({
      inbox: Effect.fn("Reports.inbox")(function*(websiteId, days) {
        yield* shownOnly
        const to = Math.ceil((yield* Clock.currentTimeMillis) / hour) * hour
        const span = (end: number) => ({ from: new Date(end - days * 24 * hour), to: new Date(end) })
        const { current, daily, previous } = yield* analytics.read(websiteId, span(to), span(to - days * 24 * hour))
        return { days, until: Timestamp.make(new Date(to).toISOString()), current: figuresOf(current), previous: figuresOf(previous), daily }
      }),
      live: Effect.fn("Reports.live")(function*(websiteId) {
        yield* shownOnly
        const here = yield* presence.visitors(websiteId)
        const rows = yield* withTenant({ websiteId, data: "live" }, sql<{ visitor: LiveVisitor; online: number }>`
          with here as (
            select v.* from visitor v
            where v.website_id = ${websiteId} and v.id = any (${here}::text[]) and v.ended_at is null and v.blocked_at is null
            union
            select v.* from visitor v where v.website_id = ${websiteId} and v.last_seen_at > now() - interval '30 minutes'
              and v.ended_at is null and v.blocked_at is null
          )
          select json_build_object('id', v.id, 'name', k.name, 'email', k.email, 'image', k.image,
              'status', case when v.id = any (${here}::text[]) then 'online' else 'away' end,
              'lastSeenAt', wire_time(v.last_seen_at), 'createdAt', wire_time(v.created_at), 'page', v.current_page, 'place', v.place,
              'channel', v.attribution->>'channel',
              'conversationId', (select c.id from conversation c where c.website_id = v.website_id and c.visitor_id = v.id
                and c.deleted_at is null order by c.last_activity_at desc, c.id desc limit 1)) as visitor,
            (select count(*)::int from here o where o.id = any (${here}::text[])) as online
          from here v left join contact k on k.id = v.contact_id
          order by v.id = any (${here}::text[]) desc, v.last_seen_at desc, v.id limit ${shown + 1}`).pipe(
            Effect.provideService(SqlClient, sql), Effect.orDie)
        return decode({
          visitors: rows.slice(0, shown).map(({ visitor }) => visitor),
          online: rows[0]?.online ?? 0,
          hasMore: rows.length > shown,
          placesOff: geo.provider === "none" ? "geo_provider_none" : null
        })
      }),
      token: (websiteId) => analytics.isShown ? analytics.token(websiteId) : Effect.succeed(noToken)
    })
  }))
}
