import { InboundMail, MailLifecycle } from "@cossistant/core/inbound/InboundMail"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { Deliveries, type DeliveryReport } from "../mail/Deliveries.ts"
import { SettingsError } from "../settings/SettingsError.ts"
import { settingOf } from "../settings/values.ts"
import { type Arrival, letterAtMost } from "./Arrival.ts"
import { composeMail } from "./composeMail.ts"
import { Inbound } from "./Inbound.ts"
import { InboundRepo } from "./InboundRepo.ts"
import { headAtMost, headOf, tooLargeText } from "./letterHead.ts"
import { checkBridge, isTimely } from "./signature.ts"
import { bodyOf, type CallRefused, entriesOf, type EntryAnswer, header, noEntries, once, refuseCall } from "./webhook.ts"

const entriesAtMost = 100

/** The letter a bridge posted; of one that is larger than any letter may be, its head. */
const arrivalOf = async (mail: InboundMail): Promise<Arrival> => {
  const { envelope, inboundAddress, raw, s3Bucket, s3Key, verdicts = {} } = mail
  const bytes = mail.tooLarge?.bytes ?? (raw !== undefined && raw.length > letterAtMost * 4 / 3 + 4 ? Math.floor(raw.length * 3 / 4) : null)
  return {
    door: "ses",
    raw: raw === undefined ? await composed(mail) : bytes === null ? Buffer.from(raw, "base64") : headOf(Buffer.from(raw.slice(0, headAtMost * 4 / 3), "base64")),
    ...(bytes === null ? {} : { tooLarge: tooLargeText(bytes, s3Bucket && s3Key ? `s3://${s3Bucket}/${s3Key}` : s3Key ?? null) }),
    envelope: { from: envelope?.from ?? null, to: [...envelope?.to ?? [], ...inboundAddress ? [inboundAddress] : [], ...raw === undefined ? mail.to : []] },
    verdicts,
    peer: null
  }
}

/** A letter of which the bridge sent the parts, or the headers alone. */
const composed = (mail: InboundMail) => {
  const { headers, inReplyTo, references, text, textWithoutSignature } = mail
  const named = Object.fromEntries((headers ?? []).map(({ name, value }) => [name.toLowerCase(), value]))
  return composeMail({
    ...mail, headers: named, text: text?.trim() ? text : textWithoutSignature ?? null,
    inReplyTo: inReplyTo ?? named["in-reply-to"] ?? null, references: references ?? named["references"] ?? null
  })
}

const reportOf = ({ bounce, eventType, failure, messageId, occurredAt }: MailLifecycle): Omit<DeliveryReport, "at" | "provider" | "providerMessageId"> & {
  readonly at: Date
  readonly providerMessageId: string | null
} => {
  const isForGood = /^permanent$/i.test(bounce?.type ?? "") || /^suppressed$/i.test(bounce?.subType ?? "")
  const at = new Date(occurredAt)
  return {
    providerMessageId: messageId ?? null,
    state: eventType === "email.bounced" ? isForGood ? "bounced" : "soft_bounced" : ({
      "email.delivered": "delivered", "email.delayed": "delayed", "email.complained": "complained", "email.failed": "failed"
    } as const)[eventType],
    reason: bounce?.message ?? failure?.reason ?? null,
    at: Number.isNaN(at.getTime()) ? new Date(0) : at
  }
}

const anEntry = <A, R>(schema: Schema.Codec<A, unknown>, work: (value: A) => Effect.Effect<EntryAnswer, never, R>) => (entry: unknown) =>
  Schema.decodeUnknownEffect(schema)(entry).pipe(
    Effect.matchEffect({
      // What it holds is somebody's letter: only where it is wrong is said.
      onFailure: () => Effect.succeed<EntryAnswer>({ status: "invalid", reason: "schema" }),
      onSuccess: work
    }),
    Effect.catchCause((cause) => Effect.as(Effect.logError("An entry of a call could not be dealt with", cause), { status: "failed" } as const))
  )

/** `SES_WEBHOOK_SECRET`, of at least as many characters as the Terraform module wants. Whoever knows it writes as anybody. */
export const bridgeSecret = Effect.gen(function*() {
  const secret = yield* settingOf("SES_WEBHOOK_SECRET")
  if (secret === undefined || (secret.length >= 8 && secret !== "replace-me")) return secret
  return yield* new SettingsError({
    problems: ["SES_WEBHOOK_SECRET is one that anyone can guess, and who knows it writes letters in anybody's name. Make one with: openssl rand -hex 32, and give the bridge the same."]
  })
})

/** `POST /ses/webhooks/inbound` and `/events`: what the SES bridge posts, signed with `SES_WEBHOOK_SECRET`; without that, 401. */
export const layer = HttpRouter.use(Effect.fnUntraced(function*(router) {
  const text = yield* bridgeSecret
  const secret = text === undefined ? undefined : Redacted.make(text)
  const inbound = yield* Inbound
  const repo = yield* InboundRepo
  const deliveries = yield* Deliveries

  const take = anEntry(InboundMail, Effect.fnUntraced(function*(mail) {
    const [first] = yield* inbound.receive(yield* Effect.promise(() => arrivalOf(mail)))
    return { status: first?.outcome ?? "refused", id: first?.id ?? null, reason: first?.reason ?? null }
  }))
  const record = anEntry(MailLifecycle, Effect.fnUntraced(function*(event) {
    const { providerMessageId, ...report } = reportOf(event)
    if (providerMessageId === null) return { status: "ignored", reason: "no messageId" } as const
    const letter = yield* deliveries.record({ ...report, provider: "ses", providerMessageId })
    return { status: "recorded", id: letter?.letterId ?? null } as const
  }))

  const answer = <R>(work: (entry: unknown) => Effect.Effect<EntryAnswer, never, R>) => Effect.gen(function*() {
    const request = yield* HttpServerRequest.HttpServerRequest
    const [timestamp, signature] = [header(request, "x-cossistant-timestamp"), header(request, "x-cossistant-signature")]
    if (secret === undefined) return yield* refuseCall("no_secret")
    if (timestamp === "" || signature === "") return yield* refuseCall("unsigned")
    const now = yield* Clock.currentTimeMillis
    if (!isTimely(timestamp, now)) return yield* refuseCall("stale")
    const body = yield* bodyOf
    const problem = checkBridge({ secret: Redacted.value(secret), timestamp, signature, body })
    if (problem !== null) return yield* refuseCall(problem)
    const entries = entriesOf(body)
    if (entries === undefined || entries.length === 0 || entries.length > entriesAtMost) return noEntries
    return yield* once(repo, `ses ${timestamp} ${signature.trim().toLowerCase().replace(/^sha256=/, "")}`, Effect.forEach(entries, work))
  }).pipe(Effect.catchTag("CallRefused", (error: CallRefused) => Effect.succeed(HttpServerResponse.jsonUnsafe({ _tag: error._tag, reason: error.reason }, { status: 401 }))))

  yield* router.add("POST", "/ses/webhooks/inbound", answer(take))
  yield* router.add("POST", "/ses/webhooks/events", answer(record))
}))
