import { Timestamp } from "@cossistant/core/ids/Timestamp"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import { withTenant } from "../sql/Tenant.ts"

export const SealedSecret = Schema.Struct({
  id: Schema.String,
  sealed: Schema.Uint8Array,
  createdAt: Timestamp,
  lastUsedAt: Schema.NullOr(Timestamp)
})
export type SealedSecret = typeof SealedSecret.Type

/** Signing secrets as they are stored: sealed. */
export class IdentitySecretRepo extends Context.Service<IdentitySecretRepo, {
  /** Newest first. */
  readonly list: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<SealedSecret>>
  /** Undefined when the site has `limit` secrets already. */
  readonly add: (websiteId: WebsiteId, id: string, sealed: Uint8Array, limit: number) => Effect.Effect<SealedSecret | undefined>
  readonly remove: (websiteId: WebsiteId, id: string) => Effect.Effect<void>
  /** Written every ten minutes at most. */
  readonly used: (websiteId: WebsiteId, id: string) => Effect.Effect<void>
}>()("api/websites/IdentitySecretRepo") {
  static readonly layer = Layer.effect(IdentitySecretRepo, Effect.gen(function*() {
    const sql = yield* SqlClient.SqlClient
    const inSite = <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)
    const columns = sql.literal("id, sealed, wire_time(created_at) as created_at, wire_time(last_used_at) as last_used_at")
    const list = SqlSchema.findAll({
      Request: Schema.Void,
      Result: SealedSecret,
      execute: () => sql`select ${columns} from identity_secret order by identity_secret.created_at desc, id desc`
    })
    const add = SqlSchema.findAll({
      Request: Schema.Struct({ websiteId: Schema.String, id: Schema.String, sealed: Schema.Uint8Array, limit: Schema.Int }),
      Result: SealedSecret,
      execute: ({ id, limit, sealed, websiteId }) => sql`
        insert into identity_secret (id, website_id, sealed) select ${id}, ${websiteId}, ${sealed}
        where (select count(*) from identity_secret) < ${limit} returning ${columns}`
    })
    return IdentitySecretRepo.of({
      list: (websiteId) => inSite(websiteId, list()),
      add: (websiteId, id, sealed, limit) => inSite(websiteId, Effect.gen(function*() {
        // Two who add at once are counted one after the other.
        yield* sql`select from website where id = ${websiteId} for update`
        return (yield* add({ websiteId, id, sealed, limit }))[0]
      })),
      remove: (websiteId, id) => Effect.asVoid(inSite(websiteId, sql`delete from identity_secret where id = ${id}`)),
      used: (websiteId, id) => Effect.asVoid(inSite(websiteId, sql`
        update identity_secret set last_used_at = now()
        where id = ${id} and (last_used_at is null or last_used_at < now() - interval '10 minutes')`))
    })
  }))
}
