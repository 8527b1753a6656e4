import { Timestamp } from "@cossistant/core/ids/Timestamp"
import type { WebhookTry } from "@cossistant/core/webhooks/Webhook"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Webhook } from "standardwebhooks"
import { Outgoing } from "../outgoing/Outgoing.ts"

/** What goes to an endpoint, ready to be signed. */
export interface Sendable {
  readonly url: string
  readonly eventId: string
  readonly body: string
  readonly secrets: ReadonlyArray<string>
  readonly timeoutMs: number
}

const shown = 1_000

/**
 * Sends an event once, signed with each secret (https://www.standardwebhooks.com): `webhook-id` is the event's and the same
 * in every try, `webhook-timestamp` that of this try. Redirects aren't followed. Never fails: what happened is told.
 */
export const sendLetter = Effect.fnUntraced(function*({ body, eventId, secrets, timeoutMs, url }: Sendable) {
  const outgoing = yield* Outgoing
  const startedAt = yield* Clock.currentTimeMillis
  const at = new Date(startedAt)
  const signature = secrets.map((secret) => new Webhook(secret).sign(eventId, at, body)).join(" ")
  const outcome = yield* Effect.result(outgoing.request({
    url,
    method: "POST",
    body,
    timeout: timeoutMs,
    maxBytes: 64 * 1024,
    headers: {
      "content-type": "application/json",
      "user-agent": "Cossistant-Webhooks/1",
      "webhook-id": eventId,
      "webhook-timestamp": String(Math.floor(startedAt / 1000)),
      "webhook-signature": signature
    }
  }))
  const ms = (yield* Clock.currentTimeMillis) - startedAt
  const told = { at: Timestamp.make(at.toISOString()), ms }
  const done: WebhookTry = outcome._tag === "Failure"
    ? { ...told, status: null, error: outcome.failure.message, body: null }
    // No database takes a null character.
    : { ...told, status: outcome.success.status, error: null, body: Buffer.from(outcome.success.body).toString("utf8").slice(0, shown).replaceAll("\u0000", "") }
  return done
})
