import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { Deliveries, type ReportedState } from "../mail/Deliveries.ts"
import { inBrackets } from "../mail/letterHeaders.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingOf } from "../settings/values.ts"
import { Inbound } from "./Inbound.ts"
import { InboundRepo } from "./InboundRepo.ts"
import { fetchReceived } from "./resendContent.ts"
import { bodyOf, type CallRefused, entriesOf, type EntryAnswer, header, noEntries, once, refuseCall } from "./webhook.ts"

const nullable = Schema.optionalKey(Schema.NullOr(Schema.String))

/** As much of an event as is used (https://resend.com/docs/dashboard/webhooks/event-types). */
const Event = Schema.Struct({
  type: Schema.String,
  created_at: Schema.String,
  data: Schema.Struct({
    email_id: Schema.String.check(Schema.isPattern(/^[\w-]{1,100}$/)),
    message_id: nullable,
    bounce: Schema.optionalKey(Schema.NullOr(Schema.Struct({ type: nullable, subType: nullable, message: nullable }))),
    failed: Schema.optionalKey(Schema.NullOr(Schema.Struct({ reason: nullable }))),
    suppressed: Schema.optionalKey(Schema.NullOr(Schema.Struct({ message: nullable })))
  })
})

const states: Readonly<Record<string, ReportedState>> = {
  "email.sent": "sent", "email.delivered": "delivered", "email.delivery_delayed": "delayed", "email.bounced": "soft_bounced",
  "email.complained": "complained", "email.failed": "failed", "email.suppressed": "bounced"
}

const stateOf = ({ data: { bounce }, type }: typeof Event.Type): ReportedState | undefined =>
  type === "email.bounced" && (/^permanent$/i.test(bounce?.type ?? "") || /^suppressed$/i.test(bounce?.subType ?? "")) ? "bounced" : states[type]

/** `RESEND_WEBHOOK_SECRET`, when it is set: `whsec_` and base64. */
export const webhookSecret = Effect.gen(function*() {
  const secret = yield* settingOf("RESEND_WEBHOOK_SECRET")
  if (secret === undefined || /^(whsec_)?[A-Za-z0-9+/]{16,}={0,2}$/.test(secret)) return secret
  return yield* new SettingsError({
    problems: ["RESEND_WEBHOOK_SECRET wants the signing secret of the webhook, which begins with whsec_ (https://resend.com/webhooks)."]
  })
})

/**
 * `POST /resend/webhooks`: received letters and what became of ours, signed as Resend signs (Svix's headers, Standard Webhooks'
 * scheme: https://resend.com/docs/dashboard/webhooks/verify-webhooks-requests). Without `RESEND_WEBHOOK_SECRET`, 401.
 */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const text = yield* webhookSecret
  const secret = text === undefined ? undefined : Redacted.make(text)
  const inbound = yield* Inbound
  const repo = yield* InboundRepo
  const deliveries = yield* Deliveries
  const received = yield* fetchReceived

  const take = Effect.fnUntraced(function*(event: typeof Event.Type) {
    const { created_at, data: { bounce, email_id, failed, message_id, suppressed }, type } = event
    if (type === "email.received") {
      const [first] = yield* inbound.receive(yield* received(email_id))
      return { status: first?.outcome ?? "refused", id: first?.id ?? null, reason: first?.reason ?? null } satisfies EntryAnswer
    }
    const state = stateOf(event)
    if (state === undefined) return { status: "ignored" } satisfies EntryAnswer
    const at = new Date(created_at)
    const letter = yield* deliveries.record({
      provider: "resend", providerMessageId: email_id, state,
      reason: bounce?.message ?? failed?.reason ?? suppressed?.message ?? null,
      at: Number.isNaN(at.getTime()) ? new Date(0) : at,
      ...(message_id ? { messageId: inBrackets(message_id) } : {})
    })
    return { status: "recorded", id: letter?.letterId ?? null } satisfies EntryAnswer
  })

  yield* router.add("POST", "/resend/webhooks", Effect.gen(function*() {
    const request = yield* HttpServerRequest.HttpServerRequest
    const headers = {
      "webhook-id": header(request, "svix-id") || header(request, "webhook-id"),
      "webhook-timestamp": header(request, "svix-timestamp") || header(request, "webhook-timestamp"),
      "webhook-signature": header(request, "svix-signature") || header(request, "webhook-signature")
    }
    if (secret === undefined) return yield* refuseCall("no_secret")
    if (Object.values(headers).includes("")) return yield* refuseCall("unsigned")
    const body = yield* bodyOf
    const { Webhook, WebhookVerificationError } = yield* Effect.promise(() => import("standardwebhooks"))
    const problem = yield* Effect.try({
      try: () => void new Webhook(Redacted.value(secret)).verify(Buffer.from(body).toString(), headers, { jsonParse: false }),
      catch: (error) => error instanceof WebhookVerificationError && /too (old|new)/.test(error.message) ? "stale" as const : "wrong_signature" as const
    }).pipe(Effect.flip, Effect.orElseSucceed(() => null))
    if (problem !== null) return yield* refuseCall(problem)
    const [entry] = entriesOf(body) ?? []
    if (entry === undefined) return noEntries
    return yield* once(repo, `resend ${headers["webhook-id"]} ${headers["webhook-timestamp"]}`, Schema.decodeUnknownEffect(Event)(entry).pipe(
      Effect.matchEffect({
        // A kind of event that says something else, or nothing we know.
        onFailure: () => Effect.succeed<EntryAnswer>({ status: "ignored" }),
        onSuccess: take
      }),
      Effect.catchCause((cause) => Effect.as(Effect.logError("A call of Resend's could not be dealt with", cause), { status: "failed" } as EntryAnswer)),
      Effect.map((entry) => [entry])
    ))
  }).pipe(Effect.catchTag("CallRefused", (error: CallRefused) => Effect.succeed(HttpServerResponse.jsonUnsafe({ _tag: error._tag, reason: error.reason }, { status: 401 })))))
}))
