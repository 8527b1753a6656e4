import { BillingUnavailable, type Plan, type SoldPlan, SubscriptionActive } from "@cossistant/core/billing/Plan"
import { plans } from "@cossistant/core/billing/plans"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { SqlClient } from "effect/sql/SqlClient"
import { Jobs } from "../jobs/Jobs.ts"
import type { JobKind } from "../jobs/JobKind.ts"
import { withTenant } from "../sql/Tenant.ts"
import { type BilledSite, Billing } from "./Billing.ts"
import { makePolarApi } from "./PolarApi.ts"
import { lookAtSite, meterUse, openSite } from "./polarJobs.ts"
import { polarQuestions } from "./polarQuestions.ts"
import { type PolarSettings, polarSettings } from "./polarSettings.ts"
import { knownOf, subscriptionsOf } from "./polarState.ts"
import * as polarWebhooks from "./polarWebhooks.ts"
import { type KnownSubscription, SubscriptionRepo } from "./SubscriptionRepo.ts"

/** The same mailbox under a name of its own: customers of one seller have different addresses, organisations may share an owner. */
const subAddress = (email: string, { organizationId }: BilledSite) =>
  email.replace(/@(?=[^@]*$)/, `+${organizationId.slice(-8).toLowerCase()}@`)

/** Subscriptions and credits of sites through Polar: a customer for each organisation, a subscription for each site. */
const make = (settings: PolarSettings) => Effect.gen(function*() {
  const repo = yield* SubscriptionRepo
  const jobs = yield* Jobs
  const sql = yield* SqlClient
  const { ask, find, offer } = yield* makePolarApi(settings)
  const services = yield* Effect.context<SubscriptionRepo | Jobs | SqlClient>()

  const later = <Payload extends BilledSite>(kind: JobKind<Payload>, payload: Payload, dedupe: string) =>
    withTenant({ websiteId: payload.websiteId, data: "all" }, jobs.add(kind, payload.websiteId, payload, { dedupe })).pipe(
      Effect.provideService(SqlClient, sql)
    )
  const stateOf = ({ organizationId }: BilledSite) => find((polar) => polar.customers.getStateExternal(organizationId))

  /** What the seller says now, remembered. */
  const look = Effect.fn("polar.look")((site: BilledSite) =>
    repo.learn(site.websiteId, Effect.map(stateOf(site), (state) => ({ state, known: knownOf(settings, state, site.websiteId) }))))
  const open = Effect.fn("polar.open")(function*(site: BilledSite) {
    const state = yield* stateOf(site)
    if (state === undefined) {
      const owner = yield* repo.owner(site.websiteId)
      if (owner === undefined) return // Everyone has left meanwhile.
      const customer = { external_id: site.organizationId, ...owner }
      const made = yield* offer((polar) => polar.customers.create(customer))
      if (made === undefined) yield* ask((polar) => polar.customers.create({ ...customer, email: subAddress(owner.email, site) }))
    }
    const { free } = settings.products
    if (free !== undefined && (state === undefined || subscriptionsOf(settings, state, site.websiteId).length === 0)) {
      yield* ask((polar) => polar.subscriptions.create({
        product_id: free, external_customer_id: site.organizationId, metadata: { websiteId: site.websiteId }
      }))
    }
    yield* look(site)
  })
  yield* jobs.handle(openSite, open)
  const lookAndTidy = Effect.fnUntraced(function*(site: BilledSite) {
    const { known, state } = yield* look(site)
    const surplus = state === undefined ? [] : subscriptionsOf(settings, state, site.websiteId).filter(({ id }) => id !== known.id)
    yield* Effect.forEach(surplus, ({ id }) => find((polar) => polar.subscriptions.revoke(id)))
  })
  yield* jobs.handle(lookAtSite, lookAndTidy)
  yield* jobs.handle(meterUse, ({ at, credits, event, organizationId, websiteId }) => ask((polar) => polar.events.ingest({
    events: [{ name: settings.usageEvent, external_id: event, timestamp: at, external_customer_id: organizationId, metadata: { credits, websiteId } }]
  })))

  const { first, refresh } = yield* polarQuestions({ look, lookAndTidy, claim: repo.claim })
  const planFrom = ({ endsAt, plan }: KnownSubscription): Plan => ({ ...plans[plan], endsAt })
  const unknown: Plan = { ...plans.free, enforcement: { isEnforced: false, reason: "billing_provider_unavailable" } }

  const checkout = (site: BilledSite, product: string, returnUrl: string, subscriptionId: string | null) =>
    Effect.map(ask((polar) => polar.checkouts.create({
      products: [product],
      external_customer_id: site.organizationId,
      ...(subscriptionId === null ? {} : { subscription_id: subscriptionId }),
      metadata: { websiteId: site.websiteId },
      success_url: `${returnUrl}?checkout_success=true`,
      return_url: `${returnUrl}?checkout_error=canceled`
    })), ({ url }) => ({ mode: "checkout", checkoutUrl: url }) as const)

  return Billing.of({
    provider: "polar",
    routes: polarWebhooks.layer(settings).pipe(Layer.provide(Layer.succeedContext(services))),
    plan: Effect.fn("polar.plan")(function*(site) {
      const known = yield* repo.find(site.websiteId)
      if (known === undefined) return Option.match(yield* first(site), { onNone: () => unknown, onSome: (now) => planFrom(now.known) })
      if (known.isStale) refresh(site)
      return planFrom(known)
    }),
    aiCredit: (websiteId) => Effect.map(repo.find(websiteId), (known) => known?.aiCredit ?? null),
    opened: ({ organizationId, websiteId }) => later(openSite, { organizationId, websiteId }, "open"),
    closing: Effect.fn("polar.closing")(function*(site) {
      const current = yield* Effect.option(look(site))
      const known = current._tag === "Some" ? current.value.known : yield* repo.find(site.websiteId)
      if (known === undefined || known.id === null) return
      const { id, plan } = known
      if (plan !== "free" && known.endsAt === null) return yield* new SubscriptionActive({ plan })
      // A free one left over costs nobody anything.
      yield* find((polar) => polar.subscriptions.revoke(id)).pipe(
        Effect.catch((error) => Effect.logWarning("A subscription without charge could not be ended", error))
      )
    }),
    change: Effect.fn("polar.change")(function*(site, target: SoldPlan, returnUrl) {
      const { known, state } = yield* look(site)
      if (state === undefined) yield* open(site)
      const product = settings.products[target]
      const { id } = known
      if (known.plan === target && known.endsAt === null) return { mode: "updated" } as const
      if (known.plan === "free" || id === null) {
        if (product === undefined) return yield* new BillingUnavailable({ reason: `${target} is not sold here` })
        return yield* checkout(site, product, returnUrl, id)
      }
      const update = target === "free" || product === undefined
        ? { cancel_at_period_end: true }
        : { product_id: product, proration_behavior: "invoice" as const }
      // Back from a cancellation: it goes on first.
      if (known.endsAt !== null) yield* ask((polar) => polar.subscriptions.update(id, { cancel_at_period_end: false }))
      yield* ask((polar) => polar.subscriptions.update(id, update))
      yield* look(site)
      return { mode: "updated" } as const
    }),
    portal: (site, returnUrl) => Effect.map(
      ask((polar) => polar.customerSessions.create({ external_customer_id: site.organizationId, return_url: returnUrl })),
      ({ customer_portal_url }) => customer_portal_url
    ),
    meter: Effect.fnUntraced(function*({ organizationId, websiteId }, { credits, event }) {
      const at = new Date(yield* Clock.currentTimeMillis).toISOString()
      yield* later(meterUse, { websiteId, organizationId, credits, event, at }, event)
    })
  })
})

/** Polar sells: https://polar.sh/docs. */
export const layer = Layer.effect(Billing, Effect.flatMap(polarSettings, make)).pipe(Layer.provide(SubscriptionRepo.layer))
