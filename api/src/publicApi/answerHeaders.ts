import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Rate } from "./ApiRate.ts"

/** For pages of any origin, without their cookies: what they may do is decided by key and origin of the request itself. */
export const anyOrigin = {
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "access-control-expose-headers": "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy, Retry-After, X-Request-Id, Idempotency-Replayed"
} as const

const always = { "cache-control": "no-store", "x-robots-tag": "noindex" } as const

/** `RateLimit-*` as draft 6 of the IETF's RateLimit header fields names them. */
const rateHeaders = ({ limit, refusal, remaining, resetSeconds }: Rate): Record<string, string> => ({
  "ratelimit-limit": String(limit),
  "ratelimit-remaining": String(remaining),
  "ratelimit-reset": String(resetSeconds),
  "ratelimit-policy": `${limit};w=60`,
  ...(refusal === null ? {} : { "retry-after": String(Math.ceil(refusal.retryAfterMs / 1000)) })
})

/** Adds what every answer of the public API carries. Private keys don't belong into browsers, so no page may read their answers. */
export const withApiHeaders = (response: HttpServerResponse.HttpServerResponse, options: { readonly isPrivate: boolean; readonly rate: Rate | undefined }) =>
  HttpServerResponse.setHeaders(response, {
    ...always,
    ...(options.isPrivate ? {} : anyOrigin),
    ...(options.rate === undefined ? {} : rateHeaders(options.rate))
  })
