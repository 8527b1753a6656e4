import type { ApiKeyType } from "@cossistant/core/websites/ApiKey"
import type { RefusalReason } from "@cossistant/core/websites/InstallStatus"
import type { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import type { ContactId, VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Request from "effect/Request"
import * as RequestResolver from "effect/RequestResolver"
import * as Semaphore from "effect/Semaphore"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import type { WidgetChanges } from "../sync/Sync.ts"
import type { Since } from "../sync/SyncPosition.ts"

/** What is known of a key and, when its secret came along, of a visitor of the key's site and data. Times are milliseconds since 1970. */
export interface KeyFacts {
  readonly keyId: string
  readonly websiteId: WebsiteId
  readonly organizationId: OrganizationId
  readonly isTest: boolean
  readonly keyType: ApiKeyType
  /** Neither revoked nor expired. */
  readonly isValid: boolean
  readonly allowedOrigins: ReadonlyArray<string>
  readonly lastUsedAt: number | null
  readonly seenOrigin: string | null
  readonly seenIsTest: boolean | null
  readonly seenAt: number | null
  readonly refusedOrigin: string | null
  readonly refusedReason: RefusalReason | null
  readonly refusedAt: number | null
  readonly visitorId: VisitorId | null
  readonly contactId: ContactId | null
  readonly isBlocked: boolean
  /** Of the visitor, when they were asked for and it may come in. */
  readonly changes?: WidgetChanges
}

/** Who is asked for. */
interface LookUp {
  /** As keys are stored. */
  readonly key: string
  /** SHA-256 of a visitor's secret. */
  readonly secretHash: Uint8Array | null
  /** From where on the visitor's changes are to come along. */
  readonly since: Since | null
}
class Asked extends Request.Class<LookUp, KeyFacts | undefined> {}

const batchAtMost = 64
/** Queries under way at once; whoever comes meanwhile is asked for together in the next. */
const inFlight = 2

/** What admission reads before a tenant is known. */
export class AdmissionRepo extends Context.Service<AdmissionRepo, {
  /** One look-up for key, visitor and changes; undefined when there is no such key. */
  readonly find: (lookUp: LookUp) => Effect.Effect<KeyFacts | undefined>
  readonly keyUsed: (key: Pick<KeyFacts, "websiteId" | "keyId">) => Effect.Effect<void>
}>()("api/websites/AdmissionRepo") {
  static readonly layer = Layer.effect(AdmissionRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const turn = yield* Semaphore.make(inFlight)
    const lookUp = (asked: ReadonlyArray<LookUp>) => sql<{ facts: KeyFacts | null }>`
      select admit_with_changes(a.value->>'key', decode(a.value->>'secret', 'hex'), (a.value->>'since')::xid8, to_timestamp((a.value->>'taken')::double precision)) as facts
      from jsonb_array_elements(${PgTypes.jsonb(asked.map(onWire))}) with ordinality a order by a.ordinality`
    const resolver = RequestResolver.make<Asked>((entries) =>
      turn.withPermit(Effect.orDie(lookUp(entries.map(({ request }) => request)))).pipe(Effect.map((rows) =>
        entries.forEach((entry, n) => entry.completeUnsafe(Exit.succeed(rows[n]?.facts ?? undefined)))))
    ).pipe(
      RequestResolver.setDelayEffect(turn.withPermit(Effect.void)),
      RequestResolver.batchN(batchAtMost)
    )
    return AdmissionRepo.of({
      find: (lookUp) => Effect.request(new Asked(lookUp), resolver),
      keyUsed: ({ keyId, websiteId }) =>
        withTenant({ websiteId, data: "all" }, sql`update api_key set last_used_at = now() where id = ${keyId}`).pipe(
          Effect.provideService(SqlClient, sql),
          Effect.asVoid
        )
    })
  }))
}

const onWire = ({ key, secretHash, since }: LookUp) =>
  ({ key, secret: secretHash === null ? null : Buffer.from(secretHash).toString("hex"), since: since?.xid ?? null, taken: since?.taken ?? null })
