import type { Suppression, SuppressionReason } from "@cossistant/core/mail/Suppression"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { instantOf, type PageEnd } from "../sql/PageEnd.ts"
import { withTenant } from "../sql/Tenant.ts"

/** Addresses that get no letters. `websiteId` null stands for what concerns accounts rather than a site. */
export class SuppressionRepo extends Context.Service<SuppressionRepo, {
  /** False when it was suppressed already. */
  readonly add: (row: {
    readonly id: string
    readonly websiteId: string | null
    readonly email: string
    readonly reason: SuppressionReason
    readonly detail: string | null
  }) => Effect.Effect<boolean>
  readonly reasonFor: (websiteId: string | null, email: string) => Effect.Effect<SuppressionReason | null>
  /** Newest first, lifted ones too. */
  readonly page: (websiteId: string, after: PageEnd | null, limit: number) => Effect.Effect<ReadonlyArray<{ readonly suppression: Suppression; readonly end: PageEnd }>>
  readonly lift: (websiteId: string, email: string, userId: string, reason: string) => Effect.Effect<boolean>
}>()("api/mail/SuppressionRepo") {
  static readonly layer = Layer.effect(SuppressionRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    return SuppressionRepo.of({
      add: ({ detail, email, id, reason, websiteId }) => Effect.orDie(Effect.map(
        sql<{ added: boolean }>`select suppress(${id}, ${websiteId}, ${email}, ${reason}, ${detail}) as added`, ([row]) => row?.added === true)),
      reasonFor: (websiteId, email) => Effect.orDie(Effect.map(
        sql<{ reason: SuppressionReason | null }>`select suppressed(${websiteId}, ${email}) as reason`, ([row]) => row?.reason ?? null)),
      page: (websiteId, after, limit) => withTenant({ websiteId, data: "all" }, Effect.map(
        sql<Suppression & { readonly at: string }>`
          select id, email, reason, detail, wire_time(s.created_at) as created_at, wire_time(lifted_at) as lifted_at, lifted_by_user_id, lift_reason,
            (extract(epoch from s.created_at) * 1000000)::bigint::text as at
          from suppression s where website_id = ${websiteId}
          ${after === null ? sql`` : sql`and (s.created_at, id) < (${instantOf(after)}::timestamptz, ${after.id})`}
          order by s.created_at desc, id desc limit ${limit}`,
        (rows) => rows.map(({ at, ...suppression }) => ({ suppression, end: { at, id: suppression.id } }))
      )).pipe(Effect.provideService(SqlClient, sql), Effect.orDie),
      lift: (websiteId, email, userId, reason) => Effect.orDie(Effect.map(
        sql<{ lifted: boolean }>`select lift_suppression(${websiteId}, ${email}, ${userId}, ${reason}) as lifted`, ([row]) => row?.lifted === true))
    })
  }))
}
