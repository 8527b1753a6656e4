import type {
  Contact, ContactOrganization, ContactOrganizationChanges, ContactRow, NewContact, NewContactOrganization
} from "@cossistant/core/publicApi/Contact"
import { ContactOrganizationNotFound, ExternalIdTaken } from "@cossistant/core/publicApi/Contact"
import type { Metadata } from "@cossistant/core/ids/Metadata"
import type { VisitorId } from "@cossistant/core/visitors/PublicVisitor"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"
import { metadataHash } from "../visitors/metadataHash.ts"
import { type ContactEnd, type ContactFilter, contactPage } from "./contactPage.ts"

type Refused = ContactOrganizationNotFound | ExternalIdTaken

/** Rows of contacts and their organisations, as the site's own server writes them. */
export class PeopleRepo extends Context.Service<PeopleRepo, {
  /** Makes one transaction of several steps. */
  readonly within: <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
  readonly list: (scope: TenantScope, filter: ContactFilter, page: Parameters<typeof contactPage>[3]) =>
    Effect.Effect<ReadonlyArray<{ readonly contact: ContactRow; readonly end: ContactEnd }>>
  readonly find: (scope: TenantScope, id: string) => Effect.Effect<Contact | undefined>
  /** The proven contact with this external id, else with this address; one that was removed comes back when it changes. */
  readonly known: (scope: TenantScope, who: { readonly externalId?: string | null; readonly email?: string | null }) =>
    Effect.Effect<{ readonly id: string; readonly isGone: boolean } | undefined>
  readonly add: (scope: TenantScope, id: string, fields: NewContact) => Effect.Effect<Contact, Refused>
  /** Writes what is given, null too; metadata replaces. Undefined when there is no such contact, or, unless it `comesBack`, when it was removed. */
  readonly change: (scope: TenantScope, id: string, fields: NewContact, options?: { readonly comesBack: boolean }) => Effect.Effect<Contact | undefined, Refused>
  readonly mergeMetadata: (scope: TenantScope, id: string, metadata: Metadata) => Effect.Effect<Contact | undefined>
  /** Its visitors, those who were here last first, at most a hundred. */
  readonly visitors: (scope: TenantScope, id: string) => Effect.Effect<ReadonlyArray<VisitorId>>
  /** Its visitors stay, as nobody known; gives their ids, or undefined when there is no such contact. */
  readonly remove: (scope: TenantScope, id: string) => Effect.Effect<ReadonlyArray<string> | undefined>
  readonly findOrganization: (scope: TenantScope, id: string) => Effect.Effect<ContactOrganization | undefined>
  readonly addOrganization: (scope: TenantScope, id: string, fields: NewContactOrganization) => Effect.Effect<ContactOrganization, ExternalIdTaken>
  readonly changeOrganization: (scope: TenantScope, id: string, fields: ContactOrganizationChanges) => Effect.Effect<ContactOrganization | undefined, ExternalIdTaken>
  readonly removeOrganization: (scope: TenantScope, id: string) => Effect.Effect<boolean>
}>()("api/publicApi/PeopleRepo") {
  static readonly layer = Layer.effect(PeopleRepo, Effect.suspend(() => make))
}

/** Anything else that a statement may fail with: ours to mend. */
class Broken extends Data.TaggedError("Broken")<{ readonly error: unknown }> {}

/** Which kind of failure an `SqlError` holds. */
const reasonOf = (error: unknown): unknown => {
  const reason: unknown = typeof error === "object" && error !== null && "reason" in error ? error.reason : undefined
  return typeof reason === "object" && reason !== null && "_tag" in reason ? reason._tag : undefined
}

