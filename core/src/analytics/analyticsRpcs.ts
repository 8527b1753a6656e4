import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth } from "../auth/MemberAuth.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { WebsiteId } from "../websites/Website.ts"
import { AnalyticsOff, AnalyticsUnavailable, InboxReport, ReportDays } from "./InboxReport.ts"
import { LiveVisitors } from "./LiveVisitor.ts"

const site = { websiteId: WebsiteId }

/** Lets a browser ask the figures' own service for one site, for ten minutes. */
export const AnalyticsToken = Schema.Union([
  Schema.Struct({
    enabled: Schema.Literal(true), token: Schema.String, host: Schema.String, expiresAt: Timestamp, maxRetentionDays: Schema.Int
  }),
  Schema.Struct({
    enabled: Schema.Literal(false), token: Schema.Null, host: Schema.Null, expiresAt: Schema.Null, maxRetentionDays: Schema.Null
  })
])
export type AnalyticsToken = typeof AnalyticsToken.Type

/** Figures about a site's support, and who is on it now. Live data only. */
export class AnalyticsRpcs extends RpcGroup.make(
  Rpc.make("analytics.inbox", {
    payload: { ...site, days: ReportDays },
    success: InboxReport,
    error: Schema.Union([AnalyticsOff, AnalyticsUnavailable])
  }),
  Rpc.make("analytics.live", { payload: site, success: LiveVisitors, error: AnalyticsOff }),
  /** As the documented dashboard asks for it; disabled unless the figures are kept by Tinybird. */
  Rpc.make("analytics.token", { payload: site, success: AnalyticsToken })
).middleware(MemberAuth) {}
