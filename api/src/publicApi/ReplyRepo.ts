import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

/** A request that named itself: by whom, how, and what it asked by hash. */
export interface NamedRequest {
  readonly websiteId: string
  readonly keyId: string
  readonly idempotencyKey: string
  readonly requestHash: string
}

export interface KeptReply {
  readonly requestHash: string
  /** Null while the request is under way. */
  readonly status: number | null
  readonly sealed: Uint8Array | null
}

/** Requests that named themselves, with their answers. */
export class ReplyRepo extends Context.Service<ReplyRepo, {
  /** Undefined: it is the first by this name, and under way from now on. One that has been for a minute has crashed. */
  readonly begin: (request: NamedRequest) => Effect.Effect<KeptReply | undefined>
  readonly keep: (request: NamedRequest, status: number, sealed: Uint8Array) => Effect.Effect<void>
  readonly forget: (request: NamedRequest) => Effect.Effect<void>
  readonly sweep: (before: Date, most: number) => Effect.Effect<number>
}>()("api/publicApi/ReplyRepo") {
  static readonly layer = Layer.effect(ReplyRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const within = <A, E>({ websiteId }: NamedRequest, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)
    const own = ({ idempotencyKey, keyId, websiteId }: NamedRequest) =>
      sql`website_id = ${websiteId} and key_id = ${keyId} and idempotency_key = ${idempotencyKey}`

    return ReplyRepo.of({
      begin: (request) => within(request, Effect.gen(function*() {
        const begun = yield* sql`
          insert into api_reply as r ${sql.insert({ ...request })}
          on conflict (website_id, key_id, idempotency_key) do update set created_at = now(), request_hash = excluded.request_hash
            where r.status is null and r.created_at < now() - interval '1 minute'
          returning key_id`
        if (begun.length > 0) return undefined
        const [kept] = yield* sql<KeptReply>`select request_hash, status, sealed from api_reply where ${own(request)}`
        return kept
      })),
      keep: (request, status, sealed) => Effect.asVoid(within(request, sql`
        update api_reply set status = ${status}, sealed = ${sealed} where ${own(request)}`)),
      forget: (request) => Effect.asVoid(within(request, sql`delete from api_reply where ${own(request)} and status is null`)),
      sweep: (before, most) => Effect.orDie(Effect.map(
        sql<{ count: number }>`select sweep_api_replies(${before}, ${most}) as count`, ([row]) => row?.count ?? 0))
    })
  }))
}
