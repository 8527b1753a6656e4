import { PgClient } from "@effect/sql-pg/PgClient"
import type { Delivery, LetterKind, LetterState } from "@cossistant/core/mail/Delivery"
import type { MailBreaker } from "@cossistant/core/mail/mailRpcs"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import type { Accepted, MailProvider } from "./Mailer.ts"

/** A new letter's line on the ledger. */
export interface LetterLine {
  readonly websiteId: string | null
  readonly recipient: string
  readonly event: string
  readonly kind: LetterKind
  readonly isMarketing: boolean
  readonly conversationId: string | null
  readonly firstSeq: number | null
  readonly lastSeq: number | null
  readonly reader: string | null
  readonly messageId: string | null
}

/** As `open_letter` reads it. */
export const columnsOf = (line: LetterLine) => ({
  website_id: line.websiteId, recipient: line.recipient, event: line.event, kind: line.kind, is_marketing: line.isMarketing,
  conversation_id: line.conversationId, first_seq: line.firstSeq, last_seq: line.lastSeq, reader: line.reader, message_id: line.messageId
})

/** A letter that was taken to be sent. `attempts` counts this try too. */
export interface ClaimedLetter {
  readonly id: string
  readonly websiteId: string | null
  readonly conversationId: string | null
  readonly recipient: string
  readonly kind: LetterKind
  readonly sealed: Uint8Array | null
  readonly attempts: number
  readonly createdAt: Date
  /** How often it was asked for again once it was settled. */
  readonly round: number
  /** Somebody took it before and never said what became of it. */
  readonly wasSending: boolean
  /** Its messages were read while it waited: nothing is to be sent any more. */
  readonly isCalledOff: boolean
  /** Why its address gets no letters; null when it does. */
  readonly isSuppressed: string | null
}

export interface Settlement {
  readonly id: string
  readonly state: LetterState
  readonly reason: string | null
  /** Milliseconds until the next try, for a letter that is queued again. */
  readonly pauseMs?: number
  readonly accepted?: Accepted
}

/** The ledger of letters: rows of tenants and of accounts, taken across them by `claim_letters`. */
export class LetterRepo extends Context.Service<LetterRepo, {
  /** Null when this person heard of the event already. Joins the transaction at hand. `heldMs`: the caller sends it at once and nobody else may within that time. */
  readonly open: (id: string, line: LetterLine, sealed: Uint8Array, heldMs: number | null) => Effect.Effect<Pick<ClaimedLetter, "id" | "round"> | null>
  readonly claim: (howMany: number, leaseMs: number) => Effect.Effect<ReadonlyArray<ClaimedLetter>>
  /** In one statement; gives the letters as they stand then, in the same order. */
  readonly settle: (provider: MailProvider, settlements: ReadonlyArray<Settlement>) => Effect.Effect<ReadonlyArray<Delivery | undefined>>
  readonly find: (websiteId: string, id: string) => Effect.Effect<Delivery | undefined>
  /** Where a letter stands that concerns an account rather than a site. */
  readonly accountState: (id: string) => Effect.Effect<LetterState | undefined>
  /** Queues it anew, for another round; false when there is nothing left of it to send. */
  readonly requeue: (websiteId: string, id: string) => Effect.Effect<boolean>
  /** Of one conversation, oldest first, the newest 200 at most. */
  readonly ofConversation: (websiteId: string, conversationId: string) => Effect.Effect<ReadonlyArray<Delivery>>
  /** To one address, newest first, 20 at most. */
  readonly ofRecipient: (websiteId: string, email: string) => Effect.Effect<ReadonlyArray<Delivery>>
  /** Breakers that are open now. */
  readonly breakersOf: (websiteId: string, conversationId: string) => Effect.Effect<ReadonlyArray<MailBreaker>>
  readonly emailOfVisitor: (websiteId: string, visitorId: string) => Effect.Effect<string | null>
  readonly sweep: Effect.Effect<void>
}>()("api/mail/LetterRepo") {
  static readonly layer = Layer.effect(LetterRepo, Effect.gen(function*() {
    const sql = yield* PgClient
    const within = <A, E>(websiteId: string, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
    const columns = sql.literal(`id, kind, conversation_id, recipient, case when reader = 'visitor' then 'visitor' else 'member' end as reader,
      first_seq, last_seq, state, reason, attempts, version, sealed is not null and state in ('failed', 'suppressed', 'bounced') as can_retry,
      wire_time(created_at) as created_at, wire_time(settled_at) as settled_at`)

    return LetterRepo.of({
      open: (id, line, sealed, heldMs) => Effect.orDie(Effect.map(
        sql<Pick<ClaimedLetter, "id" | "round">>`
          select id, round from open_letter(${id}, ${sql.json(columnsOf(line))}, ${sealed}, ${heldMs}::double precision * interval '1 millisecond')`,
        ([row]) => row ?? null
      )),
      claim: (howMany, leaseMs) => Effect.orDie(sql<ClaimedLetter>`select * from claim_letters(${howMany}, ${leaseMs} * interval '1 millisecond')`),
      settle: (provider, settlements) => Effect.orDie(Effect.map(sql<Delivery>`
        select ${columns} from settle_letters(${sql.json(settlements.map(({ accepted, ...settlement }) => ({ pauseMs: 0, provider, ...accepted, ...settlement })))}) as letter`,
      (rows) => {
        const found = new Map(rows.map((row) => [row.id, row]))
        return settlements.map(({ id }) => found.get(id))
      })),
      find: (websiteId, id) => within(websiteId, Effect.map(
        sql<Delivery>`select ${columns} from letter where website_id = ${websiteId} and id = ${id}`, ([row]) => row)),
      accountState: (id) => Effect.orDie(Effect.map(
        sql<{ state: LetterState | null }>`select account_letter_state(${id}) as state`, ([row]) => row?.state ?? undefined)),
      requeue: (websiteId, id) => within(websiteId, Effect.map(
        sql`update letter set state = 'queued', attempts = 0, run_at = now(), locked_until = null, reason = null, settled_at = null, is_reported = false,
            round = round + 1, provider_message_id = null
          where website_id = ${websiteId} and id = ${id} and sealed is not null and state in ('failed', 'suppressed', 'bounced') returning id`,
        (rows) => rows.length > 0
      )),
      ofConversation: (websiteId, conversationId) => within(websiteId, Effect.map(
        sql<Delivery>`select ${columns} from letter where website_id = ${websiteId} and conversation_id = ${conversationId}
          order by letter.created_at desc, id desc limit 200`, (rows) => [...rows].reverse())),
      ofRecipient: (websiteId, email) => within(websiteId, sql<Delivery>`
        select ${columns} from letter where website_id = ${websiteId} and recipient = ${email} order by letter.created_at desc, id desc limit 20`),
      breakersOf: (websiteId, conversationId) => within(websiteId, sql<MailBreaker>`
        select conversation_id, recipient, letters, wire_time(open_until) as open_until from mail_breaker b
        where website_id = ${websiteId} and conversation_id = ${conversationId} and b.open_until > now() order by recipient`),
      emailOfVisitor: (websiteId, visitorId) => within(websiteId, Effect.map(
        sql<{ email: string | null }>`select k.email from visitor v join contact k on k.website_id = v.website_id and k.id = v.contact_id
          where v.website_id = ${websiteId} and v.id = ${visitorId}`,
        ([row]) => row?.email ?? null
      )),
      sweep: Effect.orDie(Effect.asVoid(sql`select sweep_mail()`))
    })
  }))
}