const make = Effect.gen(function*() {
  const sql = yield* SqlClient
  const run = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
    Effect.orDie(withTenant(scope, effect).pipe(Effect.provideService(SqlClient, sql)))
  /** What a caller can break: an external id that is taken, an organisation that isn't there. */
  const writing = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>, organizationId?: string | null): Effect.Effect<A, Refused> =>
    withTenant(scope, Effect.mapError(effect, (error) => {
      if (error instanceof ExternalIdTaken || error instanceof ContactOrganizationNotFound) return error
      const reason = reasonOf(error)
      if (reason === "UniqueViolation") return new ExternalIdTaken()
      return reason === "ConstraintError" ? new ContactOrganizationNotFound({ id: organizationId ?? "" }) : new Broken({ error })
    })).pipe(Effect.provideService(SqlClient, sql), Effect.catchTag("Broken", ({ error }) => Effect.die(error)))

  const columnsOf = ({ metadata, ...rest }: Partial<NewContact>) => ({
    ...rest,
    ...(rest.email === undefined || rest.email === null ? {} : { email: rest.email.toLowerCase() }),
    ...(metadata === undefined ? {} : { metadata: sql`${JSON.stringify(metadata)}::text::jsonb`, metadataHash: metadataHash(metadata) })
  })
  const assignments = (columns: Record<string, unknown>) =>
    Object.entries(columns).flatMap(([name, value]) => value === undefined ? [] : [sql`${sql(name)} = ${value as string | null}`]) // a fragment or text
  const contact = sql.literal("wire_contact(k) as contact")
  const organization = sql.literal("wire_contact_organization(o) as organization")
  const aContact = <E>(rows: Effect.Effect<ReadonlyArray<{ readonly contact: Contact }>, E>) => Effect.map(rows, ([row]) => row?.contact)
  const anOrganization = <E>(rows: Effect.Effect<ReadonlyArray<{ readonly organization: ContactOrganization }>, E>) => Effect.map(rows, ([row]) => row?.organization)
  /** What a violation would say as well, but in the database's log too. Another one may still come in between. */
  const organizationOf = Effect.fnUntraced(function*({ websiteId }: TenantScope, id: string | null | undefined) {
    if (id === undefined || id === null) return
    const found = yield* sql`select id from contact_organization where website_id = ${websiteId} and id = ${id}`
    if (found.length === 0) return yield* new ContactOrganizationNotFound({ id })
  })
  const untaken = Effect.fnUntraced(function*({ websiteId }: TenantScope, table: "contact" | "contact_organization", id: string, externalId: string | null | undefined) {
    if (externalId === undefined || externalId === null) return
    const isProven = table === "contact" ? sql`is_verified` : sql`true`
    const other = yield* sql`select id from ${sql(table)} where website_id = ${websiteId} and external_id = ${externalId} and ${isProven} and id <> ${id} limit 1`
    if (other.length > 0) return yield* new ExternalIdTaken()
  })
  const mustBe = <A>(value: A | undefined) => value === undefined ? Effect.die(new Error("What was written isn't there.")) : Effect.succeed(value)

  return PeopleRepo.of({
    // The cast says what withTenant does: a broken database is a defect.
    within: (scope, effect) => withTenant(scope, effect).pipe(Effect.provideService(SqlClient, sql)) as typeof effect,
    list: (scope, filter, page) => run(scope, Effect.map(contactPage(sql, scope, filter, page), (rows) =>
      rows.map(({ contact, id, value }) => ({ contact, end: { value, id } })))),
    find: (scope, id) => run(scope, aContact(sql<{ contact: Contact }>`select ${contact} from contact k where k.id = ${id} and k.deleted_at is null`)),
    known: (scope, { email, externalId }) => run(scope, Effect.map(
      sql<{ id: string; isGone: boolean }>`select id, deleted_at is not null as is_gone from contact where website_id = ${scope.websiteId} and is_verified
        and ${externalId ? sql`external_id = ${externalId}` : sql`email = ${email?.toLowerCase() ?? null}`} order by created_at limit 1`,
      ([row]) => row)),
    add: (scope, id, { externalId = null, ...fields }) => writing(scope, Effect.gen(function*() {
      yield* organizationOf(scope, fields.contactOrganizationId)
      const made = yield* sql`
        insert into contact ${sql.insert({ id, websiteId: scope.websiteId, isTest: scope.data === "test", isVerified: true, externalId })} on conflict do nothing returning id`
      if (made.length === 0) return yield* new ExternalIdTaken()
      const columns = assignments(columnsOf(fields))
      if (columns.length > 0) yield* sql`update contact set ${sql.csv(columns)} where id = ${id}`
      return yield* Effect.flatMap(aContact(sql<{ contact: Contact }>`select ${contact} from contact k where k.id = ${id}`), mustBe)
    }), fields.contactOrganizationId),
    change: (scope, id, fields, { comesBack } = { comesBack: false }) => writing(scope, Effect.gen(function*() {
      yield* organizationOf(scope, fields.contactOrganizationId)
      yield* untaken(scope, "contact", id, fields.externalId)
      const columns = [...assignments(columnsOf(fields)), sql`updated_at = now()`, sql`deleted_at = null`]
      const there = comesBack ? sql`true` : sql`k.deleted_at is null`
      const changed = yield* aContact(sql<{ contact: Contact }>`update contact k set ${sql.csv(columns)} where k.id = ${id} and ${there} returning ${contact}`)
      // Conversations show the face of whom they are with.
      if (changed !== undefined) yield* sql`select touch_conversations(${scope.websiteId}, null, ${id})`
      return changed
    }), fields.contactOrganizationId),
    mergeMetadata: (scope, id, metadata) => run(scope, aContact(sql<{ contact: Contact }>`
      update contact k set metadata = merge_metadata(k.metadata, ${JSON.stringify(metadata)}::text::jsonb), metadata_hash = null, updated_at = now()
      where k.id = ${id} and k.deleted_at is null returning ${contact}`)),
    visitors: (scope, id) => run(scope, Effect.map(
      sql<{ id: VisitorId }>`select id from visitor where website_id = ${scope.websiteId} and contact_id = ${id} order by last_seen_at desc limit 100`,
      (rows) => rows.map((visitor) => visitor.id))),
    remove: (scope, id) => run(scope, Effect.gen(function*() {
      const gone = yield* sql`update contact set deleted_at = now(), updated_at = now() where id = ${id} and deleted_at is null returning id`
      if (gone.length === 0) return undefined
      const visitors = yield* sql<{ id: string }>`
        update visitor set contact_id = null, contact_proven = false where website_id = ${scope.websiteId} and contact_id = ${id} returning id`
      yield* sql`update conversation set contact_id = null where website_id = ${scope.websiteId} and contact_id = ${id}`
      return visitors.map((visitor) => visitor.id)
    })),
    findOrganization: (scope, id) => run(scope, anOrganization(sql<{ organization: ContactOrganization }>`
      select ${organization} from contact_organization o where o.id = ${id}`)),
    addOrganization: (scope, id, { metadata, ...fields }) => writing(scope, anOrganization(sql<{ organization: ContactOrganization }>`
      insert into contact_organization as o ${sql.insert({ ...fields, id, websiteId: scope.websiteId, metadata: JSON.stringify(metadata ?? {}) })}
      on conflict do nothing returning ${organization}`).pipe(
        Effect.flatMap((made) => made === undefined ? Effect.fail(new ExternalIdTaken()) : Effect.succeed(made))
      )) as Effect.Effect<ContactOrganization, ExternalIdTaken>, // it names no other row
    changeOrganization: (scope, id, { metadata, ...fields }) => writing(scope, Effect.andThen(untaken(scope, "contact_organization", id, fields.externalId), anOrganization(sql<{ organization: ContactOrganization }>`
      update contact_organization o set ${sql.csv([
        ...assignments(fields),
        ...(metadata === undefined ? [] : [sql`metadata = ${JSON.stringify(metadata)}::text::jsonb`]),
        sql`updated_at = now()`
      ])} where o.id = ${id} returning ${organization}`))) as Effect.Effect<ContactOrganization | undefined, ExternalIdTaken>, // likewise
    removeOrganization: (scope, id) => run(scope, Effect.map(sql`delete from contact_organization where id = ${id} returning id`, (rows) => rows.length > 0))
  })
})
