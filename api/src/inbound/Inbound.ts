import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import type { LimitReached } from "@cossistant/core/billing/Plan"
import { type InboundLetter, InboundLetterNotFound } from "@cossistant/core/inbound/InboundLetter"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import type { BilledSite } from "../billing/Billing.ts"
import { Entitlements } from "../billing/Entitlements.ts"
import { jobKind } from "../jobs/JobKind.ts"
import { Jobs } from "../jobs/Jobs.ts"
import { Deliveries } from "../mail/Deliveries.ts"
import { fromCursor, toCursor } from "../sql/PageEnd.ts"
import { withTenant } from "../sql/Tenant.ts"
import type { Arrival } from "./Arrival.ts"
import { automatic } from "./autoReply.ts"
import { deliverLetter, type Letter } from "./deliverLetter.ts"
import { type DeliveryReport, readDeliveryReport } from "./deliveryReport.ts"
import { findAnswered } from "./findAnswered.ts"
import { findPlaces } from "./findPlaces.ts"
import { InboundRepo, type KeptLetter, type Settled } from "./InboundRepo.ts"
import { letterId } from "./letterId.ts"
import { repeatable } from "./messageIds.ts"
import { Originals } from "./Originals.ts"
import { OwnSenders } from "./OwnSenders.ts"
import { parseMail } from "./parseMail.ts"
import type { ReplyPlace } from "./replyToken.ts"

/** What became of a letter at its door; `refused` belongs to nobody. Every one of them was dealt with for good. */
export interface Outcome {
  readonly outcome: "taken" | "dropped" | "received" | "failed" | "refused" | "report"
  readonly id: string | null
  readonly reason: string | null
}

const deliver = jobKind({ name: "inbound.deliver", payload: Schema.Struct({ id: Schema.String }), attempts: 5 })

/** Letters that come in: each is read once, whatever door it came through, and becomes a message or a line in the list of those that didn't. */
export class Inbound extends Context.Service<Inbound, {
  /** Answers when the letter is safe: what fails from then on is tried again. A broken database or storage is a defect. */
  readonly receive: (arrival: Arrival) => Effect.Effect<ReadonlyArray<Outcome>>
  readonly unsettled: (me: CurrentMember["Service"], page: { readonly cursor?: Cursor; readonly limit?: number }) => Effect.Effect<{
    readonly letters: ReadonlyArray<InboundLetter>
    readonly nextCursor: Cursor | null
  }>
  readonly letter: (me: CurrentMember["Service"], id: string) => Effect.Effect<
    { readonly letter: InboundLetter; readonly originalUrl: string | null }, InboundLetterNotFound
  >
  /** Goes through all checks once more. */
  readonly retry: (me: CurrentMember["Service"], id: string) => Effect.Effect<InboundLetter, InboundLetterNotFound>
  /** A letter as it came; null when it is nowhere to be found. Refused where the plan locks its conversation. */
  readonly original: (site: BilledSite, id: string) => Effect.Effect<Uint8Array | null, LimitReached>
}>()("api/inbound/Inbound") {
  static readonly layer = Layer.effect(Inbound, Effect.suspend(() => make)).pipe(Layer.provide([InboundRepo.layer, Originals.layer, OwnSenders.layer]))
}

