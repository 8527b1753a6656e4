import type { PublicConversation } from "@cossistant/core/conversations/Conversation"
import type { Metadata } from "@cossistant/core/ids/Metadata"
import type { Timestamp } from "@cossistant/core/ids/Timestamp"
import type { InboxConversation } from "@cossistant/core/inbox/InboxConversation"
import type { ContactId, VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import type { PageEnd } from "../sql/PageEnd.ts"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"
import { type VisitorPage, visitorPage } from "./conversationPage.ts"

/** A conversation as each audience sees it. */
export interface Faces {
  readonly inbox: InboxConversation
  readonly public: PublicConversation
  readonly seenAt: Timestamp | null
}

export interface Whose {
  readonly visitorId: VisitorId
  readonly contactId: ContactId | null
}

/** A visitor as its site's server may speak for it. */
export interface SpokenFor extends Whose {
  readonly ip: string | null
  readonly isBlocked: boolean
}

/** A whole text, named as it is read: asked all the time, it needn't be put together and its rows renamed. */
const findOne = `select inbox, public, seen_at as "seenAt" from api_conversation($1, $2, $3, $4, $5)`

/** Reads of the public API, each within one kind of data: a test key's never meet live rows. */
export class ApiConversationRepo extends Context.Service<ApiConversationRepo, {
  /** In one round trip; with `whose`, only theirs. */
  readonly find: (scope: TenantScope, id: string, whose: Whose | null) => Effect.Effect<Faces | undefined>
  /** Those of these that are there, in any order. */
  readonly many: (scope: TenantScope, ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Faces>>
  readonly ofVisitor: (scope: TenantScope, whose: Whose, page: VisitorPage) => Effect.Effect<ReadonlyArray<Faces & { readonly end: PageEnd }>>
  /** Undefined when no such visitor is there, or it has ended. */
  readonly visitor: (scope: TenantScope, id: string) => Effect.Effect<SpokenFor | undefined>
  /** The browser a contact was last seen in; with `visitorId` that one, if it is the contact's. */
  readonly visitorOf: (scope: TenantScope, contactId: string, visitorId: string | null) => Effect.Effect<string | undefined>
  readonly begin: (scope: TenantScope, conversation: {
    readonly id: string
    readonly visitorId: string
    readonly greetings: ReadonlyArray<{ readonly id: string; readonly text: string }>
    readonly metadata: Metadata | null
  }) => Effect.Effect<"created" | "existing" | "conflict" | "unknown_visitor" | "visitor_blocked">
  /** Merges at the first level, in one statement; false when there is no such conversation. */
  readonly setMetadata: (scope: TenantScope, id: string, metadata: Metadata) => Effect.Effect<boolean>
  /** The organisation the site belongs to. */
  readonly organization: (scope: TenantScope) => Effect.Effect<{ readonly id: string; readonly name: string } | undefined>
}>()("api/publicApi/ApiConversationRepo") {
  static readonly layer = Layer.effect(ApiConversationRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const run = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
      withTenant(scope, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    return ApiConversationRepo.of({
      find: ({ data, websiteId }, id, whose) => Effect.orDie(Effect.map(
        sql.unsafe<Faces>(findOne, [websiteId, data, id, whose?.visitorId ?? null, whose?.contactId ?? null]).withoutTransform,
        ([row]) => row)),
      many: (scope, ids) => run(scope, sql<Faces>`
        select w.inbox, w.public, wire_time(c.visitor_seen_at) as seen_at
        from wire_conversation w join conversation c on c.website_id = w.website_id and c.id = w.id
        where w.website_id = ${scope.websiteId} and w.id = any(${[...ids]})`),
      ofVisitor: (scope, whose, page) => run(scope, Effect.map(visitorPage(sql, scope, whose, page), (rows) =>
        rows.map(({ at, id, ...faces }) => ({ ...faces, end: { at, id } })))),
      visitor: (scope, id) => run(scope, Effect.map(
        sql<SpokenFor>`
          select v.id as visitor_id, case when v.contact_proven or w.identity_verification = 'off' then v.contact_id end as contact_id,
            v.ip, v.blocked_at is not null as is_blocked
          from visitor v join website w on w.id = v.website_id where v.website_id = ${scope.websiteId} and v.id = ${id} and v.ended_at is null`,
        ([row]) => row)),
      visitorOf: (scope, contactId, visitorId) => run(scope, Effect.map(
        sql<{ id: string }>`
          select id from visitor where website_id = ${scope.websiteId} and contact_id = ${contactId} and ended_at is null
            and ${visitorId === null ? sql`true` : sql`id = ${visitorId}`} order by last_seen_at desc limit 1`,
        ([row]) => row?.id)),
      begin: (scope, { greetings, id, metadata, visitorId }) => run(scope, Effect.map(
        sql<{ outcome: Effect.Success<ReturnType<ApiConversationRepo["Service"]["begin"]>> }>`
          select api_begin_conversation(${scope.websiteId}, ${id}, ${visitorId}, ${PgTypes.jsonb([...greetings])},
            ${metadata === null ? null : JSON.stringify(metadata)}::text::jsonb) as outcome`,
        ([row]) => row?.outcome ?? "conflict")),
      setMetadata: (scope, id, metadata) => run(scope, Effect.map(
        sql`update conversation set metadata = merge_metadata(coalesce(metadata, '{}'), ${JSON.stringify(metadata)}::text::jsonb), updated_at = now()
          where website_id = ${scope.websiteId} and id = ${id} returning id`,
        (rows) => rows.length > 0)),
      organization: (scope) => run(scope, Effect.map(
        sql<{ id: string; name: string }>`select o.id, o.name from organization o join website w on w.organization_id = o.id where w.id = ${scope.websiteId}`,
        ([row]) => row))
    })
  }))
}
