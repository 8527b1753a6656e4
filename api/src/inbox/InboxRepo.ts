import type { ConversationId } from "@cossistant/core/conversations/Conversation"
import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { InboxConversation, InboxCounts, InboxView } from "@cossistant/core/inbox/InboxConversation"
import type { SeenMark } from "@cossistant/core/inbox/inboxRpcs"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { instantOf, type PageEnd } from "../sql/PageEnd.ts"
import { withTenant } from "../sql/Tenant.ts"

/** The screens show "999+" from here on, so nothing more is counted. */
const countAtMost = 1000

/** Reads for a site's team. Rows come in wire shape from `wire_conversation` and `wire_item`. */
export class InboxRepo extends Context.Service<InboxRepo, {
  readonly page: (websiteId: string, userId: string, query: {
    readonly view: InboxView
    readonly isTest: boolean
    readonly after: PageEnd | null
    readonly limit: number
  }) => Effect.Effect<ReadonlyArray<{ readonly inbox: InboxConversation; readonly seen: number | null; readonly end: PageEnd }>>
  readonly counts: (websiteId: string, isTest: boolean) => Effect.Effect<InboxCounts>
  readonly find: (websiteId: string, id: ConversationId) => Effect.Effect<InboxConversation | undefined>
  /** Whose conversation it is, to tell them. */
  readonly audience: (websiteId: string, id: ConversationId) => Effect.Effect<{ readonly visitorId: string; readonly contactId: string | null } | undefined>
  /** The newest items before a place, oldest first. */
  readonly items: (websiteId: string, id: ConversationId, beforeSeq: number, limit: number) => Effect.Effect<ReadonlyArray<TimelineItem>>
  readonly isSaid: (websiteId: string, id: ConversationId, messageId: string) => Effect.Effect<boolean>
  readonly seen: (websiteId: string, id: ConversationId) => Effect.Effect<ReadonlyArray<typeof SeenMark.Type>>
  readonly markSeen: (websiteId: string, userId: string, id: ConversationId, seq: number) => Effect.Effect<{
    readonly seq: number
    readonly at: typeof SeenMark.Type["at"]
    readonly visitorId: string
    readonly contactId: string | null
  } | undefined>
  readonly ofVisitor: (websiteId: string, visitorId: string) => Effect.Effect<ReadonlyArray<InboxConversation>>
}>()("api/inbox/InboxRepo") {
  static readonly layer = Layer.effect(InboxRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const run = <A, E>(websiteId: string, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    return InboxRepo.of({
      page: (websiteId, userId, { after, isTest, limit, view }) => run(websiteId, Effect.map(
        sql<{ inbox: InboxConversation; seen: number | null; at: string; id: string }>`
          select c.inbox, s.seq as seen, c.id, (extract(epoch from c.last_activity_at) * 1000000)::bigint::text as at
          from wire_conversation c
          left join conversation_seen s on s.website_id = c.website_id and s.conversation_id = c.id and s.user_id = ${userId}
          where c.website_id = ${websiteId} and c.is_test = ${isTest} and c.view = ${view}
          ${after === null ? sql`` : sql`and (c.last_activity_at, c.id) < (${instantOf(after)}::timestamptz, ${after.id})`}
          order by c.last_activity_at desc, c.id desc limit ${limit}`,
        (rows) => rows.map(({ at, id, inbox, seen }) => ({ inbox, seen, end: { at, id } }))
      )),
      counts: (websiteId, isTest) => run(websiteId, Effect.map(
        sql<{ view: InboxView; n: number }>`
          select v.view, (select count(*)::int from (select from conversation c
            where c.website_id = ${websiteId} and c.is_test = ${isTest} and c.view = v.view limit ${countAtMost}) few) as n
          from unnest(array['open', 'resolved', 'spam', 'archived']) v (view)`,
        (rows) => ({ open: 0, resolved: 0, spam: 0, archived: 0, ...Object.fromEntries(rows.map(({ n, view }) => [view, n])) })
      )),
      find: (websiteId, id) => run(websiteId, Effect.map(
        sql<{ inbox: InboxConversation }>`select inbox from wire_conversation where website_id = ${websiteId} and id = ${id}`,
        ([row]) => row?.inbox
      )),
      audience: (websiteId, id) => run(websiteId, Effect.map(
        sql<{ visitorId: string; contactId: string | null }>`
          select visitor_id, contact_id from conversation where website_id = ${websiteId} and id = ${id}`,
        ([row]) => row
      )),
      items: (websiteId, id, beforeSeq, limit) => run(websiteId, Effect.map(
        sql<{ item: TimelineItem }>`
          select wire_item(i) as item from timeline_item i
          where website_id = ${websiteId} and conversation_id = ${id} and seq < ${beforeSeq}
          order by seq desc limit ${limit}`,
        (rows) => rows.map(({ item }) => item).reverse()
      )),
      isSaid: (websiteId, id, messageId) => run(websiteId, Effect.map(
        sql`select from timeline_item where website_id = ${websiteId} and conversation_id = ${id} and id = ${messageId}`,
        (rows) => rows.length > 0
      )),
      seen: (websiteId, id) => run(websiteId, sql<typeof SeenMark.Type>`
        select 'user' as actor_type, user_id as actor_id, seq, wire_time(at) as at
        from conversation_seen where website_id = ${websiteId} and conversation_id = ${id}
        union all
        select 'visitor', visitor_id, visitor_seen_seq, wire_time(visitor_seen_at)
        from conversation where website_id = ${websiteId} and id = ${id} and visitor_seen_at is not null`),
      markSeen: (websiteId, userId, id, seq) => run(websiteId, Effect.map(
        sql<{ seq: number; at: typeof SeenMark.Type["at"]; visitorId: string; contactId: string | null }>`
          with held as (
            -- One that is being erased is waited for, and is gone then; a message holds up nobody.
            select website_id, id, is_test, last_seq, visitor_id, contact_id from conversation
            where website_id = ${websiteId} and id = ${id} for key share
          ), mark as (
            insert into conversation_seen (website_id, conversation_id, user_id, is_test, seq)
            select website_id, id, ${userId}, is_test, least(${seq}, last_seq) from held
            on conflict (website_id, conversation_id, user_id) do update set seq = excluded.seq, at = now()
            returning seq, at)
          select mark.seq, wire_time(mark.at) as at, held.visitor_id, held.contact_id from mark, held`,
        ([row]) => row
      )),
      ofVisitor: (websiteId, visitorId) => run(websiteId, Effect.map(
        sql<{ inbox: InboxConversation }>`
          select c.inbox from wire_conversation c join visitor v on v.id = ${visitorId} and v.website_id = c.website_id
          where c.website_id = ${websiteId} and (c.visitor_id = v.id or c.contact_id = v.contact_id)
          order by c.last_activity_at desc, c.id desc limit 50`,
        (rows) => rows.map(({ inbox }) => inbox)
      ))
    })
  }))
}
