import { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"
import { boundedStore } from "./boundedStore.ts"

/** How often something may happen: `limit` times per `window`, as many at once, then evenly. */
export interface Limit {
  readonly key: string
  readonly limit: number
  readonly window: Duration.Input
  /** How much of the limit this one takes; 1 unless given. */
  readonly tokens?: number
}

/** Turns away whoever is faster than allowed, with the time to wait. */
export class Limiter extends Context.Service<Limiter, {
  /** Takes from each limit in turn; the first that is used up fails, with what was taken before it gone. */
  readonly take: (...limits: ReadonlyArray<Limit>) => Effect.Effect<void, TooManyRequests>
}>()("api/limits/Limiter") {
  static readonly layerNoDeps = Layer.effect(Limiter, Effect.gen(function*() {
    const limiter = yield* RateLimiter.RateLimiter
    const takeOne = (limit: Limit) =>
      limiter.consume({ ...limit, algorithm: "token-bucket" }).pipe(
        Effect.catchReason(
          "RateLimiterError",
          "RateLimitExceeded",
          ({ retryAfter }) => Effect.fail(new TooManyRequests({ retryAfterMs: Math.ceil(Duration.toMillis(retryAfter)) })),
          Effect.die
        )
      )
    return Limiter.of({ take: (...limits) => Effect.forEach(limits, takeOne, { discard: true }) })
  }))

  /** Counts in this process. */
  static readonly layer = Limiter.layerNoDeps.pipe(Layer.provide(RateLimiter.layer), Layer.provide(boundedStore))
}
