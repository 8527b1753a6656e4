import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { SqlClient } from "effect/sql/SqlClient"
import type { SealedLetter } from "../mail/Letters.ts"
import { withTenant } from "../sql/Tenant.ts"
import type { NoticeFacts } from "./NoticeFacts.ts"

/** A conversation that one node looks at until `heldUntil`. */
export interface Watch {
  readonly websiteId: string
  readonly conversationId: string
  readonly heldUntil: Date
}

/** Letters to one reader within an hour. */
export interface LetterLimits {
  readonly perConversation: number
  readonly perRecipient: number
}

/** How far a reader was told by one way, and is from now on. */
export interface Mark {
  readonly reader: string
  readonly way: string
  readonly from: number
  readonly to: number
}

export interface QueuedLetter extends Mark, SealedLetter {
  readonly id: string
}

/** A conversation that was looked at, and when to look again (ms since 1970); null for no more. */
export interface Finished {
  readonly watch: Watch
  readonly nextAt: number | null
}

/** So many conversations are noted in one go: of an import, the rest follows with the next looks. */
const portion = 1000

type Place = Pick<Watch, "websiteId" | "conversationId">

/** Which conversations somebody may have to be told of, and how far everyone was told. */
export class NoticeRepo extends Context.Service<NoticeRepo, {
  /** Notes what moved since the last look, on all sites; and a portion of what moved too much at once before, when told to. */
  readonly noteMoved: (restMs: number, options: { readonly late: boolean }) => Effect.Effect<void>
  readonly claim: (howMany: number) => Effect.Effect<ReadonlyArray<Watch>>
  /** What is to be known of each; undefined where there is no such conversation. */
  readonly facts: (places: ReadonlyArray<Place>) => Effect.Effect<ReadonlyArray<NoticeFacts | undefined>>
  /** Moves how far a reader was told; false when somebody else did meanwhile. Joins the transaction at hand. */
  readonly mark: (place: Place, mark: Mark) => Effect.Effect<boolean>
  /** Queues letters and moves how far their readers were told, all or none. Until when none goes to a reader, where too many did. */
  readonly post: (place: Place, limits: LetterLimits, letters: ReadonlyArray<QueuedLetter>) =>
    Effect.Effect<ReadonlyArray<{ readonly reader: string; readonly closedUntil: Date | null }>>
  /** Until when no more letters about this conversation go there; null when one may. Joins the transaction at hand. */
  readonly breaker: (place: Place, recipient: string, limits: LetterLimits) => Effect.Effect<Date | null>
  /** Looks at conversations of one site again, each at its time or no more; unless it moved since it was claimed. */
  readonly finish: (websiteId: string, finished: ReadonlyArray<Finished>) => Effect.Effect<void>
  /** Runs within the site's scope, all or nothing. */
  readonly within: <A, E>(websiteId: string, effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
}>()("api/notifications/NoticeRepo") {
  static readonly layer = Layer.effect(NoticeRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    // The cast says what withTenant does: a broken database is a defect.
    const within = <A, E>(websiteId: string, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql)) as Effect.Effect<A, E>

    return NoticeRepo.of({
      within,
      noteMoved: (rest, { late }) => Effect.orDie(Effect.asVoid(sql`select watch_moved(${rest} * interval '1 millisecond', ${portion}, ${late})`)),
      claim: (howMany) => Effect.orDie(sql<Watch>`select * from claim_watches(${howMany})`),
      facts: (places) => Effect.orDie(Effect.map(
        sql<{ facts: NoticeFacts | null }>`select notice_facts(p.website, p.conversation) as facts
          from unnest(${places.map(({ websiteId }) => websiteId)}::text[], ${places.map(({ conversationId }) => conversationId)}::text[])
            with ordinality as p (website, conversation, n) order by p.n`,
        (rows) => rows.map(({ facts }) => facts ?? undefined)
      )),
      mark: ({ conversationId, websiteId }, { from, reader, to, way }) => Effect.orDie(Effect.map(
        // Held first: of a conversation that is erased meanwhile nobody is told.
        sql`with c as (select from conversation where website_id = ${websiteId} and id = ${conversationId} for key share)
          insert into notified as n (website_id, conversation_id, reader, channel, seq) select ${websiteId}, ${conversationId}, ${reader}, ${way}, ${to} from c
          on conflict (website_id, conversation_id, reader, channel) do update set seq = excluded.seq where n.seq = ${from} returning seq`,
        (rows) => rows.length > 0
      )),
      post: ({ conversationId, websiteId }, { perConversation, perRecipient }, letters) => Effect.orDie(sql<{ reader: string; closedUntil: Date | null }>`
        select * from post_notices(${websiteId}, ${conversationId}, ${perConversation}, ${perRecipient},
          ${PgTypes.jsonb(letters.map(({ from, id, line, reader, recipient, to, way }) => ({ from, id, line, reader, recipient, to, way })))}, ${Result.getOrThrow(PgTypes.array(letters.map(({ sealed }) => sealed), PgTypes.OID.bytea))})`),
      breaker: ({ conversationId, websiteId }, recipient, { perConversation, perRecipient }) => Effect.orDie(Effect.map(
        sql<{ until: Date | null }>`select mail_breaker_of(${websiteId}, ${conversationId}, ${recipient.toLowerCase()}, ${perConversation}, ${perRecipient}) as until`,
        ([row]) => row?.until ?? null
      )),
      finish: (websiteId, finished) => Effect.orDie(Effect.asVoid(sql`select finish_watches(${websiteId},
        ${finished.map(({ watch }) => watch.conversationId)}::text[],
        ${Result.getOrThrow(PgTypes.array(finished.map(({ watch }) => watch.heldUntil), PgTypes.OID.timestamptz))},
        ${Result.getOrThrow(PgTypes.array(finished.map(({ nextAt }) => nextAt === null ? null : new Date(nextAt)), PgTypes.OID.timestamptz))})`))
    })
  }))
}
