import type { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

/** What is known of a private key. Times are milliseconds since 1970. */
export interface PrivateKeyFacts {
  readonly keyId: string
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly isTest: boolean
  readonly linkedUserId: string | null
  /** The member who made it. */
  readonly createdBy: string | null
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
  /** Neither revoked nor expired. */
  readonly isValid: boolean
}

/** What the public API's door reads before a tenant is known. */
export class KeyFactsRepo extends Context.Service<KeyFactsRepo, {
  /** `lookup` as keys are stored; undefined when there is no such private key. */
  readonly find: (lookup: string) => Effect.Effect<PrivateKeyFacts | undefined>
  readonly used: (key: Pick<PrivateKeyFacts, "websiteId" | "keyId">) => Effect.Effect<void>
}>()("api/publicApi/KeyFactsRepo") {
  static readonly layer = Layer.effect(KeyFactsRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    return KeyFactsRepo.of({
      find: (lookup) => Effect.orDie(Effect.map(
        sql<{ facts: PrivateKeyFacts | null }>`select api_key_facts(${lookup}) as facts`, ([row]) => row?.facts ?? undefined)),
      used: ({ keyId, websiteId }) =>
        withTenant({ websiteId, data: "all" }, sql`update api_key set last_used_at = now() where id = ${keyId}`).pipe(
          Effect.provideService(SqlClient, sql), Effect.asVoid)
    })
  }))
}
