import type { InboxFigures } from "@cossistant/core/analytics/InboxReport"

/** What was counted in a span. Medians are seconds; null where nothing was measured. */
export interface SpanCounts {
  readonly started: number
  readonly resolvedByPerson: number
  readonly resolvedByAi: number
  readonly personReplySeconds: number | null
  readonly aiReplySeconds: number | null
  readonly resolutionSeconds: number | null
  /** Mean of ratings from 1 to 5. */
  readonly rating: number | null
  /** Mean of sentiments from 0 (bad) to 100 (good). */
  readonly sentiment: number | null
  readonly visitors: number
}

export const nothingCounted: SpanCounts = {
  started: 0, resolvedByPerson: 0, resolvedByAi: 0, personReplySeconds: null, aiReplySeconds: null, resolutionSeconds: null,
  rating: null, sentiment: null, visitors: 0
}

/** The figures of what was counted: an AI's share of all resolutions, and the satisfaction index. */
export const figuresOf = (counts: SpanCounts): InboxFigures => {
  const resolved = counts.resolvedByPerson + counts.resolvedByAi
  return {
    conversations: counts.started,
    resolvedByPerson: counts.resolvedByPerson,
    resolvedByAi: counts.resolvedByAi,
    firstReplySeconds: counts.personReplySeconds,
    aiFirstReplySeconds: counts.aiReplySeconds,
    resolutionSeconds: counts.resolutionSeconds,
    aiHandledPercent: resolved === 0 ? null : counts.resolvedByAi / resolved * 100,
    satisfaction: satisfactionOf(counts),
    visitors: counts.visitors
  }
}

/** 0 to 100. A part that is missing counts as 50; without any part there is no index. */
export const satisfactionOf = (counts: SpanCounts): number | null => {
  const reply = counts.personReplySeconds ?? counts.aiReplySeconds
  const rating = counts.rating === null ? null : (counts.rating - 1) / 4 * 100
  const speed = reply === null ? null : speedOf(reply)
  const resolution = counts.started === 0 ? null : Math.min(100, (counts.resolvedByPerson + counts.resolvedByAi) / counts.started * 100)
  const parts = [[0.4, rating], [0.25, counts.sentiment], [0.2, speed], [0.15, resolution]] as const
  if (parts.every(([, part]) => part === null)) return null
  return parts.reduce((sum, [weight, part]) => sum + weight * (part ?? 50), 0)
}

const speeds = [[300, 100], [900, 85], [3600, 70], [14_400, 50], [86_400, 30]] as const

const speedOf = (seconds: number): number => speeds.find(([most]) => seconds <= most)?.[1] ?? 10
