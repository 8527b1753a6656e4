import { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { BillingRpcs } from "@cossistant/core/billing/billingRpcs"
import * as Effect from "effect/Effect"
import { Settings } from "../settings/Settings.ts"
import { Websites } from "../websites/Websites.ts"
import { Billing } from "./Billing.ts"
import { Entitlements } from "./Entitlements.ts"

/** A site's plan, one line a procedure; `MemberAuth` has seen to site and role. */
export const billingHandlers = BillingRpcs.toLayer(Effect.gen(function*() {
  const billing = yield* Billing
  const entitlements = yield* Entitlements
  const websites = yield* Websites
  const { publicUrl } = yield* Settings
  const page = (member: CurrentMember["Service"]) =>
    Effect.map(websites.settings(member.websiteId), ({ slug }) => `${publicUrl}/${slug}/settings/plan`)
  return BillingRpcs.of({
    "billing.plan": () => CurrentMember.use((member) =>
      Effect.all({ plan: entitlements.plan(member), usage: entitlements.usage(member.websiteId) })),
    "billing.checkout": ({ plan }) => CurrentMember.use((member) =>
      Effect.flatMap(page(member), (url) => billing.change(member, plan, url))),
    "billing.portal": () => CurrentMember.use((member) =>
      Effect.flatMap(page(member), (url) => Effect.map(billing.portal(member, url), (url) => ({ url }))))
  })
}))
