import { PgClient } from "@effect/sql-pg/PgClient"
import type { InboundLetter, InboundReason, InboundState, LeftOut } from "@cossistant/core/inbound/InboundLetter"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { instantOf, type PageEnd } from "../sql/PageEnd.ts"
import { withTenant } from "../sql/Tenant.ts"
import type { Envelope } from "./Arrival.ts"
import type { ReplyRecipient } from "./replyToken.ts"

/** What decides about a letter for a conversation. */
export interface ReplyFacts {
  readonly organizationId: string
  readonly isTest: boolean
  readonly view: "open" | "resolved" | "spam" | "archived"
  readonly visitorId: string
  readonly isBlocked: boolean
  /** The contact's addresses, lower-cased. */
  readonly emails: ReadonlyArray<string>
  /** What became of this very letter before; null when it is new. */
  readonly state: InboundState | null
  /** Its message is in the thread already. */
  readonly isInThread: boolean
  /** How many letters became messages here within the last hour. */
  readonly lately: number
}

export interface NewLetter {
  readonly id: string
  readonly websiteId: string
  readonly isTest: boolean
  readonly conversationId: string
  readonly recipient: ReplyRecipient
  readonly sender: string | null
  readonly senderName: string | null
  readonly subject: string
  readonly envelope: Envelope
  readonly originalKey: string | null
  /** With brackets, for letters of ours that follow it; null when it can't be repeated. */
  readonly messageId: string | null
}

/** A letter's row, for whoever decides on it again. */
export interface KeptLetter {
  readonly id: string
  readonly conversationId: string
  readonly recipientType: ReplyRecipient["type"]
  readonly recipientId: string
  readonly state: InboundState
  readonly envelope: Envelope
  readonly originalKey: string | null
}

export interface Settled {
  readonly state: InboundState
  readonly reason?: InboundReason
  readonly detail?: string
  readonly verdict?: string
  readonly leftOut?: ReadonlyArray<LeftOut>
  /** The original is of no more use. */
  readonly forget?: boolean
}

/** Letters that came in, by site. */
export class InboundRepo extends Context.Service<InboundRepo, {
  /** The sites that have a conversation of this id. */
  readonly places: (conversationId: string) => Effect.Effect<ReadonlyArray<string>>
  /** The conversation of the first of these letters of ours (Message-IDs with brackets) that went to `sender` as a visitor's. */
  readonly answered: (messageIds: ReadonlyArray<string>, sender: string) =>
    Effect.Effect<{ readonly websiteId: string; readonly conversationId: string } | undefined>
  readonly facts: (websiteId: string, conversationId: string, letterId: string) => Effect.Effect<ReplyFacts | null>
  readonly author: (websiteId: string, conversationId: string, spare: { readonly id: string; readonly hash: Uint8Array }) =>
    Effect.Effect<{ readonly visitorId: string; readonly contactId: string | null } | undefined>
  readonly reopen: (websiteId: string, conversationId: string, itemId: string) => Effect.Effect<boolean>
  /** Joins the transaction at hand. False when the letter is there already. */
  readonly add: (letter: NewLetter) => Effect.Effect<boolean>
  readonly find: (websiteId: string, id: string) => Effect.Effect<KeptLetter | undefined>
  readonly shown: (websiteId: string, id: string) => Effect.Effect<InboundLetter | undefined>
  /** False when the letter was taken meanwhile: it stays so. */
  readonly settle: (websiteId: string, id: string, settled: Settled) => Effect.Effect<boolean>
  /** Those that became no message, newest first. */
  readonly unsettled: (websiteId: string, after: PageEnd | null, limit: number) => Effect.Effect<ReadonlyArray<{ readonly letter: InboundLetter; readonly end: PageEnd }>>
  /** Notes a letter that belongs to nobody; `domain` is its sender's. */
  readonly refuse: (refusal: { readonly door: string; readonly reason: string; readonly domain: string | null }) => Effect.Effect<void>
  /** False when this call was answered before. */
  readonly answer: (signature: string) => Effect.Effect<boolean>
  readonly forgetCall: (signature: string) => Effect.Effect<void>
  /** The keys of originals to be removed with what was swept; "" for those without one. */
  readonly sweep: (most: number) => Effect.Effect<ReadonlyArray<string>>
}>()("api/inbound/InboundRepo") {
  static readonly layer = Layer.effect(InboundRepo, Effect.suspend(() => make))
}

