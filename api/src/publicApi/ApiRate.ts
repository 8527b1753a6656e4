import { TooManyRequests } from "@cossistant/core/errors/TooManyRequests"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"
import { boundedStore } from "../limits/boundedStore.ts"
import { wholeNumber } from "../settings/values.ts"

/** What is left of a caller's rate. */
export interface Rate {
  readonly limit: number
  readonly remaining: number
  /** Until all of it is there again. */
  readonly resetSeconds: number
  readonly refusal: TooManyRequests | null
}

/** `API_REQUESTS_PER_MINUTE`: how often one key, or one visitor, may ask; 600 unless set. */
export const requestsPerMinute = wholeNumber("API_REQUESTS_PER_MINUTE", 600)

const minute = Duration.minutes(1)

/** How often the public API may be asked, by caller. */
export class ApiRate extends Context.Service<ApiRate, {
  /** Takes one request from `caller`'s rate. */
  readonly take: (caller: string) => Effect.Effect<Rate>
  /** Undoes one `take`. */
  readonly giveBack: (caller: string) => Effect.Effect<void>
}>()("api/publicApi/ApiRate") {
  static readonly layer = Layer.effect(ApiRate, Effect.gen(function*() {
    const limiter = yield* RateLimiter.RateLimiter
    const limit = yield* requestsPerMinute
    const consume = (caller: string, tokens: number) => limiter.consume({ key: caller, tokens, limit, window: minute, algorithm: "token-bucket" })
    return ApiRate.of({
      giveBack: (caller) => Effect.asVoid(Effect.orDie(consume(caller, -1))),
      take: (caller) => consume(caller, 1).pipe(
        Effect.map(({ remaining, resetAfter }): Rate =>
          ({ limit, remaining: Math.max(0, remaining), resetSeconds: Math.ceil(Duration.toSeconds(resetAfter)), refusal: null })),
        Effect.catchReason("RateLimiterError", "RateLimitExceeded", ({ retryAfter }) => Effect.succeed<Rate>({
          limit, remaining: 0, resetSeconds: Math.ceil(Duration.toSeconds(retryAfter)),
          refusal: new TooManyRequests({ retryAfterMs: Math.ceil(Duration.toMillis(retryAfter)) })
        }), Effect.die)
      )
    })
  })).pipe(Layer.provide(RateLimiter.layer), Layer.provide(boundedStore))
}
