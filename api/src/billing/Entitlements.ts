import { LimitReached, type Plan, type PlanUsage } from "@cossistant/core/billing/Plan"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type BilledSite, Billing } from "./Billing.ts"
import { UsageRepo } from "./UsageRepo.ts"

/** The newest conversations beyond the plan's number are locked for the team: those created after this one. */
export interface LastAllowed {
  readonly createdAt: string
  readonly id: string
}

/** What a site may do. The one place features ask; visitors are never refused anything here. */
export class Entitlements extends Context.Service<Entitlements, {
  readonly plan: (site: BilledSite) => Effect.Effect<Plan>
  readonly usage: (websiteId: WebsiteId) => Effect.Effect<PlanUsage>
  /** Whether so many more people may be asked to join: who is there and who is asked count. */
  readonly seats: (site: BilledSite, more: number) => Effect.Effect<void, LimitReached>
  /** Whether a member may answer: the plan's messages of 30 days aren't used up. */
  readonly reply: (site: BilledSite) => Effect.Effect<void, LimitReached>
  /** Null where every conversation is open. */
  readonly lastAllowed: (site: BilledSite) => Effect.Effect<LastAllowed | null>
}>()("api/billing/Entitlements") {
  static readonly layer = Layer.effect(Entitlements, Effect.gen(function*() {
    const billing = yield* Billing
    const repo = yield* UsageRepo
    /** A limit that is kept; null otherwise. */
    const limit = (site: BilledSite, name: "conversations" | "messages" | "teamMembers") =>
      Effect.map(billing.plan(site), ({ enforcement, limits }) => enforcement.isEnforced ? limits[name] : null)

    return Entitlements.of({
      plan: billing.plan,
      usage: (websiteId) => Effect.zipWith(repo.usage(websiteId), billing.aiCredit(websiteId), (usage, aiCredit) => ({ ...usage, aiCredit })),
      seats: Effect.fnUntraced(function*(site, more) {
        const allowed = yield* limit(site, "teamMembers")
        if (allowed === null) return
        const { teamMembers } = yield* repo.usage(site.websiteId)
        if (teamMembers + more > allowed) return yield* new LimitReached({ limit: "teamMembers", allowed })
      }),
      reply: Effect.fnUntraced(function*(site) {
        const allowed = yield* limit(site, "messages")
        if (allowed === null) return
        const { messages } = yield* repo.usage(site.websiteId)
        if (messages >= allowed) return yield* new LimitReached({ limit: "messages", allowed })
      }),
      lastAllowed: Effect.fnUntraced(function*(site) {
        const allowed = yield* limit(site, "conversations")
        return allowed === null ? null : yield* repo.lastAllowed(site.websiteId, allowed)
      })
    })
  })).pipe(Layer.provide(UsageRepo.layer))
}
