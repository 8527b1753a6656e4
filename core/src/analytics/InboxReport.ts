import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"

/** Days a report looks back; it is compared with as many days before. */
export const ReportDays = Schema.Literals([7, 14, 30])
export type ReportDays = typeof ReportDays.Type

const figure = Schema.NullOr(Schema.Finite)

/** Figures of a span of time. Live data only; null where nothing happened that could be measured. */
export const InboxFigures = Schema.Struct({
  /** Conversations begun in the span. */
  conversations: Schema.Int,
  /** Resolved in the span, by whom; a conversation that was opened again isn't. */
  resolvedByPerson: Schema.Int,
  resolvedByAi: Schema.Int,
  /** Median seconds from a visitor's first message to the first public answer of a person. Greetings and notes are none. */
  firstReplySeconds: figure,
  /** The same for the first answer of an AI. */
  aiFirstReplySeconds: figure,
  /** Median seconds from the beginning to the resolution, by whomever. */
  resolutionSeconds: figure,
  /** Percent of resolutions that are an AI's. */
  aiHandledPercent: figure,
  /** 0 to 100, of ratings, sentiment, speed and resolution; null when none of them is known. */
  satisfaction: figure,
  /** Visitors who were there; above a few hundred within about 2 %. */
  visitors: Schema.Int
})
export type InboxFigures = typeof InboxFigures.Type

/** Conversations of one day (UTC). */
export const ReportDay = Schema.Struct({ day: Schema.String, conversations: Schema.Int, resolved: Schema.Int })
export type ReportDay = typeof ReportDay.Type

/** The last days against as many before. */
export const InboxReport = Schema.Struct({
  days: ReportDays,
  /** Up to the end of the running hour. */
  until: Timestamp,
  current: InboxFigures,
  previous: InboxFigures,
  /** Every day of the current span, oldest first. */
  daily: Schema.Array(ReportDay)
})
export type InboxReport = typeof InboxReport.Type

/** This server shows no figures: its provider is `none`, or the switch for screens is off. */
export class AnalyticsOff extends Schema.TaggedError<AnalyticsOff>()("AnalyticsOff", {}) {}

/** The service that keeps the figures didn't answer; asking again later may help. */
export class AnalyticsUnavailable extends Schema.TaggedError<AnalyticsUnavailable>()("AnalyticsUnavailable", {}) {}
