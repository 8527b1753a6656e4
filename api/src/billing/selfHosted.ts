import { BillingDisabled, type Plan, PlanFeature } from "@cossistant/core/billing/Plan"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Billing } from "./Billing.ts"

const plan: Plan = {
  name: "self_hosted",
  displayName: "Self-Hosted",
  price: 0,
  limits: {
    conversations: null,
    messages: null,
    contacts: null,
    conversationRetentionDays: null,
    teamMembers: null,
    aiCredit: null,
    aiSupportAgents: null,
    aiTrainingLinks: null,
    aiTrainingMb: null,
    aiCrawlPagesPerSource: null,
    aiTrainingPagesTotal: null,
    aiTrainingFaqs: null,
    aiTrainingFiles: null,
    aiTrainingIntervalMinutes: 0
  },
  features: PlanFeature.literals,
  enforcement: { isEnforced: false, reason: "billing_disabled" },
  canManageSubscription: false,
  endsAt: null
}

/** Nothing is sold: every site has everything. */
export const layer = Layer.succeed(Billing, Billing.of({
  provider: "self_hosted",
  routes: Layer.empty,
  plan: () => Effect.succeed(plan),
  aiCredit: () => Effect.succeed(null),
  opened: () => Effect.void,
  closing: () => Effect.void,
  change: () => Effect.fail(new BillingDisabled()),
  portal: () => Effect.fail(new BillingDisabled()),
  meter: () => Effect.void
}))
