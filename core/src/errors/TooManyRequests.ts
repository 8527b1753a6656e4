import * as Schema from "effect/Schema"

/** The caller is faster than its limit; the same request is welcome after `retryAfterMs`. */
export class TooManyRequests extends Schema.TaggedError<TooManyRequests>()("TooManyRequests", {
  retryAfterMs: Schema.Int
}, { httpApiStatus: 429 }) {}
