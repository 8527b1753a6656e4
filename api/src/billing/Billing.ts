import type { BillingDisabled, BillingUnavailable, Plan, SoldPlan, SubscriptionActive } from "@cossistant/core/billing/Plan"
import type { PlanChange } from "@cossistant/core/billing/billingRpcs"
import type { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type * as HttpRouter from "effect/http/HttpRouter"

export interface BilledSite {
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
}

/** What sites are entitled to, and who sells it. Everything asks `Entitlements` rather than this. */
export class Billing extends Context.Service<Billing, {
  readonly provider: "polar" | "self_hosted"
  /** What the seller calls; nothing where nothing is sold. */
  readonly routes: Layer.Layer<never, never, HttpRouter.HttpRouter>
  /** The plan as last known; an outage of the seller never fails it. */
  readonly plan: (site: BilledSite) => Effect.Effect<Plan>
  /** Credits used in the running period; null where nothing is metered or nobody knows. */
  readonly aiCredit: (websiteId: WebsiteId) => Effect.Effect<number | null>
  /** Begins a new site's subscription, sooner or later: the site doesn't wait for the seller. */
  readonly opened: (site: BilledSite) => Effect.Effect<void>
  /** Whether the site may go, and ends what is free of charge. */
  readonly closing: (site: BilledSite) => Effect.Effect<void, SubscriptionActive>
  /** Changes the plan, or tells where to pay first. `returnUrl` is the page of plans. */
  readonly change: (site: BilledSite, plan: SoldPlan, returnUrl: string) => Effect.Effect<typeof PlanChange.Type, BillingDisabled | BillingUnavailable>
  /** Where invoices and payment are managed. */
  readonly portal: (site: BilledSite, returnUrl: string) => Effect.Effect<string, BillingDisabled | BillingUnavailable>
  /** Books credits used by the AI, once for each `event`, sooner or later. */
  readonly meter: (site: BilledSite, use: { readonly event: string; readonly credits: number }) => Effect.Effect<void>
}>()("api/billing/Billing") {}
