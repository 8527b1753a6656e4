import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** Figures of a span of time. Medians are seconds, null where nothing happened. Test data never counts. */
export interface InboxFigures {
  readonly conversations: number
  readonly resolved: number
  /** From a conversation's beginning to the first public answer of a person or an AI. */
  readonly medianFirstResponseSeconds: number | null
  readonly medianResolutionSeconds: number | null
  /** Visitors who were here in the span, told from when they were last and first seen. */
  readonly visitors: number
}

/** Figures about a site's support, or none at all. */
export class Analytics extends Context.Service<Analytics, {
  readonly provider: "tinybird" | "postgres" | "none"
  /** From `from` up to and without `to`; null where figures are off. */
  readonly inbox: (websiteId: WebsiteId, from: Date, to: Date) => Effect.Effect<InboxFigures | null>
}>()("api/analytics/Analytics") {}