const make = Effect.gen(function*() {
  const repo = yield* InboundRepo
  const originals = yield* Originals
  const jobs = yield* Jobs
  const deliveries = yield* Deliveries
  const own = yield* OwnSenders
  const sql = yield* SqlClient
  const entitlements = yield* Entitlements
  const services = yield* Effect.context<Effect.Services<ReturnType<typeof deliverLetter>> | Effect.Services<ReturnType<typeof findPlaces>> | Effect.Services<ReturnType<typeof findAnswered>>>()

  const settle = Effect.fnUntraced(function*(websiteId: string, id: string, key: string | null, settled: Settled): Effect.fn.Return<Settled> {
    if (!(yield* repo.settle(websiteId, id, settled))) return { state: "taken" } satisfies Settled
    if (settled.forget && key !== null) yield* originals.remove(key)
    if (settled.state === "dropped") {
      yield* Effect.annotateLogs(Effect.logInfo("A letter was dropped"), { websiteId, letter: id, reason: settled.reason })
    }
    return settled
  })

  const again = Effect.fnUntraced(function*(websiteId: string, row: KeptLetter) {
    const raw = row.originalKey === null ? null : yield* originals.read(row.originalKey, row.id)
    if (raw === null) return yield* settle(websiteId, row.id, null, { state: "failed", reason: "broken", detail: "The original is gone.", forget: true })
    const letter: Letter = {
      id: row.id,
      place: { websiteId, conversationId: row.conversationId, recipient: { type: row.recipientType, id: row.recipientId } },
      mail: yield* Effect.promise(() => parseMail(raw)),
      raw,
      envelope: row.envelope
    }
    return yield* settle(websiteId, row.id, row.originalKey, yield* Effect.provideContext(deliverLetter(letter), services))
  })

  yield* jobs.handle(deliver, ({ id }, { attempts, websiteId }) => Effect.gen(function*() {
    const row = yield* repo.find(websiteId, id)
    if (row?.state !== "received") return
    yield* again(websiteId, row)
  }).pipe(Effect.tapCause((cause) => attempts < deliver.attempts || Cause.hasInterruptsOnly(cause)
    ? Effect.void
    : repo.settle(websiteId, id, { state: "failed", reason: "broken", detail: Cause.pretty(cause).split("\n")[0] ?? "" }))))

  const swept = Effect.gen(function*() {
    const keys = yield* repo.sweep(200)
    yield* Effect.forEach(keys.filter((key) => key !== ""), originals.remove, { discard: true, concurrency: 8 })
    return keys.length
  })
  yield* jobs.every("inbound.sweep", "1 hour", Effect.repeat(swept, { until: (count) => count < 200 }))

  const report = Effect.fnUntraced(function*(reports: ReadonlyArray<DeliveryReport>, domain: string | null, door: string) {
    const at = DateTime.toDateUtc(yield* DateTime.now)
    const known = yield* Effect.forEach(reports, ({ isPermanent, messageId, outcome, reason }) => messageId === null ? Effect.succeed(null) : deliveries.record({
      provider: "smtp",
      providerMessageId: `<${messageId}>`,
      state: outcome === "bounced" && !isPermanent ? "soft_bounced" : outcome,
      reason,
      at
    }))
    if (known.every((letter) => letter === null)) yield* repo.refuse({ door, reason: "report_of_nothing", domain })
    return [{ outcome: "report", id: known.find((letter) => letter !== null)?.letterId ?? null, reason: reports[0]?.outcome ?? null }] satisfies ReadonlyArray<Outcome>
  })

  const receiveAt = Effect.fnUntraced(function*(place: ReplyPlace, arrival: Arrival, mail: Letter["mail"]) {
    const { door, peer, raw, tooLarge, verdicts } = arrival
    const { websiteId } = place
    const id = letterId(place, mail.messageId)
    const facts = yield* repo.facts(websiteId, place.conversationId, id)
    if (facts === null) return { outcome: "refused", id: null, reason: "conversation_gone" } satisfies Outcome
    if (facts.state !== null) return { outcome: facts.state, id, reason: "repeat" } satisfies Outcome
    const written = automatic(mail, { envelopeFrom: arrival.envelope.from, isOwn: own.isOwn })
    const warned = /^fail/i.test(verdicts.virus ?? "") ? "virus" : /^fail/i.test(verdicts.spam ?? "") ? "spam" : null
    const reason = written ?? (warned === "virus" ? warned : tooLarge === undefined ? warned : "too_large")
    // Services take people's letters for spam: somebody may look, and let it in. Of anything else nothing is kept.
    const originalKey = reason !== null && reason !== "spam" ? null : yield* originals.keep({ ...place, id, organizationId: facts.organizationId, raw })
    const envelope = { door, verdicts, peer, from: arrival.envelope.from }
    const isNew = yield* withTenant({ websiteId, data: "all" }, Effect.gen(function*() {
      const added = yield* repo.add({
        ...place, id, envelope, originalKey, isTest: facts.isTest, sender: mail.from?.address ?? null, senderName: mail.from?.name || null,
        subject: mail.subject.slice(0, 200), messageId: repeatable(mail.messageId)
      })
      // Whoever stops in the middle of what follows is followed by this.
      if (added && reason === null) yield* jobs.add(deliver, websiteId, { id }, { delay: "1 minute" })
      return added
    })).pipe(Effect.provideService(SqlClient, sql))
    if (!isNew) {
      if (originalKey !== null) yield* originals.remove(originalKey)
      return { outcome: "received", id, reason: "repeat" } satisfies Outcome
    }
    const settled = reason !== null
      ? yield* settle(websiteId, id, null, { state: "dropped", reason, ...(reason === "too_large" && tooLarge !== undefined ? { detail: tooLarge } : {}) })
      : yield* Effect.provideContext(deliverLetter({ id, place, mail, raw, envelope, facts }), services).pipe(
        Effect.flatMap((settled) => settle(websiteId, id, originalKey, settled)),
        Effect.catchCause((cause) => Cause.hasInterruptsOnly(cause)
          ? Effect.failCause(cause)
          : Effect.as(Effect.annotateLogs(Effect.logError("A letter waits to be tried again", cause), { letter: id }), { state: "received" } as Settled))
      )
    return { outcome: settled.state, id, reason: settled.reason ?? null } satisfies Outcome
  })

  /** Letters as the team sees them: of a conversation that is locked, who wrote and when. */
  const readable = Effect.fnUntraced(function*(site: BilledSite, letters: ReadonlyArray<InboundLetter>) {
    const locked = yield* entitlements.locked(site, letters.map(({ conversationId }) => conversationId))
    return locked.size === 0 ? letters : letters.map((letter) => locked.has(letter.conversationId) ? { ...letter, subject: null, hasOriginal: false } : letter)
  })
  const shown = Effect.fnUntraced(function*(site: BilledSite, id: string) {
    const letter = yield* repo.shown(site.websiteId, id)
    const [face] = letter === undefined ? [] : yield* readable(site, [letter])
    return face ?? (yield* new InboundLetterNotFound({ id }))
  })

  return Inbound.of({
    receive: Effect.fn("Inbound.receive")(function*(arrival) {
      const { door, envelope, raw } = arrival
      const mail = yield* Effect.promise(() => parseMail(raw))
      const domain = mail.from?.address.split("@").pop() ?? null
      const reports = readDeliveryReport(mail, raw)
      if (reports !== null) return yield* report(reports, domain, door)
      const { namesConversation, places } = yield* Effect.provideContext(findPlaces(mail, envelope.to), services)
      if (places.length > 0) return yield* Effect.forEach(places, (place) => receiveAt(place, arrival, mail))
      const answered = namesConversation ? null : yield* Effect.provideContext(findAnswered(mail, arrival), services)
      if (answered !== null && answered !== "not_proven") return [yield* receiveAt(answered, arrival, mail)]
      const reason = answered ?? (namesConversation ? "forged_address" : "unknown_address")
      yield* repo.refuse({ door, reason, domain })
      yield* Effect.annotateLogs(Effect.logInfo("A letter reached no conversation"), { door, reason, domain })
      return [{ outcome: "refused", id: null, reason }]
    }),
    unsettled: Effect.fn("Inbound.unsettled")(function*(member, { cursor, limit = 50 }) {
      const rows = yield* repo.unsettled(member.websiteId, cursor === undefined ? null : fromCursor(cursor), limit + 1)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return { letters: yield* readable(member, rows.slice(0, limit).map(({ letter }) => letter)), nextCursor: last === undefined ? null : toCursor(last.end) }
    }),
    letter: Effect.fn("Inbound.letter")(function*(member, id) {
      const letter = yield* shown(member, id)
      return { letter, originalUrl: letter.hasOriginal ? `/api/mail/originals/${member.websiteId}/${id}` : null }
    }),
    retry: Effect.fn("Inbound.retry")(function*(member, id) {
      const { websiteId } = member
      const row = yield* repo.find(websiteId, id)
      if (row === undefined) return yield* new InboundLetterNotFound({ id })
      if (row.originalKey !== null && (row.state === "dropped" || row.state === "failed")) yield* again(websiteId, row)
      return yield* shown(member, id)
    }),
    original: Effect.fn("Inbound.original")(function*(site, id) {
      const row = yield* repo.find(site.websiteId, id)
      if (row === undefined || row.originalKey === null) return null
      yield* entitlements.read(site, row.conversationId)
      return yield* originals.read(row.originalKey, id)
    })
  })
})
