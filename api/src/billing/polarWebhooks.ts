import { OrganizationId } from "@cossistant/core/websites/Website"
import type { webhooks } from "@polar-sh/sdk/2026-10"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { SqlClient } from "effect/sql/SqlClient"
import { Jobs } from "../jobs/Jobs.ts"
import { withTenant } from "../sql/Tenant.ts"
import { lookAtSite } from "./polarJobs.ts"
import type { PolarSettings } from "./polarSettings.ts"
import { SubscriptionRepo } from "./SubscriptionRepo.ts"

/** Polar may have customers of other programs too. */
const isOurs = Schema.is(OrganizationId)

/** Whose money moved: the organisation, as Polar's customers are named after it. */
const customerOf = (event: webhooks.WebhookPayload): string | null | undefined => {
  switch (event.type) {
    case "subscription.created":
    case "subscription.updated":
    case "subscription.active":
    case "subscription.canceled":
    case "subscription.uncanceled":
    case "subscription.revoked":
    case "subscription.past_due":
    case "order.created":
    case "order.paid": return event.data.customer.external_id
    case "customer.state_changed": return event.data.external_id
    case "checkout.created":
    case "checkout.updated": return event.data.external_customer_id
    default: return undefined
  }
}

/**
 * `POST /polar/webhooks`. What an event says is not believed, only that something changed: each of the customer's sites is
 * looked at anew, so that late, repeated and swapped events do no harm. A wrong signature or a time further than five minutes
 * away is 403. https://polar.sh/docs/integrate/webhooks/delivery
 */
export const layer = (settings: PolarSettings) => HttpRouter.use(Effect.fnUntraced(function*(router) {
  const repo = yield* SubscriptionRepo
  const jobs = yield* Jobs
  const sql = yield* SqlClient

  const verified = (body: string, headers: Readonly<Record<string, string | undefined>>) => Effect.tryPromise({
    try: async () => {
      const { webhooks } = await import("@polar-sh/sdk/2026-10")
      const signed = Object.fromEntries(["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) => [name, headers[name] ?? ""]))
      return webhooks.validateEvent(body, signed, settings.webhookSecret)
    },
    catch: (error) => error instanceof Error ? error.name : ""
  })
  const lookAt = Effect.fnUntraced(function*(organizationId: OrganizationId) {
    for (const websiteId of yield* repo.sitesOf(organizationId)) {
      yield* withTenant({ websiteId, data: "all" }, jobs.add(lookAtSite, websiteId, { websiteId, organizationId }, { dedupe: "look" })).pipe(
        Effect.provideService(SqlClient, sql)
      )
    }
  })
  const answer = (status: number) => Effect.succeed(HttpServerResponse.empty({ status }))

  yield* router.add("POST", "/polar/webhooks", Effect.gen(function*() {
    const request = yield* HttpServerRequest.HttpServerRequest
    const body = yield* Effect.orElseSucceed(request.text, () => "")
    return yield* Effect.matchEffect(verified(body, request.headers), {
      onFailure: (name) => answer(name === "PolarWebhookVerificationError" ? 403 : name === "PolarWebhookUnknownTypeError" ? 202 : 400),
      onSuccess: (event) => {
        const customer = customerOf(event)
        return Effect.andThen(isOurs(customer) ? lookAt(customer) : Effect.void, answer(202))
      }
    })
  }))
}))
