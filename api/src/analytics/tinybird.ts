import type { AnalyticsToken } from "@cossistant/core/analytics/analyticsRpcs"
import { AnalyticsUnavailable } from "@cossistant/core/analytics/InboxReport"
import { Timestamp } from "@cossistant/core/ids/Timestamp"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Analytics, type Span } from "./Analytics.ts"
import * as postgres from "./postgres.ts"
import type { SpanCounts } from "./SpanCounts.ts"
import { makeTinybirdQueue } from "./TinybirdQueue.ts"
import { rowsOf } from "./tinybirdRows.ts"
import { type TinybirdSettings, tinybirdSettings } from "./tinybirdSettings.ts"
import type { Pipe } from "./tinybirdToken.ts"

const Period = Schema.Literals(["current", "previous"])
const Events = Schema.Struct({
  data: Schema.Array(Schema.Struct({ event_type: Schema.String, median_duration: Schema.NullOr(Schema.Finite), event_count: Schema.Finite, period: Period }))
})
const Visitors = Schema.Struct({ data: Schema.Array(Schema.Struct({ unique_visitors: Schema.Finite, period: Period })) })

/** `2026-04-15 09:00:00`, UTC. */
const dateTime = (at: Date) => at.toISOString().slice(0, 19).replace("T", " ")

/**
 * Conversations and visitors are told to Tinybird and read from there. Ratings and days are those of the database, where
 * they are rolled up in either case.
 */
const make = (settings: TinybirdSettings) => Effect.gen(function*() {
  const own = yield* Analytics
  const queue = yield* makeTinybirdQueue(settings)
  const mint = (websiteId: string) => Effect.flatMap(Clock.currentTimeMillis, (now) =>
    Effect.promise(async () => (await import("./tinybirdToken.ts")).mintToken(settings, websiteId, now)))

  /** Asks an endpoint with a token that can read this site only. */
  const ask = Effect.fnUntraced(function*<A>(pipe: Pipe, websiteId: string, shape: Schema.Codec<A, unknown>, params: Record<string, string>) {
    const { token } = yield* mint(websiteId)
    return yield* Effect.tryPromise(async (signal) => {
      const response = await fetch(`${settings.host}/v0/pipes/${pipe}.json?${new URLSearchParams(params)}`, {
        headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)])
      })
      if (!response.ok) throw new Error(`${response.status} ${(await response.text()).slice(0, 500)}`)
      return response.json() as Promise<unknown>
    }).pipe(
      Effect.flatMap(Schema.decodeUnknownEffect(shape)),
      Effect.tapError((cause) => Effect.annotateLogs(Effect.logWarning("Tinybird gave no figures", cause), { pipe })),
      Effect.mapError(() => new AnalyticsUnavailable())
    )
  })
  return Analytics.of({
    provider: "tinybird",
    isShown: settings.isShown,
    read: Effect.fn("Analytics.tinybird.read")(function*(websiteId, current: Span, previous: Span) {
      const dates = {
        date_from: dateTime(current.from), date_to: dateTime(current.to), prev_date_from: dateTime(previous.from), prev_date_to: dateTime(previous.to)
      }
      const [events, visitors, known] = yield* Effect.all([
        ask("inbox_analytics", websiteId, Events, dates), ask("unique_visitors", websiteId, Visitors, dates), own.read(websiteId, current, previous)
      ], { concurrency: 3 })
      const countsOf = (period: typeof Period.Type): SpanCounts => {
        const of = (type: string) => events.data.find((row) => row.period === period && row.event_type === type)
        const median = (type: string) => of(type)?.median_duration ?? null
        return {
          ...known[period],
          started: of("conversation_started")?.event_count ?? 0,
          resolvedByPerson: of("conversation_resolved")?.event_count ?? 0,
          resolvedByAi: of("ai_resolved")?.event_count ?? 0,
          personReplySeconds: median("first_response"),
          aiReplySeconds: median("ai_first_response"),
          resolutionSeconds: median("any_resolved"),
          visitors: visitors.data.find((row) => row.period === period)?.unique_visitors ?? 0
        }
      }
      return { current: countsOf("current"), previous: countsOf("previous"), daily: known.daily }
    }),
    take: (websiteId, news) => queue.offer(rowsOf(websiteId, news)),
    left: { rest: queue.rest, again: queue.again },
    token: (websiteId) => Effect.map(mint(websiteId), ({ expiresAt, token }): AnalyticsToken => ({
      enabled: true, token, host: settings.host, expiresAt: Timestamp.make(expiresAt.toISOString()), maxRetentionDays: 90
    }))
  })
})

export const layer = Layer.effect(Analytics, Effect.flatMap(tinybirdSettings, make)).pipe(Layer.provide(postgres.layer))
