import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"

const heldAtMost = 100_000

/**
 * Effect's memory store with token buckets that don't pile up: of too many, the one that was longest not asked for is
 * dropped, and starts full when it is asked for again.
 */
export const boundedStore = Layer.effect(RateLimiter.RateLimiterStore, Effect.gen(function*() {
  const memory = yield* RateLimiter.RateLimiterStore
  const buckets = new Map<string, { tokens: number; at: number }>()
  return RateLimiter.RateLimiterStore.of({
    ...memory,
    tokenBucket: ({ allowOverflow, key, limit, refillRate, tokens }) =>
      Effect.clockWith((clock) => Effect.sync(() => {
        const now = clock.currentTimeMillisUnsafe()
        const everyMs = Duration.toMillis(refillRate)
        const held = buckets.get(key) ?? { tokens: limit, at: now }
        const refilled = Math.floor((now - held.at) / everyMs)
        const full = held.tokens + refilled >= limit
        const bucket = full ? { tokens: limit, at: now } : { tokens: held.tokens + refilled, at: held.at + refilled * everyMs }
        const left = bucket.tokens - tokens
        if (allowOverflow || left >= 0) bucket.tokens = left
        buckets.delete(key)
        buckets.set(key, bucket)
        const oldest = buckets.size > heldAtMost ? buckets.keys().next() : undefined
        if (oldest?.done === false) buckets.delete(oldest.value)
        return [left, Math.max(0, now - bucket.at)] as const
      }))
  })
})).pipe(Layer.provide(RateLimiter.layerStoreMemory))