const make = Effect.gen(function*() {
  const sql = yield* PgClient
  const within = <A, E>(websiteId: string, effect: Effect.Effect<A, E>) =>
    withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
  // What was dropped for good isn't tried again; what is in its thread needn't be.
  const shown = sql.literal(`id, conversation_id, state, reason, coalesce(detail, verdict) as detail, sender, sender_name, subject, left_out,
    original_key is not null as has_original, original_key is not null and state in ('dropped', 'failed') as can_retry, wire_time(received_at) as received_at`)

  return InboundRepo.of({
    places: (conversationId) => Effect.orDie(Effect.map(
      sql<{ websiteId: string }>`select website_id from reply_places(${conversationId})`, (rows) => rows.map(({ websiteId }) => websiteId))),
    answered: (messageIds, sender) => Effect.orDie(Effect.map(
      sql<{ websiteId: string; conversationId: string }>`select * from place_answered(${messageIds}, ${sender})`, ([row]) => row)),
    facts: (websiteId, conversationId, id) => Effect.orDie(Effect.map(
      sql<{ facts: ReplyFacts | null }>`select reply_facts(${websiteId}, ${conversationId}, ${id}) as facts`, ([row]) => row?.facts ?? null)),
    author: (websiteId, conversationId, { hash, id }) => Effect.orDie(Effect.map(
      sql<{ visitorId: string; contactId: string | null }>`select * from reply_author(${websiteId}, ${conversationId}, ${id}, ${hash})`, ([row]) => row)),
    reopen: (websiteId, conversationId, itemId) => Effect.orDie(Effect.map(
      sql<{ done: boolean }>`select reopen_by_mail(${websiteId}, ${conversationId}, ${itemId}) as done`, ([row]) => row?.done === true)),
    add: ({ envelope, recipient, ...letter }) => Effect.orDie(Effect.map(
      sql`insert into inbound_letter ${sql.insert({
        ...letter, door: envelope.door, recipientType: recipient.type, recipientId: recipient.id, envelope: sql.json(envelope)
      })} on conflict (id) do nothing returning id`,
      ({ length }) => length > 0
    )),
    find: (websiteId, id) => within(websiteId, Effect.map(sql<KeptLetter>`
      select id, conversation_id, recipient_type, recipient_id, state, envelope, original_key from inbound_letter
      where website_id = ${websiteId} and id = ${id}`, ([row]) => row)),
    shown: (websiteId, id) => within(websiteId, Effect.map(
      sql<InboundLetter>`select ${shown} from inbound_letter where website_id = ${websiteId} and id = ${id}`, ([row]) => row)),
    settle: (websiteId, id, settled) => Effect.orDie(Effect.map(
      sql<{ done: boolean }>`select settle_inbound(${websiteId}, ${id}, ${sql.json(settled)}) as done`, ([row]) => row?.done === true)),
    unsettled: (websiteId, after, limit) => within(websiteId, Effect.map(
      sql<InboundLetter & { readonly at: string }>`
        select ${shown}, (extract(epoch from inbound_letter.received_at) * 1000000)::bigint::text as at
        from inbound_letter where website_id = ${websiteId} and state in ('dropped', 'failed')
        ${after === null ? sql`` : sql`and (inbound_letter.received_at, id) < (${instantOf(after)}::timestamptz, ${after.id})`}
        order by inbound_letter.received_at desc, id desc limit ${limit}`,
      (rows) => rows.map(({ at, ...letter }) => ({ letter, end: { at, id: letter.id } }))
    )),
    refuse: ({ domain, door, reason }) => Effect.orDie(Effect.asVoid(sql`
      insert into inbound_refusal as r (day, door, reason, last_domain) values (current_date, ${door}, ${reason}, left(${domain}, 253))
      on conflict (day, door, reason) do update set times = r.times + 1, last_domain = excluded.last_domain, last_at = now()`)),
    answer: (signature) => Effect.orDie(Effect.map(
      sql`insert into inbound_call (signature) values (${signature}) on conflict do nothing returning signature`, ({ length }) => length > 0)),
    forgetCall: (signature) => Effect.orDie(Effect.asVoid(sql`delete from inbound_call where signature = ${signature}`)),
    sweep: (most) => Effect.orDie(Effect.map(sql<{ key: string }>`select key from sweep_inbound(${most}) as key`, (rows) => rows.map(({ key }) => key)))
  })
})
