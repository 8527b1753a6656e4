import { Feedback } from "@cossistant/core/feedback/Feedback"
import type { Cursor } from "@cossistant/core/ids/Cursor"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient } from "effect/sql/SqlClient"
import { fromCursor, instantOf, toCursor } from "../sql/PageEnd.ts"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"

export interface FeedbackFilter {
  readonly trigger?: string
  readonly source?: string
  readonly conversationId?: string
  readonly visitorId?: string
}

/** A site's feedback for its own server. */
export class FeedbackLog extends Context.Service<FeedbackLog, {
  /** Newest first; 20 a page unless told otherwise. */
  readonly list: (scope: TenantScope, filter: FeedbackFilter, page: { readonly cursor?: Cursor; readonly limit?: number }) =>
    Effect.Effect<{ readonly feedback: ReadonlyArray<Feedback>; readonly nextCursor: Cursor | null }>
  readonly get: (scope: TenantScope, id: string) => Effect.Effect<Feedback | undefined>
}>()("api/publicApi/FeedbackLog") {
  static readonly layer = Layer.effect(FeedbackLog, Effect.gen(function*() {
    const sql = yield* SqlClient
    const decode = Schema.decodeUnknownSync(Feedback)
    const run = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
      withTenant(scope, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    return FeedbackLog.of({
      list: (scope, filter, { cursor, limit = 20 }) => {
        const after = cursor === undefined ? null : fromCursor(cursor)
        const wanted = [
          sql`f.website_id = ${scope.websiteId}`,
          ...(filter.trigger === undefined ? [] : [sql`f.trigger = ${filter.trigger}`]),
          ...(filter.source === undefined ? [] : [sql`f.source = ${filter.source}`]),
          ...(filter.conversationId === undefined ? [] : [sql`f.conversation_id = ${filter.conversationId}`]),
          ...(filter.visitorId === undefined ? [] : [sql`f.visitor_id = ${filter.visitorId}`]),
          ...(after === null ? [] : [sql`(f.created_at, f.id) < (${instantOf(after)}::timestamptz, ${after.id})`])
        ]
        return run(scope, Effect.map(
          sql<{ feedback: unknown; at: string; id: string }>`
            select wire_feedback(f) as feedback, f.id, (extract(epoch from f.created_at) * 1000000)::bigint::text as at
            from feedback f where ${sql.and(wanted)} order by f.created_at desc, f.id desc limit ${limit + 1}`,
          (rows) => {
            const last = rows.length > limit ? rows[limit - 1] : undefined
            return { feedback: rows.slice(0, limit).map(({ feedback }) => decode(feedback)), nextCursor: last === undefined ? null : toCursor(last) }
          }))
      },
      get: (scope, id) => run(scope, Effect.map(
        sql<{ feedback: unknown }>`select wire_feedback(f) as feedback from feedback f where website_id = ${scope.websiteId} and id = ${id}`,
        ([row]) => row && decode(row.feedback)))
    })
  }))
}
