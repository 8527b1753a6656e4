import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import type { NoticeFacts } from "./NoticeFacts.ts"

/** A conversation that one node looks at until `heldUntil`. */
export interface Watch {
  readonly websiteId: string
  readonly conversationId: string
  readonly heldUntil: Date
}

type Place = Pick<Watch, "websiteId" | "conversationId">

/** Which conversations somebody may have to be told of, and how far everyone was told. */
export class NoticeRepo extends Context.Service<NoticeRepo, {
  /** Notes what moved since the last look, on all sites. */
  readonly noteMoved: (restMs: number) => Effect.Effect<void>
  readonly claim: (howMany: number) => Effect.Effect<ReadonlyArray<Watch>>
  readonly facts: (place: Place) => Effect.Effect<NoticeFacts | undefined>
  /** Moves how far a reader was told; false when somebody else did meanwhile. Joins the transaction at hand. */
  readonly mark: (place: Place, mark: { readonly reader: string; readonly way: string; readonly from: number; readonly to: number }) => Effect.Effect<boolean>
  /** Until when no more letters about this conversation go there; null when one may. Joins the transaction at hand. */
  readonly breaker: (place: Place, recipient: string, limits: { readonly perConversation: number; readonly perRecipient: number }) => Effect.Effect<Date | null>
  /** Looks again at `nextAt` (ms since 1970), or no more; unless something moved since it was claimed. */
  readonly finish: (watch: Watch, nextAt: number | null) => Effect.Effect<void>
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
      noteMoved: (rest) => Effect.orDie(Effect.asVoid(sql`select watch_moved(${rest} * interval '1 millisecond')`)),
      claim: (howMany) => Effect.orDie(sql<Watch>`select * from claim_watches(${howMany})`),
      facts: ({ conversationId, websiteId }) => Effect.orDie(Effect.map(
        sql<{ facts: NoticeFacts | null }>`select notice_facts(${websiteId}, ${conversationId}) as facts`, ([row]) => row?.facts ?? undefined)),
      mark: ({ conversationId, websiteId }, { from, reader, to, way }) => Effect.orDie(Effect.map(
        sql`insert into notified as n (website_id, conversation_id, reader, channel, seq) values (${websiteId}, ${conversationId}, ${reader}, ${way}, ${to})
          on conflict (website_id, conversation_id, reader, channel) do update set seq = excluded.seq where n.seq = ${from} returning seq`,
        (rows) => rows.length > 0
      )),
      breaker: ({ conversationId, websiteId }, recipient, { perConversation, perRecipient }) => Effect.orDie(Effect.map(
        sql<{ until: Date | null }>`select mail_breaker_of(${websiteId}, ${conversationId}, ${recipient.toLowerCase()}, ${perConversation}, ${perRecipient}) as until`,
        ([row]) => row?.until ?? null
      )),
      finish: ({ conversationId, heldUntil, websiteId }, nextAt) => Effect.orDie(Effect.asVoid(within(websiteId, nextAt === null
        ? sql`update notification_watch set due_at = 'infinity' where website_id = ${websiteId} and conversation_id = ${conversationId} and due_at = ${heldUntil}`
        : sql`update notification_watch set due_at = ${new Date(nextAt)}
          where website_id = ${websiteId} and conversation_id = ${conversationId} and due_at = ${heldUntil}`)))
    })
  }))
}
