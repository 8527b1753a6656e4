import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { MemberAuth, NeedsRole } from "../auth/MemberAuth.ts"
import { WebsiteId } from "../websites/Website.ts"
import {
  DeliveryState, TooManyWebhooks, WebhookDelivery, WebhookEndpoint, WebhookEventType, WebhookId, WebhookNotFound, WebhookTry, WebhookUrlRefused
} from "./Webhook.ts"

const site = { websiteId: WebsiteId }
const one = { ...site, id: WebhookId }
const delivery = { ...one, deliveryId: Schema.String.check(Schema.isMaxLength(50)) }
const url = Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(2000))
const description = Schema.NullOr(Schema.Trim.check(Schema.isMaxLength(200)))
const events = Schema.Array(WebhookEventType).check(Schema.isMinLength(1), Schema.isMaxLength(20))

/** Where a site's own server is told what happens. Owners and admins only. */
export class WebhookRpcs extends RpcGroup.make(
  Rpc.make("webhooks.list", { payload: site, success: Schema.Array(WebhookEndpoint) }).annotate(NeedsRole, "admin"),
  /** `secret` is told this once. */
  Rpc.make("webhooks.create", {
    payload: { ...site, url, description, events, isTest: Schema.Boolean },
    success: Schema.Struct({ endpoint: WebhookEndpoint, secret: Schema.String }),
    error: Schema.Union([TooManyWebhooks, WebhookUrlRefused])
  }).annotate(NeedsRole, "admin"),
  Rpc.make("webhooks.update", {
    payload: {
      ...one,
      url: Schema.optionalKey(url),
      description: Schema.optionalKey(description),
      events: Schema.optionalKey(events),
      isEnabled: Schema.optionalKey(Schema.Boolean)
    },
    success: WebhookEndpoint,
    error: Schema.Union([WebhookNotFound, WebhookUrlRefused])
  }).annotate(NeedsRole, "admin"),
  Rpc.make("webhooks.remove", { payload: one, error: WebhookNotFound }).annotate(NeedsRole, "admin"),
  /** A new secret, told this once. The one before signs along for a day, unless `keepOld` is false: then it ends at once. */
  Rpc.make("webhooks.rotate", {
    payload: { ...one, keepOld: Schema.Boolean },
    success: Schema.Struct({ endpoint: WebhookEndpoint, secret: Schema.String }),
    error: WebhookNotFound
  }).annotate(NeedsRole, "admin"),
  /** Sends `webhook.test` there. */
  Rpc.make("webhooks.test", { payload: one, success: WebhookDelivery, error: WebhookNotFound }).annotate(NeedsRole, "admin"),
  /** Newest first, 25 a page. */
  Rpc.make("webhooks.deliveries", {
    payload: { ...one, state: Schema.optionalKey(DeliveryState), before: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\d{1,18}$/))) },
    success: Schema.Struct({ deliveries: Schema.Array(WebhookDelivery), next: Schema.NullOr(Schema.String) }),
    error: WebhookNotFound
  }).annotate(NeedsRole, "admin"),
  Rpc.make("webhooks.delivery", {
    payload: delivery,
    success: Schema.Struct({ delivery: WebhookDelivery, body: Schema.String, tries: Schema.Array(WebhookTry) }),
    error: WebhookNotFound
  }).annotate(NeedsRole, "admin"),
  /** Sends it again, with the same id. */
  Rpc.make("webhooks.replay", { payload: delivery, success: WebhookDelivery, error: WebhookNotFound }).annotate(NeedsRole, "admin")
).middleware(MemberAuth) {}
