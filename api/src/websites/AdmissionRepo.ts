import { ApiKeyType } from "@cossistant/core/websites/ApiKey"
import { RefusalReason } from "@cossistant/core/websites/InstallStatus"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import { ContactId, VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { SqlClient, SqlSchema } from "effect/sql"
import { withTenant } from "../sql/Tenant.ts"

const Moment = Schema.NullOr(Schema.Date)

/** What is known of a key and, when its secret came along, of a visitor of the key's site and data. */
export const KeyFacts = Schema.Struct({
  keyId: Schema.String,
  websiteId: WebsiteId,
  organizationId: OrganizationId,
  isTest: Schema.Boolean,
  keyType: ApiKeyType,
  /** Neither revoked nor expired. */
  isValid: Schema.Boolean,
  allowedOrigins: Schema.Array(Schema.String),
  lastUsedAt: Moment,
  seenOrigin: Schema.NullOr(Schema.String),
  seenIsTest: Schema.NullOr(Schema.Boolean),
  seenAt: Moment,
  refusedOrigin: Schema.NullOr(Schema.String),
  refusedReason: Schema.NullOr(RefusalReason),
  refusedAt: Moment,
  visitorId: Schema.NullOr(VisitorId),
  contactId: Schema.NullOr(ContactId),
  isBlocked: Schema.Boolean
})
export type KeyFacts = typeof KeyFacts.Type

/** What admission reads before a tenant is known. */
export class AdmissionRepo extends Context.Service<AdmissionRepo, {
  /** One look-up for key and visitor. `secretHash` is the SHA-256 of the visitor's secret. */
  readonly find: (lookup: string, secretHash: Uint8Array | null) => Effect.Effect<KeyFacts | undefined>
  readonly keyUsed: (key: Pick<KeyFacts, "websiteId" | "keyId">) => Effect.Effect<void>
}>()("api/websites/AdmissionRepo") {
  static readonly layer = Layer.effect(AdmissionRepo, Effect.gen(function*() {
    const sql = yield* SqlClient.SqlClient
    const facts = SqlSchema.findAll({
      Request: Schema.Struct({ lookup: Schema.String, secretHash: Schema.NullOr(Schema.Uint8Array) }),
      Result: KeyFacts,
      execute: ({ lookup, secretHash }) => sql`select * from admit(${lookup}, ${secretHash})`
    })
    return AdmissionRepo.of({
      find: (lookup, secretHash) => Effect.map(Effect.orDie(facts({ lookup, secretHash })), ([found]) => found),
      keyUsed: ({ keyId, websiteId }) =>
        withTenant({ websiteId, data: "all" }, sql`update api_key set last_used_at = now() where id = ${keyId}`).pipe(
          Effect.provideService(SqlClient.SqlClient, sql),
          Effect.asVoid
        )
    })
  }))
}
