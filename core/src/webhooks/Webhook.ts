import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"
import { Ulid } from "../ids/Ulid.ts"

export const WebhookId = Ulid.pipe(Schema.brand("WebhookId"))
export type WebhookId = typeof WebhookId.Type

/** What a site's own server can be told of. `webhook.test` comes when somebody asks for it, chosen or not. */
export const webhookEventTypes = [
  "conversation.created", "conversation.updated", "conversation.resolved", "conversation.reopened",
  "message.created", "message.updated",
  "contact.created", "contact.updated", "contact.deleted"
] as const
export const WebhookEventType = Schema.Literals(webhookEventTypes)
export type WebhookEventType = typeof WebhookEventType.Type

/** An address of the site's own server, and what it is told. */
export const WebhookEndpoint = Schema.Struct({
  id: WebhookId,
  url: Schema.String,
  description: Schema.NullOr(Schema.String),
  events: Schema.Array(WebhookEventType),
  /** It is told of test data, or of live data; never of both. */
  isTest: Schema.Boolean,
  isEnabled: Schema.Boolean,
  /** Why it is off when nobody switched it off: `gone`, the address answered that it is gone for good. */
  disabledReason: Schema.NullOr(Schema.Literals(["switched_off", "gone"])),
  /** A secret that was replaced signs along until then. */
  oldSecretUntil: Schema.NullOr(Timestamp),
  createdAt: Timestamp
})
export type WebhookEndpoint = typeof WebhookEndpoint.Type

export const DeliveryState = Schema.Literals(["pending", "delivered", "dead"])

/** One try to tell an endpoint of an event. */
export const WebhookTry = Schema.Struct({
  at: Timestamp,
  ms: Schema.Int,
  /** What the endpoint answered; null when there was no answer. */
  status: Schema.NullOr(Schema.Int),
  /** Why there was none, in a sentence. */
  error: Schema.NullOr(Schema.String),
  /** How the answer began. */
  body: Schema.NullOr(Schema.String)
})
export type WebhookTry = typeof WebhookTry.Type

/** An event on its way to an endpoint. `dead`: given up, until somebody sends it again. */
export const WebhookDelivery = Schema.Struct({
  id: Schema.String,
  eventId: Schema.String,
  type: Schema.String,
  state: DeliveryState,
  attempts: Schema.Int,
  createdAt: Timestamp,
  /** When it is tried next; null when it is settled. */
  nextAt: Schema.NullOr(Timestamp),
  lastTry: Schema.NullOr(WebhookTry)
})
export type WebhookDelivery = typeof WebhookDelivery.Type

export class WebhookNotFound extends Schema.TaggedError<WebhookNotFound>()("WebhookNotFound", { id: Schema.String }, { httpApiStatus: 404 }) {}

/** A site has so many endpoints at most. */
export class TooManyWebhooks extends Schema.TaggedError<TooManyWebhooks>()("TooManyWebhooks", { limit: Schema.Int }, { httpApiStatus: 409 }) {}

/** The server wouldn't send anything to this address. */
export class WebhookUrlRefused extends Schema.TaggedError<WebhookUrlRefused>()("WebhookUrlRefused", {
  reason: Schema.Literals(["not_a_url", "scheme", "credentials", "private_address", "name_unknown"])
}, { httpApiStatus: 400 }) {}
