import { BillingUnavailable } from "@cossistant/core/billing/Plan"
import type { Polar } from "@polar-sh/sdk/2026-10"
import * as Effect from "effect/Effect"
import type { PolarSettings } from "./polarSettings.ts"

/** Seconds an answer may take: someone may be waiting for it. */
const timeout = 8

export interface PolarApi {
  /** Asks Polar; whatever goes wrong is `BillingUnavailable` with Polar's own words, never the token. */
  readonly ask: <A>(question: (polar: Polar) => Promise<A>) => Effect.Effect<A, BillingUnavailable>
  /** As `ask`; undefined where Polar knows no such thing. */
  readonly find: <A>(question: (polar: Polar) => Promise<A>) => Effect.Effect<A | undefined, BillingUnavailable>
  /** As `ask`; undefined where Polar refuses what it is given. */
  readonly offer: <A>(question: (polar: Polar) => Promise<A>) => Effect.Effect<A | undefined, BillingUnavailable>
}

const statusOf = (error: unknown) =>
  typeof error === "object" && error !== null && "statusCode" in error && typeof error.statusCode === "number" ? error.statusCode : undefined

const reasonOf = (error: unknown) => {
  const status = statusOf(error)
  const words = error instanceof Error ? error.message : "no answer"
  return (status === undefined ? words : `${status} ${words}`).slice(0, 300)
}

/** Polar's API by its own SDK, loaded when it is first asked. https://polar.sh/docs/api-reference */
export const makePolarApi = ({ accessToken, apiUrl, environment }: PolarSettings): Effect.Effect<PolarApi> => Effect.gen(function*() {
  const client = yield* Effect.cached(Effect.promise(async () => {
    const { createPolar } = await import("@polar-sh/sdk/2026-10")
    return createPolar({ accessToken, environment, timeout, ...(apiUrl === undefined ? {} : { baseUrl: apiUrl }) })
  }))
  const attempt = <A>(question: (polar: Polar) => Promise<A>) =>
    Effect.flatMap(client, (polar) => Effect.tryPromise({ try: () => question(polar), catch: (error) => error }))
  const unavailable = (error: unknown) => new BillingUnavailable({ reason: reasonOf(error) })
  const unless = (status: number) => <A>(question: (polar: Polar) => Promise<A>) => attempt(question).pipe(
    Effect.catchIf((error) => statusOf(error) === status, () => Effect.succeed(undefined)),
    Effect.mapError(unavailable)
  )
  return { ask: (question) => Effect.mapError(attempt(question), unavailable), find: unless(404), offer: unless(422) }
})
