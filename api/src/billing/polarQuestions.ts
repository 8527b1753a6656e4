import type { BillingUnavailable } from "@cossistant/core/billing/Plan"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Cache from "effect/Cache"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FiberSet from "effect/FiberSet"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import type { BilledSite } from "./Billing.ts"
import type { KnownSubscription } from "./SubscriptionRepo.ts"

/** So long whoever needs the plan of a site of which nothing is known waits for Polar. */
const patience = "2 seconds"
/** So long a site's failed question isn't asked again. */
const pause = "3 seconds"
/** As many stale sites are looked at anew at the same time; the others with the next need of their plan. */
const refreshesAtOnce = 4

interface Looked {
  readonly known: KnownSubscription
}

/**
 * What is asked of Polar because somebody needs a plan. Such questions run beside their callers, in no transaction of theirs, and
 * are no jobs: whoever needs the plan next asks again.
 */
export const polarQuestions = Effect.fnUntraced(function*({ claim, look, lookAndTidy }: {
  readonly look: (site: BilledSite) => Effect.Effect<Looked, BillingUnavailable>
  readonly lookAndTidy: (site: BilledSite) => Effect.Effect<void, BillingUnavailable>
  readonly claim: (websiteId: WebsiteId) => Effect.Effect<boolean>
}) {
  const beside = yield* FiberSet.makeRuntime()
  const answers = yield* Cache.makeWith(look, {
    capacity: 1000,
    // What was answered is in the database.
    timeToLive: (exit) => Exit.isSuccess(exit) ? 0 : pause
  })
  const refreshing = yield* Semaphore.make(refreshesAtOnce)
  return {
    /** The first answer about a site, one question for all who wait; nothing when it fails or takes too long. It goes on then. */
    first: ({ organizationId, websiteId }: BilledSite): Effect.Effect<Option.Option<Looked>> => Effect.suspend(() =>
      Fiber.join(beside(Effect.option(Cache.get(answers, { organizationId, websiteId }))))).pipe(
        Effect.timeoutOption(patience),
        Effect.map(Option.flatten)
      ),
    /** Looks anew at a stale site, unless that is being done. */
    refresh: ({ organizationId, websiteId }: BilledSite): void => {
      const site = { organizationId, websiteId }
      beside(Effect.flatMap(claim(websiteId), (isMine) => isMine ? lookAndTidy(site) : Effect.void).pipe(
        Semaphore.withPermitsIfAvailable(refreshing, 1),
        Effect.catchCause((cause) => Effect.annotateLogs(Effect.logWarning("A subscription could not be looked at anew", cause), site))
      ))
    }
  }
})
