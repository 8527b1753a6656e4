import type { models } from "@polar-sh/sdk/2026-10"
import { plans } from "@cossistant/core/billing/plans"
import { SoldPlan } from "@cossistant/core/billing/Plan"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import type { PolarSettings } from "./polarSettings.ts"
import type { KnownSubscription } from "./SubscriptionRepo.ts"

type State = models.CustomerState
type Subscription = State["active_subscriptions"][number]

/** The plan a product stands for; a product of somebody else's making is none. */
export const planOf = ({ products }: PolarSettings, productId: string): SoldPlan | undefined =>
  SoldPlan.literals.find((plan) => products[plan] === productId)

/** A site's own subscriptions, the one that counts first: by plan, then the longer period, then the older. */
export const subscriptionsOf = (settings: PolarSettings, state: State, websiteId: WebsiteId): ReadonlyArray<Subscription> => {
  const price = (subscription: Subscription) => {
    const plan = planOf(settings, subscription.product_id)
    return plan === undefined ? -1 : plans[plan].price
  }
  return state.active_subscriptions
    .filter(({ metadata }) => metadata["websiteId"] === websiteId)
    .toSorted((a, b) => price(b) - price(a)
      || b.current_period_end.localeCompare(a.current_period_end) || a.created_at.localeCompare(b.created_at))
}

/** What is worth remembering of a customer's state for one of its sites. */
export const knownOf = (settings: PolarSettings, state: State | undefined, websiteId: WebsiteId): KnownSubscription => {
  // A meter nobody used isn't told of.
  const unused = settings.meterId === undefined ? null : 0
  if (state === undefined) return { id: null, plan: "free", endsAt: null, aiCredit: unused }
  const [subscription] = subscriptionsOf(settings, state, websiteId)
  const meter = state.active_meters.find(({ meter_id }) => meter_id === settings.meterId)
  return {
    id: subscription?.id ?? null,
    plan: subscription === undefined ? "free" : planOf(settings, subscription.product_id) ?? "free",
    endsAt: subscription?.cancel_at_period_end === true ? subscription.ends_at ?? subscription.current_period_end : null,
    aiCredit: meter?.consumed_units ?? unused
  }
}
