import { ApiKey, type ApiKeyType } from "@cossistant/core/websites/ApiKey"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import { withTenant } from "../sql/Tenant.ts"

export interface NewApiKey {
  readonly id: string
  readonly websiteId: WebsiteId
  readonly name: string
  readonly keyType: ApiKeyType
  readonly isTest: boolean
  /** The member who makes it; null for keys that come with a site. */
  readonly createdByUserId: string | null
  readonly lookup: string
  readonly tail: string
}

/** Rows of keys. */
export class ApiKeyRepo extends Context.Service<ApiKeyRepo, {
  /** Newest first, revoked ones at the end. */
  readonly list: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<ApiKey>>
  readonly add: (key: NewApiKey) => Effect.Effect<ApiKey>
  /** False when the site has no such key. Revoking again changes nothing. */
  readonly revoke: (websiteId: WebsiteId, id: string) => Effect.Effect<boolean>
  /** The oldest test public key that still works. */
  readonly installKey: (websiteId: WebsiteId) => Effect.Effect<string | null>
}>()("api/websites/ApiKeyRepo") {
  static readonly layer = Layer.effect(ApiKeyRepo, Effect.gen(function*() {
    const sql = yield* SqlClient.SqlClient
    const inSite = <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)
    const columns = sql.literal(`id, name, key_type, is_test, case key_type when 'public' then lookup else tail end as key,
      coalesce(linked_user_id, created_by_user_id) as linked_user_id, wire_time(created_at) as created_at, wire_time(last_used_at) as last_used_at,
      wire_time(expires_at) as expires_at, wire_time(revoked_at) as revoked_at`)
    const list = SqlSchema.findAll({
      Request: Schema.Void,
      Result: ApiKey,
      execute: () => sql`
        select ${columns} from api_key order by (revoked_at is not null), api_key.created_at desc, id desc`
    })
    const added = SqlSchema.findOne({
      Request: Schema.Any,
      Result: ApiKey,
      execute: (key: NewApiKey) => sql`insert into api_key ${sql.insert({ ...key })} returning ${columns}`
    })
    return ApiKeyRepo.of({
      list: (websiteId) => inSite(websiteId, list()),
      add: (key) => inSite(key.websiteId, added(key)),
      revoke: (websiteId, id) => Effect.map(
        inSite(websiteId, sql`
          update api_key set revoked_at = coalesce(revoked_at, now()) where id = ${id} returning id`),
        (rows) => rows.length > 0
      ),
      installKey: (websiteId) => Effect.map(
        inSite(websiteId, sql<{ lookup: string }>`
          select lookup from api_key where key_type = 'public' and is_test and revoked_at is null
            and (expires_at is null or expires_at > now()) order by created_at limit 1`),
        ([row]) => row?.lookup ?? null
      )
    })
  }))
}
