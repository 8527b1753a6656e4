import * as Schema from "effect/Schema"

/** The plans that are sold; `self_hosted` is what every site has where nothing is. */
export const SoldPlan = Schema.Literals(["free", "hobby", "pro"])
export type SoldPlan = typeof SoldPlan.Type

export const PlanName = Schema.Literals(["free", "hobby", "pro", "self_hosted"])
export type PlanName = typeof PlanName.Type

const limit = Schema.NullOr(Schema.Finite)

/** What a plan counts. `null` is no limit; times are days or minutes, sizes MB; conversations and messages are those of 30 rolling days. */
export const PlanLimits = Schema.Struct({
  conversations: limit,
  messages: limit,
  contacts: limit,
  conversationRetentionDays: limit,
  teamMembers: limit,
  aiCredit: limit,
  aiSupportAgents: limit,
  aiTrainingLinks: limit,
  aiTrainingMb: limit,
  aiCrawlPagesPerSource: limit,
  aiTrainingPagesTotal: limit,
  aiTrainingFaqs: limit,
  aiTrainingFiles: limit,
  aiTrainingIntervalMinutes: Schema.Finite
})
export type PlanLimits = typeof PlanLimits.Type

/** A limit by name. */
export const PlanLimit = Schema.Literals([
  "conversations", "messages", "contacts", "conversationRetentionDays", "teamMembers", "aiCredit", "aiSupportAgents", "aiTrainingLinks",
  "aiTrainingMb", "aiCrawlPagesPerSource", "aiTrainingPagesTotal", "aiTrainingFaqs", "aiTrainingFiles", "aiTrainingIntervalMinutes"
])
export type PlanLimit = typeof PlanLimit.Type

/** What a plan opens. */
export const PlanFeature = Schema.Literals([
  "email-notifications", "email-reply", "dashboard-file-sharing", "auto-translate", "slack-support", "slack-custom-channel",
  "pro-integrations", "rest-api", "webhooks", "self-host", "custom-events", "ai-workflows", "custom-ai-skills", "latest-ai-models"
])
export type PlanFeature = typeof PlanFeature.Type

/**
 * What a site may use. Limits that aren't enforced say why: nothing is sold here, or the seller can't be reached and nothing
 * was known of the site before.
 */
export const Plan = Schema.Struct({
  name: PlanName,
  displayName: Schema.String,
  /** US dollars a month and site. */
  price: Schema.Finite,
  limits: PlanLimits,
  features: Schema.Array(PlanFeature),
  enforcement: Schema.Union([
    Schema.Struct({ isEnforced: Schema.Literal(true) }),
    Schema.Struct({ isEnforced: Schema.Literal(false), reason: Schema.Literals(["billing_disabled", "billing_provider_unavailable"]) })
  ]),
  canManageSubscription: Schema.Boolean,
  /** When a canceled subscription ends; null while it goes on. */
  endsAt: Schema.NullOr(Schema.String)
})
export type Plan = typeof Plan.Type

/** How much of a plan's limits is used. `aiCredit` is null where nothing is metered. */
export const PlanUsage = Schema.Struct({
  conversations: Schema.Finite,
  messages: Schema.Finite,
  contacts: Schema.Finite,
  teamMembers: Schema.Finite,
  aiCredit: Schema.NullOr(Schema.Finite)
})
export type PlanUsage = typeof PlanUsage.Type

/** The plan has no more of this; a larger one has. */
export class LimitReached extends Schema.TaggedError<LimitReached>()("LimitReached", {
  limit: PlanLimit,
  allowed: Schema.Finite
}, { httpApiStatus: 402 }) {}

/** The plan doesn't have this at all; a larger one does. */
export class FeatureNotInPlan extends Schema.TaggedError<FeatureNotInPlan>()("FeatureNotInPlan", {
  feature: PlanFeature
}, { httpApiStatus: 402 }) {}

/** Nothing is sold on this installation. */
export class BillingDisabled extends Schema.TaggedError<BillingDisabled>()("BillingDisabled", {}) {}

/** The seller doesn't answer or refused; trying again later may help. */
export class BillingUnavailable extends Schema.TaggedError<BillingUnavailable>()("BillingUnavailable", { reason: Schema.String }) {}

/** A site with a paid subscription isn't deleted: end the subscription first. */
export class SubscriptionActive extends Schema.TaggedError<SubscriptionActive>()("SubscriptionActive", { plan: PlanName }) {}
