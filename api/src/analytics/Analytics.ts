import type { AnalyticsToken } from "@cossistant/core/analytics/analyticsRpcs"
import type { AnalyticsUnavailable, ReportDay } from "@cossistant/core/analytics/InboxReport"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { SpanCounts } from "./SpanCounts.ts"
import type { SiteNews } from "./SiteNews.ts"
import type { TinybirdRow } from "./tinybirdRows.ts"

/** A span from an hour's beginning up to and without another's. */
export interface Span {
  readonly from: Date
  readonly to: Date
}

/** Where figures about a site's support are kept, or nowhere. */
export class Analytics extends Context.Service<Analytics, {
  readonly provider: "tinybird" | "postgres" | "none"
  /** Whether screens show any of it. */
  readonly isShown: boolean
  /** Both spans at once, in their order, and the days (UTC) of the first. */
  readonly read: (websiteId: WebsiteId, current: Span, previous: Span) => Effect.Effect<
    { readonly current: SpanCounts; readonly previous: SpanCounts; readonly daily: ReadonlyArray<ReportDay> },
    AnalyticsUnavailable
  >
  /** Takes what is new on a site; undefined where nobody elsewhere counts it. */
  readonly take: ((websiteId: string, news: SiteNews) => Effect.Effect<void>) | undefined
  /**
   * For who brings it: `rest` ends the taking and gives what was taken and couldn't be passed on, `again` passes it on after
   * the next start, and fails where it may be tried again.
   */
  readonly left: {
    readonly rest: Effect.Effect<ReadonlyArray<TinybirdRow>>
    readonly again: (rows: ReadonlyArray<TinybirdRow>) => Effect.Effect<void, unknown>
  } | undefined
  readonly token: (websiteId: WebsiteId) => Effect.Effect<AnalyticsToken>
}>()("api/analytics/Analytics") {}

export const noToken: AnalyticsToken = { enabled: false, token: null, host: null, expiresAt: null, maxRetentionDays: null }
