import type { CurrentMember } from "@cossistant/core/auth/MemberAuth"
import { CannotRetry, type Delivery, LetterNotFound, type LetterState } from "@cossistant/core/mail/Delivery"
import type { MailBreaker } from "@cossistant/core/mail/mailRpcs"
import type { SuppressionReason } from "@cossistant/core/mail/Suppression"
import { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { Live } from "../live/Live.ts"
import { LetterRepo } from "./LetterRepo.ts"
import { Letters } from "./Letters.ts"
import { Suppressions } from "./Suppressions.ts"
import type { MailProvider } from "./Mailer.ts"

/**
 * What a provider or a mailbox says of a letter. `bounced` and `complained` are for good and suppress the address;
 * `soft_bounced` and `failed` are about this letter only (the third `failed` in a row suppresses); `delayed` is still under way.
 */
export type ReportedState = "sent" | "delivered" | "delayed" | "soft_bounced" | "bounced" | "complained" | "failed"

export interface DeliveryReport {
  readonly provider: MailProvider
  /** The provider's own name for the letter; or the Message-ID (`<…>`) that a mailbox's report names. */
  readonly providerMessageId: string
  readonly state: ReportedState
  /** In the words of whoever reports. */
  readonly reason: string | null
  readonly at: Date
  /** `<id@host>`, where the provider says which Message-ID it gave the letter. */
  readonly messageId?: string
}

/** What became of letters: reports come in here, and people read it. */
export class Deliveries extends Context.Service<Deliveries, {
  /**
   * Notes a report, in whatever order reports come and however often. The letter it is about, or null when none goes by
   * that name: the report is then kept for two days, since it may be faster than the provider's own answer.
   */
  readonly record: (report: DeliveryReport) => Effect.Effect<{ readonly letterId: string; readonly websiteId: string | null; readonly state: LetterState } | null>
  /** Letters about a conversation, and whether too many went out. */
  readonly ofConversation: (me: CurrentMember["Service"], conversationId: string) => Effect.Effect<{
    readonly deliveries: ReadonlyArray<Delivery>
    readonly breakers: ReadonlyArray<MailBreaker>
  }>
  /** Letters to a visitor's address, newest first, and why it gets none; nothing for a visitor without one. */
  readonly ofVisitor: (me: CurrentMember["Service"], visitorId: string) => Effect.Effect<{
    readonly email: string | null
    readonly suppressed: SuppressionReason | null
    readonly deliveries: ReadonlyArray<Delivery>
  }>
  /** Tries a letter again that failed, bounced or was suppressed. */
  readonly retry: (me: CurrentMember["Service"], letterId: string) => Effect.Effect<Delivery, LetterNotFound | CannotRetry>
}>()("api/mail/Deliveries") {
  static readonly layer = Layer.effect(Deliveries, Effect.gen(function*() {
    const sql = yield* SqlClient
    const repo = yield* LetterRepo
    const letters = yield* Letters
    const live = yield* Live
    const suppressions = yield* Suppressions

    const tell = Effect.fnUntraced(function*(websiteId: string, id: string) {
      const delivery = yield* repo.find(websiteId, id)
      if (delivery !== undefined) yield* live.tell(WebsiteId.make(websiteId), { _tag: "DeliveryChanged", delivery })
      return delivery
    })

    return Deliveries.of({
      record: Effect.fn("Deliveries.record")(function*({ at, messageId, provider, providerMessageId, reason, state }) {
        const [letter] = yield* Effect.orDie(sql<{ id: string; websiteId: string | null; state: LetterState }>`
          select * from record_delivery(${provider}, ${providerMessageId}, ${state}, ${reason}, ${at}, ${messageId ?? null})`)
        if (letter === undefined) return null
        if (letter.websiteId !== null) yield* tell(letter.websiteId, letter.id)
        return { letterId: letter.id, websiteId: letter.websiteId, state: letter.state }
      }),
      ofConversation: ({ websiteId }, conversationId) => Effect.all({
        deliveries: repo.ofConversation(websiteId, conversationId),
        breakers: repo.breakersOf(websiteId, conversationId)
      }),
      ofVisitor: Effect.fn("Deliveries.ofVisitor")(function*({ websiteId }, visitorId) {
        const email = yield* repo.emailOfVisitor(websiteId, visitorId)
        if (email === null) return { email, suppressed: null, deliveries: [] }
        return {
          email,
          suppressed: yield* suppressions.reasonFor(websiteId, email),
          deliveries: yield* repo.ofRecipient(websiteId, email.toLowerCase())
        }
      }),
      retry: Effect.fn("Deliveries.retry")(function*({ websiteId }, id) {
        const found = yield* repo.find(websiteId, id)
        if (found === undefined) return yield* new LetterNotFound({ id })
        if (!(yield* repo.requeue(websiteId, id))) return yield* new CannotRetry({ id, state: found.state })
        yield* letters.wake
        return (yield* tell(websiteId, id)) ?? found
      })
    })
  })).pipe(Layer.provide([LetterRepo.layer, Suppressions.layer]))
}
