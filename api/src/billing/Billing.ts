import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** What a plan counts. `null` is no limit; times are days or minutes, sizes MB. */
export interface PlanLimits {
  readonly conversations: number | null
  readonly messages: number | null
  readonly contacts: number | null
  readonly conversationRetentionDays: number | null
  readonly teamMembers: number | null
  readonly aiCredit: number | null
  readonly aiSupportAgents: number | null
  readonly aiTrainingLinks: number | null
  readonly aiTrainingMb: number | null
  readonly aiCrawlPagesPerSource: number | null
  readonly aiTrainingPagesTotal: number | null
  readonly aiTrainingFaqs: number | null
  readonly aiTrainingFiles: number | null
  readonly aiTrainingIntervalMinutes: number
}

/** What a plan opens. */
export type PlanFeature =
  | "email-notifications" | "email-reply" | "dashboard-file-sharing" | "auto-translate" | "slack-support"
  | "slack-custom-channel" | "pro-integrations" | "rest-api" | "webhooks" | "self-host" | "custom-events" | "ai-workflows"
  | "custom-ai-skills" | "latest-ai-models"

/** What a site may use. */
export interface Plan {
  readonly name: string
  readonly displayName: string
  readonly limits: PlanLimits
  readonly has: (feature: PlanFeature) => boolean
  /** Whether limits are kept; when not, why. */
  readonly enforcement: { readonly isEnforced: true } | { readonly isEnforced: false; readonly reason: "billing_disabled" }
  readonly canManageSubscription: boolean
}

/** What sites are entitled to, and who sells it. */
export class Billing extends Context.Service<Billing, {
  readonly provider: "polar" | "self_hosted"
  readonly plan: (websiteId: WebsiteId) => Effect.Effect<Plan>
}>()("api/billing/Billing") {}
