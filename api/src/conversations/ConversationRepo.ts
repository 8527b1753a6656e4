import type { ConversationId, PublicConversation } from "@cossistant/core/conversations/Conversation"
import type { PublicTimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { TeamMark } from "@cossistant/core/conversations/widgetConversationRpcs"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { instantOf, type PageEnd } from "../sql/PageEnd.ts"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"

/** The visitor's side of a website: own conversations, and those of the proven contact. */
export interface VisitorScope extends TenantScope {
  readonly visitorId: string
  readonly contactId: string | null
}

/** Reads for visitors. Rows come in wire shape from `wire_conversation` and `wire_item`, one place for every door. */
export class ConversationRepo extends Context.Service<ConversationRepo, {
  readonly page: (scope: VisitorScope, after: PageEnd | null, limit: number) => Effect.Effect<{
    readonly rows: ReadonlyArray<{ readonly public: PublicConversation; readonly end: PageEnd }>
    readonly total: number
  }>
  readonly find: (scope: VisitorScope, id: ConversationId) => Effect.Effect<PublicConversation | undefined>
  /** One with the team's reading marks. */
  readonly findWithMarks: (scope: VisitorScope, id: ConversationId) => Effect.Effect<
    { readonly public: PublicConversation; readonly seen: ReadonlyArray<typeof TeamMark.Type> } | undefined
  >
  /** Whether the site lets its team see what isn't sent yet; undefined when there is no such conversation. */
  readonly showsDrafts: (scope: VisitorScope, id: ConversationId) => Effect.Effect<boolean | undefined>
  /** The newest items before a place, oldest first. */
  readonly items: (scope: VisitorScope, id: ConversationId, beforeSeq: number, limit: number) => Effect.Effect<ReadonlyArray<PublicTimelineItem>>
  /** Moves the visitor's mark forward and counts what is still unread after it; undefined when nothing moved. */
  readonly markSeen: (scope: VisitorScope, id: ConversationId, seq: number) => Effect.Effect<{ readonly seq: number } | undefined>
}>()("api/conversations/ConversationRepo") {
  static readonly layer = Layer.effect(ConversationRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const run = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
      withTenant(scope, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
    // Spelled for the index: the policy alone would make it a filter.
    const mine = ({ contactId, visitorId, websiteId }: VisitorScope) =>
      contactId === null
        ? sql`website_id = ${websiteId} and visitor_id = ${visitorId}`
        : sql`website_id = ${websiteId} and (visitor_id = ${visitorId} or contact_id = ${contactId})`

    return ConversationRepo.of({
      page: (scope, after, limit) => run(scope, Effect.gen(function*() {
        const rows = yield* sql<{ public: PublicConversation; at: string; id: string }>`
          select public, id, (extract(epoch from last_activity_at) * 1000000)::bigint::text as at
          from wire_conversation where ${mine(scope)} and view <> 'archived'
          ${after === null ? sql`` : sql`and (last_activity_at, id) < (${instantOf(after)}::timestamptz, ${after.id})`}
          order by last_activity_at desc, id desc limit ${limit}`
        const [count] = yield* sql<{ total: number }>`
          select count(*)::int as total from conversation where ${mine(scope)} and deleted_at is null`
        return { rows: rows.map(({ at, id, public: wire }) => ({ public: wire, end: { at, id } })), total: count?.total ?? 0 }
      })),
      find: (scope, id) => run(scope, Effect.map(
        sql<{ public: PublicConversation }>`select public from wire_conversation where ${mine(scope)} and id = ${id}`,
        ([row]) => row?.public
      )),
      findWithMarks: (scope, id) => run(scope, Effect.map(
        sql<{ public: PublicConversation; seen: ReadonlyArray<typeof TeamMark.Type> }>`
          select public, coalesce((select jsonb_agg(jsonb_build_object(
              'actorType', 'user', 'actorId', s.user_id, 'seq', s.seq, 'at', wire_time(s.at)) order by s.user_id)
            from conversation_seen s where s.website_id = ${scope.websiteId} and s.conversation_id = ${id}), '[]') as seen
          from wire_conversation where ${mine(scope)} and id = ${id}`,
        ([row]) => row
      )),
      showsDrafts: (scope, id) => run(scope, Effect.map(
        sql<{ shows: boolean }>`
          select (select typing_preview from website where id = ${scope.websiteId}) as shows
          from conversation where ${mine(scope)} and id = ${id}`,
        ([row]) => row?.shows
      )),
      items: (scope, id, beforeSeq, limit) => run(scope, Effect.map(
        sql<{ item: PublicTimelineItem }>`
          select wire_item(i) as item from timeline_item i
          where website_id = ${scope.websiteId} and conversation_id = ${id} and seq < ${beforeSeq} and visibility = 'public'
          order by seq desc limit ${limit}`,
        (rows) => rows.map(({ item }) => item).reverse()
      )),
      markSeen: (scope, id, seq) => run(scope, Effect.map(
        sql<{ seq: number }>`
          update conversation c set visitor_seen_seq = least(${seq}, last_public_seq), visitor_seen_at = now(),
            visitor_unread = (select count(*) from timeline_item i where i.website_id = c.website_id
              and i.conversation_id = c.id and i.seq > ${seq} and i.visibility = 'public' and i.type = 'message' and i.visitor_id is null)
          where ${mine(scope)} and id = ${id} and visitor_seen_seq < least(${seq}, last_public_seq)
          returning visitor_seen_seq as seq`,
        ([row]) => row
      ))
    })
  }))
}
