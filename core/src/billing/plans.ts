import type { Plan, PlanFeature, PlanLimits, SoldPlan } from "./Plan.ts"

const everywhere: ReadonlyArray<PlanFeature> = [
  "email-notifications", "email-reply", "rest-api", "webhooks", "self-host", "custom-events", "ai-workflows", "custom-ai-skills"
]

const free: PlanLimits = {
  conversations: 50,
  messages: 500,
  contacts: 50,
  conversationRetentionDays: 30,
  teamMembers: 1,
  aiCredit: 50,
  aiSupportAgents: 1,
  aiTrainingLinks: 10,
  aiTrainingMb: 0.5,
  aiCrawlPagesPerSource: 10,
  aiTrainingPagesTotal: 10,
  aiTrainingFaqs: 10,
  aiTrainingFiles: 5,
  aiTrainingIntervalMinutes: 120
}

const paid: PlanLimits = {
  ...free,
  conversations: null,
  messages: null,
  conversationRetentionDays: null,
  aiCrawlPagesPerSource: 1000,
  aiTrainingLinks: null,
  aiTrainingPagesTotal: null,
  aiTrainingFaqs: null,
  aiTrainingFiles: null
}

const sold = { enforcement: { isEnforced: true }, canManageSubscription: true, endsAt: null } as const

/** The documented plans, smallest first: each is for one site and month. */
export const plans: Readonly<Record<SoldPlan, Plan>> = {
  free: { ...sold, name: "free", displayName: "Free", price: 0, limits: free, features: everywhere },
  hobby: {
    ...sold,
    name: "hobby",
    displayName: "Hobby",
    price: 30,
    limits: { ...paid, contacts: 2000, teamMembers: 2, aiCredit: 1000, aiTrainingMb: 10, aiTrainingIntervalMinutes: 10 },
    features: [...everywhere, "dashboard-file-sharing", "slack-support", "latest-ai-models"]
  },
  pro: {
    ...sold,
    name: "pro",
    displayName: "Pro",
    price: 90,
    limits: { ...paid, contacts: 6000, teamMembers: 4, aiCredit: 3000, aiTrainingMb: 40, aiTrainingIntervalMinutes: 0 },
    features: [
      ...everywhere, "dashboard-file-sharing", "slack-support", "latest-ai-models", "auto-translate", "slack-custom-channel", "pro-integrations"
    ]
  }
}
