import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Billing, type Plan } from "./Billing.ts"

const plan: Plan = {
  name: "self_hosted",
  displayName: "Self-Hosted",
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
  has: () => true,
  enforcement: { isEnforced: false, reason: "billing_disabled" },
  canManageSubscription: false
}

/** Nothing is sold: every site has everything. */
export const layer = Layer.succeed(Billing, Billing.of({ provider: "self_hosted", plan: () => Effect.succeed(plan) }))
