import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { WebsiteId } from "../websites/Website.ts"
import { BillingDisabled, BillingUnavailable, Plan, PlanUsage, SoldPlan } from "./Plan.ts"

const site = { websiteId: WebsiteId }

/** What became of choosing a plan: the subscription is changed, or somebody has to pay at `checkoutUrl` first. */
export const PlanChange = Schema.Union([
  Schema.Struct({ mode: Schema.Literal("updated") }),
  Schema.Struct({ mode: Schema.Literal("checkout"), checkoutUrl: Schema.String })
])

/** A site's plan, how much of it is used, and changing it. */
export class BillingRpcs extends RpcGroup.make(
  Rpc.make("billing.plan", { payload: site, success: Schema.Struct({ plan: Plan, usage: PlanUsage }) }),
  /** To a larger or smaller plan, `free` included. */
  Rpc.make("billing.checkout", {
    payload: { ...site, plan: SoldPlan },
    success: PlanChange,
    error: Schema.Union([BillingDisabled, BillingUnavailable])
  }).annotate(NeedsRole, "owner"),
  /** Where invoices and payment are managed; the address works for a short time. */
  Rpc.make("billing.portal", {
    payload: site,
    success: Schema.Struct({ url: Schema.String }),
    error: Schema.Union([BillingDisabled, BillingUnavailable])
  }).annotate(NeedsRole, "owner")
).middleware(MemberAuth) {}
