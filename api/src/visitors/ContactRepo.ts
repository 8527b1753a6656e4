import type { Metadata } from "@cossistant/core/ids/Metadata"
import { ContactId, PublicContact, PublicVisitor, type VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import { IdentityVerification } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import { makeErasedIdentity } from "../contacts/erasedIdentity.ts"
import { Settings } from "../settings/Settings.ts"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"
import { metadataHash } from "./metadataHash.ts"

/** A visitor with the contact it is linked to, and what the site asks of identities. */
export const Linked = Schema.Struct({
  verification: IdentityVerification,
  contactId: Schema.NullOr(ContactId),
  isProven: Schema.Boolean,
  externalId: Schema.NullOr(Schema.String),
  email: Schema.NullOr(Schema.String),
  /** Conversations without a contact, begun while the visitor was being linked. */
  hasLoose: Schema.Boolean
})
export type Linked = typeof Linked.Type

/** A contact found by who it is. `notBefore`: older identity tokens are refused. `isGone`: removed, until it changes. */
const Found = Schema.Struct({ id: ContactId, notBefore: Schema.NullOr(Schema.Date), isGone: Schema.Boolean })

/** What is written of a person; undefined leaves what is known. */
export interface ContactFacts {
  readonly externalId?: string | undefined
  readonly email?: string | undefined
  readonly name?: string | undefined
  readonly image?: string | undefined
  readonly metadata?: Metadata | undefined
}

/** Rows of contacts and their links to visitors. Everything but `within` runs inside `within`. */
export class ContactRepo extends Context.Service<ContactRepo, {
  readonly within: <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
  /** Reads a visitor and holds it until the transaction ends; undefined when it has ended. */
  readonly hold: (id: VisitorId) => Effect.Effect<Linked | undefined>
  /** Holds one person, so that it isn't made twice. */
  readonly holdPerson: (scope: TenantScope, person: string) => Effect.Effect<void>
  /** When the person with this external id was erased: what was signed before says nothing any more. */
  readonly erasedAt: (scope: TenantScope, externalId: string) => Effect.Effect<Date | null>
  readonly verified: (externalId: string) => Effect.Effect<typeof Found.Type | undefined>
  /** Whom an unsigned claim means where the site lets anyone claim anyone. */
  readonly claimable: (claim: ContactFacts) => Effect.Effect<typeof Found.Type | undefined>
  /** False when a proven contact with this external id is there already. */
  readonly add: (scope: TenantScope, id: ContactId, facts: ContactFacts, isVerified: boolean) => Effect.Effect<boolean>
  /** Merges facts into a contact; false when there was nothing new. */
  readonly change: (id: ContactId, facts: ContactFacts) => Effect.Effect<boolean>
  /** Makes an unproven profile another person's: nothing of the former one stays. */
  readonly replace: (id: ContactId, facts: ContactFacts) => Effect.Effect<void>
  readonly link: (id: VisitorId, contactId: ContactId, isProven: boolean) => Effect.Effect<void>
  /** Leaves a former contact's conversations with that contact, under an ended visitor `partedId`. */
  readonly part: (scope: TenantScope, id: VisitorId, contactId: ContactId, partedId: string, secretHash: Uint8Array) => Effect.Effect<void>
  /** Conversations of the visitor become the contact's, and show the changed face. */
  readonly touch: (scope: TenantScope, id: VisitorId, contactId: ContactId | null) => Effect.Effect<void>
  /** Removes an unproven profile that no visitor has any more. */
  readonly drop: (id: ContactId) => Effect.Effect<void>
  readonly publicVisitor: (id: VisitorId) => Effect.Effect<PublicVisitor>
  /** Merges at the first level, in one statement; undefined when the visitor has no contact. */
  readonly setMetadata: (id: VisitorId, metadata: Metadata) => Effect.Effect<PublicContact | undefined>
}>()("api/visitors/ContactRepo") {
  static readonly layer = Layer.effect(ContactRepo, Effect.suspend(() => make))
}

const make = Effect.gen(function*() {
  const sql = yield* SqlClient.SqlClient
  const identityOf = makeErasedIdentity(Redacted.value((yield* Settings).secrets.encryption))
  const first = <A, E>(rows: Effect.Effect<ReadonlyArray<A>, E>) => Effect.map(Effect.orDie(rows), ([row]) => row)
  const run = (statement: Effect.Effect<unknown, unknown>) => Effect.asVoid(Effect.orDie(statement))

  /** A verified contact is this visitor's only by proof, whatever the site allowed before. */
  const own = sql.literal("(v.contact_proven or not k.is_verified or w.identity_verification = 'off')")
  const linked = SqlSchema.findAll({
    Request: Schema.String,
    Result: Linked,
    execute: (id) => sql`
      select w.identity_verification as verification, v.contact_proven as is_proven, k.external_id, k.email,
        case when ${own} then k.id end as contact_id,
        exists (select from conversation c where c.website_id = v.website_id and c.visitor_id = v.id and c.contact_id is null) as has_loose
      from visitor v join website w on w.id = v.website_id left join contact k on k.id = v.contact_id
      where v.id = ${id} and v.ended_at is null for no key update of v`
  })
  const notBefore = sql.literal("greatest(logged_out_at, deleted_at) as not_before, deleted_at is not null as is_gone")
  const verified = SqlSchema.findAll({
    Request: Schema.String,
    Result: Found,
    execute: (externalId) => sql`select id, ${notBefore} from contact where external_id = ${externalId} and is_verified`
  })
  const claimable = SqlSchema.findAll({
    Request: Schema.Struct({ externalId: Schema.NullOr(Schema.String), email: Schema.NullOr(Schema.String) }),
    Result: Found,
    execute: ({ email, externalId }) => sql`
      select id, ${notBefore} from contact
      where ${externalId === null ? sql`email = ${email}` : sql`external_id = ${externalId}`}
      order by is_verified desc, created_at limit 1`
  })
  const publicVisitor = SqlSchema.findOne({
    Request: Schema.String,
    Result: Schema.Struct({ public: PublicVisitor }),
    execute: (id) => sql`select public from wire_visitor where id = ${id}`
  })
  const values = ({ email, externalId, image, metadata, name }: ContactFacts) => ({
    externalId: externalId ?? null,
    email: email ?? null,
    name: name ?? null,
    image: image ?? null,
    metadata: metadata === undefined ? null : JSON.stringify(metadata),
    hash: metadata === undefined ? null : metadataHash(metadata)
  })

  return ContactRepo.of({
    within: (scope, effect) => withTenant(scope, effect).pipe(Effect.provideService(SqlClient.SqlClient, sql)) as typeof effect,
    hold: (id) => first(linked(id)),
    holdPerson: ({ data, websiteId }, person) =>
      run(sql`select pg_advisory_xact_lock(hashtextextended(${`${websiteId} ${data} ${person}`}, 0))`),
    erasedAt: ({ data, websiteId }, externalId) => Effect.map(
      first(sql<{ at: Date }>`select erased_at as at from erased_identity where website_id = ${websiteId} and identity = ${identityOf(websiteId, data === "test", externalId)}`),
      (row) => row?.at ?? null),
    verified: (externalId) => first(verified(externalId)),
    claimable: ({ email, externalId }) => first(claimable({ externalId: externalId ?? null, email: email ?? null })),
    add: ({ websiteId }, id, facts, isVerified) => {
      const { email, externalId, hash, image, metadata, name } = values(facts)
      return Effect.map(Effect.orDie(sql`
        insert into contact (id, website_id, is_test, external_id, email, name, image, metadata, metadata_hash, is_verified)
        values (${id}, ${websiteId}, app_is_test(), ${externalId}, ${email}, ${name}, ${image},
          coalesce(${metadata}::text::jsonb, '{}'), ${hash}, ${isVerified})
        on conflict do nothing returning id`), (rows) => rows.length > 0)
    },
    change: (id, facts) => {
      const { email, externalId, hash, image, metadata, name } = values(facts)
      return Effect.map(Effect.orDie(sql`
        update contact k set external_id = n.external_id, email = n.email, name = n.name, image = n.image,
          metadata = n.metadata, metadata_hash = n.metadata_hash, deleted_at = null, updated_at = now()
        from (select coalesce(${externalId}, external_id) as external_id, coalesce(${email}, email) as email,
            coalesce(${name}, name) as name, coalesce(${image}, image) as image,
            merge_metadata(metadata, coalesce(${metadata}::text::jsonb, '{}')) as metadata,
            coalesce(${hash}, metadata_hash) as metadata_hash
          from contact where id = ${id} for no key update) n
        where k.id = ${id} and (k.external_id, k.email, k.name, k.image, k.metadata, k.metadata_hash, k.deleted_at)
          is distinct from (n.external_id, n.email, n.name, n.image, n.metadata, n.metadata_hash, null::timestamptz)
        returning k.id`), (rows) => rows.length > 0)
    },
    replace: (id, facts) => {
      const { email, externalId, hash, image, metadata, name } = values(facts)
      return run(sql`
        update contact set external_id = ${externalId}, email = ${email}, name = ${name}, image = ${image},
          metadata = coalesce(${metadata}::text::jsonb, '{}'), metadata_hash = ${hash}, updated_at = now()
        where id = ${id}`)
    },
    link: (id, contactId, isProven) =>
      run(sql`update visitor set contact_id = ${contactId}, contact_proven = ${isProven} where id = ${id}`),
    part: ({ websiteId }, id, contactId, partedId, secretHash) =>
      run(sql`select part_from_contact(${websiteId}, ${id}, ${contactId}, ${partedId}, ${secretHash})`),
    touch: ({ websiteId }, id, contactId) => run(sql`select touch_conversations(${websiteId}, ${id}, ${contactId})`),
    drop: (id) => run(sql`
      delete from contact k where k.id = ${id} and not k.is_verified
        and not exists (select from visitor v where v.website_id = k.website_id and v.contact_id = k.id)`),
    publicVisitor: (id) => Effect.map(Effect.orDie(publicVisitor(id)), (row) => row.public),
    setMetadata: (id, metadata) => Effect.orDie(Effect.gen(function*() {
      const changed = yield* sql`
        update contact k set metadata = merge_metadata(k.metadata, ${JSON.stringify(metadata)}::text::jsonb),
          metadata_hash = ${metadataHash(metadata)}, updated_at = now()
        from visitor v join website w on w.id = v.website_id
        where v.id = ${id} and v.ended_at is null and k.id = v.contact_id and ${own} returning k.id`
      return changed.length === 0 ? undefined : (yield* publicVisitor(id)).public.contact ?? undefined
    }))
  })
})
