import { FeatureNotInPlan, LimitReached, type Plan, type PlanFeature, type PlanLimit, type PlanUsage } from "@cossistant/core/billing/Plan"
import type { Lock } from "@cossistant/core/inbox/InboxConversation"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Scope } from "effect/Scope"
import { type BilledSite, Billing } from "./Billing.ts"
import { type Limits, lockOf, type Lockable } from "./horizon.ts"
import { PlanLocks } from "./PlanLocks.ts"
import { UsageRepo } from "./UsageRepo.ts"

/** What a site may do. The one place features ask; a visitor is never refused a word. */
export class Entitlements extends Context.Service<Entitlements, {
  readonly plan: (site: BilledSite) => Effect.Effect<Plan>
  readonly usage: (websiteId: WebsiteId) => Effect.Effect<PlanUsage>
  /** Whether the plan has this at all. */
  readonly feature: (site: BilledSite, feature: PlanFeature) => Effect.Effect<void, FeatureNotInPlan>
  /** Whether `wanted`, counted with what is there, is within a limit: for what a feature counts itself. */
  readonly within: (site: BilledSite, limit: PlanLimit, wanted: number) => Effect.Effect<void, LimitReached>
  /**
   * Whether there is a seat for everyone who is there and who is asked to join: to be asked in the transaction that asked more
   * people, in which nobody else asks any. Where no plan has a limit it asks nothing.
   */
  readonly seatRoom: (site: BilledSite) => Effect.Effect<Effect.Effect<void, LimitReached>>
  /** Whether a member may answer: the plan's messages of 30 days aren't used up. */
  readonly reply: (site: BilledSite) => Effect.Effect<void, LimitReached>
  /**
   * Whether there is room for one more contact: to be asked in the transaction that adds it, where it is exact, since whoever
   * asks next waits for its end. Contacts of test data don't count: who makes one doesn't ask. Where no plan has a limit it asks nothing.
   */
  readonly contactRoom: (site: BilledSite) => Effect.Effect<Effect.Effect<void, LimitReached>>
  /** Which conversations the team may not read, and why: to be asked for each of a list. */
  readonly locks: (site: BilledSite) => Effect.Effect<(conversation: Lockable) => Lock | undefined>
  /** Which of these conversations are locked, for whoever has but their ids. Nothing is read where the plan locks none. */
  readonly locked: (site: BilledSite, conversationIds: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, Lock>>
  /** Whether the team may read this conversation, at hand or by its id. */
  readonly read: (site: BilledSite, conversation: Lockable | string) => Effect.Effect<void, LimitReached>
  /** Has `PlanLocks` know the site's limits for as long as the scope. */
  readonly watch: (site: BilledSite) => Effect.Effect<void, never, Scope>
}>()("api/billing/Entitlements") {
  static readonly layer = Layer.effect(Entitlements, Effect.suspend(() => make)).pipe(Layer.provide([UsageRepo.layer, PlanLocks.layer]))
}

const none: ReadonlyMap<string, Lock> = new Map()

const make = Effect.gen(function*() {
  const billing = yield* Billing
  const repo = yield* UsageRepo
  const planLocks = yield* PlanLocks

  /** A limit that is kept; null otherwise. */
  const allowedOf = (site: BilledSite, name: PlanLimit) =>
    Effect.map(billing.plan(site), ({ enforcement, limits }) => enforcement.isEnforced ? limits[name] : null)
  /** Refuses when what `count` says, asked only where the limit is kept, is more than allowed. */
  const keep = Effect.fnUntraced(function*(site: BilledSite, limit: PlanLimit, count: (allowed: number) => Effect.Effect<number>) {
    const allowed = yield* allowedOf(site, limit)
    if (allowed !== null && (yield* count(allowed)) > allowed) return yield* new LimitReached({ limit, allowed })
  })

  const read = Effect.fnUntraced(function*(site: BilledSite) {
    const { enforcement, limits: { conversationRetentionDays: retentionDays, conversations: allowed } } = yield* billing.plan(site)
    if (!enforcement.isEnforced || (allowed === null && retentionDays === null)) return null
    const open = allowed === null ? [] : yield* repo.first(site.websiteId, allowed)
    return { allowed, open, retentionDays } satisfies Limits
  })
  const limitsOf = (site: BilledSite) => planLocks.learn(site.websiteId, read(site))

  return Entitlements.of({
    plan: billing.plan,
    usage: (websiteId) => Effect.zipWith(repo.usage(websiteId), billing.aiCredit(websiteId), (usage, aiCredit) => ({ ...usage, aiCredit })),
    feature: Effect.fnUntraced(function*(site, feature) {
      const { enforcement, features } = yield* billing.plan(site)
      if (enforcement.isEnforced && !features.includes(feature)) return yield* new FeatureNotInPlan({ feature })
    }),
    within: (site, limit, wanted) => keep(site, limit, () => Effect.succeed(wanted)),
    seatRoom: (site) => Effect.map(allowedOf(site, "teamMembers"), (allowed) => allowed === null
      ? Effect.void
      : Effect.flatMap(repo.usage(site.websiteId), ({ teamMembers }) => teamMembers <= allowed ? Effect.void : new LimitReached({ limit: "teamMembers", allowed }))),
    reply: (site) => keep(site, "messages", () => Effect.map(repo.usage(site.websiteId), ({ messages }) => messages + 1)),
    contactRoom: (site) => Effect.map(allowedOf(site, "contacts"), (allowed) => allowed === null
      ? Effect.void
      : Effect.flatMap(repo.holdContacts(site.websiteId, allowed), (count) => count < allowed ? Effect.void : new LimitReached({ limit: "contacts", allowed }))),
    locks: Effect.fnUntraced(function*(site) {
      const limits = yield* limitsOf(site)
      const now = yield* Clock.currentTimeMillis
      return (conversation) => limits === null ? undefined : lockOf(conversation, limits, now)
    }),
    locked: Effect.fnUntraced(function*(site, conversationIds) {
      const limits = conversationIds.length === 0 ? null : yield* limitsOf(site)
      if (limits === null) return none
      const now = yield* Clock.currentTimeMillis
      return new Map((yield* repo.lockables(site.websiteId, conversationIds)).flatMap((conversation) => {
        const lock = lockOf(conversation, limits, now)
        return lock === undefined ? [] : [[conversation.id, lock]]
      }))
    }),
    read: Effect.fnUntraced(function*(site, conversation) {
      const limits = yield* limitsOf(site)
      if (limits === null) return
      const at = typeof conversation === "string" ? (yield* repo.lockables(site.websiteId, [conversation]))[0] : conversation
      const lock = at && lockOf(at, limits, yield* Clock.currentTimeMillis)
      if (lock === undefined) return
      return yield* lock === "conversation_limit"
        ? new LimitReached({ limit: "conversations", allowed: limits.allowed ?? 0 })
        : new LimitReached({ limit: "conversationRetentionDays", allowed: limits.retentionDays ?? 0 })
    }),
    watch: (site) => planLocks.hold(site.websiteId, read(site))
  })
})
