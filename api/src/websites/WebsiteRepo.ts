import { InstallationTarget, IdentityVerification, type OrganizationId, Website, type WebsiteId } from "@cossistant/core/websites/Website"
import { PublicVisitor } from "@cossistant/core/visitors/PublicVisitor"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import * as SqlSchema from "effect/sql/SqlSchema"
import { type TenantScope, withTenant } from "../sql/Tenant.ts"

const { logoUrl: _, ...columns } = Website.fields

/** A site as stored: its logo by key, to which the storage knows the address. */
export const WebsiteRow = Schema.Struct({ ...columns, logoKey: Schema.NullOr(Schema.String) })
export type WebsiteRow = typeof WebsiteRow.Type

/** A site with what one visitor of it, if any, may know besides. */
const Face = Schema.Struct({ unreadCount: Schema.Int, visitor: Schema.NullOr(PublicVisitor) })

export interface NewWebsiteRow {
  readonly id: WebsiteId
  readonly organizationId: OrganizationId
  readonly name: string
  readonly slug: string
  readonly domain: string
  readonly installationTarget: typeof InstallationTarget.Type
  readonly allowedOrigins: ReadonlyArray<string>
}

export interface WebsiteChanges {
  readonly name?: string
  readonly domain?: string
  readonly description?: string | null
  readonly contactEmail?: string | null
  readonly allowedOrigins?: ReadonlyArray<string>
  readonly identityVerification?: typeof IdentityVerification.Type
  readonly typingPreview?: boolean
  readonly fingerprinting?: boolean
}

/** Rows of websites. */
export class WebsiteRepo extends Context.Service<WebsiteRepo, {
  readonly find: (websiteId: WebsiteId) => Effect.Effect<WebsiteRow | undefined>
  /** Undefined when the slug is taken, on this organisation's sites or anyone's. */
  readonly add: (website: NewWebsiteRow) => Effect.Effect<WebsiteRow | undefined>
  /** Writes what is given. Leaving verification `off` unlinks everyone who was linked by a mere claim. */
  readonly update: (websiteId: WebsiteId, changes: WebsiteChanges) => Effect.Effect<WebsiteRow | undefined>
  /** With all that is in it; a large site takes minutes. Writes down which files are to be removed then, by prefix. */
  readonly remove: (websiteId: WebsiteId, files: ReadonlyArray<string>) => Effect.Effect<void>
  /** The visitor who holds this secret, with the unread messages of all its conversations. */
  readonly faceFor: (scope: TenantScope, secretHash: Uint8Array | null) => Effect.Effect<typeof Face.Type>
}>()("api/websites/WebsiteRepo") {
  static readonly layer = Layer.effect(WebsiteRepo, Effect.suspend(() => make))
}

const make = Effect.gen(function*() {
  const sql = yield* SqlClient.SqlClient
  const inScope = <A, E>(scope: TenantScope, effect: Effect.Effect<A, E>) =>
    withTenant(scope, effect).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)
  const inSite = <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) => inScope({ websiteId, data: "all" }, effect)

  const list = sql.literal(`id, organization_id, name, slug, domain, description, logo_key, contact_email, default_language,
    installation_target, allowed_origins, identity_verification, typing_preview, fingerprinting, wire_time(created_at) as created_at`)
  const rows = <Request>(execute: (request: Request) => Effect.Effect<ReadonlyArray<unknown>, unknown>) =>
    (request: Request) => Effect.flatMap(execute(request), (rows) =>
      Effect.map(Schema.decodeUnknownEffect(Schema.Array(WebsiteRow))(rows), ([row]) => row))

  const find = rows((websiteId: WebsiteId) => sql`select ${list} from website where id = ${websiteId}`)
  const add = rows((website: NewWebsiteRow) => sql`
    insert into website ${sql.insert({ ...website })} on conflict (slug) do nothing returning ${list}`)
  const update = rows(([websiteId, changes]: readonly [WebsiteId, WebsiteChanges]) =>
    sql`update website set ${sql.update({ ...changes })} where id = ${websiteId} returning ${list}`)
  const face = SqlSchema.findOne({
    Request: Schema.NullOr(Schema.Uint8Array),
    Result: Face,
    execute: (secretHash) => sql`
      with me as (select v.id, w.public, case when v.contact_proven or s.identity_verification = 'off' then v.contact_id end as contact_id
        from visitor v join wire_visitor w on w.id = v.id join website s on s.id = v.website_id
        where v.secret_hash = ${secretHash} and v.ended_at is null)
      select (select public from me) as visitor, coalesce((
        select sum(c.visitor_unread)::int from conversation c join me on c.visitor_id = me.id or c.contact_id = me.contact_id
        where c.website_id = app_website() and c.deleted_at is null), 0) as unread_count`
  })

  return WebsiteRepo.of({
    find: (websiteId) => inSite(websiteId, find(websiteId)),
    add: (website) => inSite(website.id, add(website)),
    update: (websiteId, changes) => inSite(websiteId, Effect.gen(function*() {
      if (Object.keys(changes).length === 0) return yield* find(websiteId)
      const before = yield* find(websiteId)
      const after = yield* update([websiteId, changes])
      if (before?.identityVerification === "off" && after?.identityVerification !== "off") {
        yield* sql`update visitor set contact_id = null where contact_id is not null and not contact_proven`
      }
      return after
    })),
    remove: (websiteId, files) => inSite(websiteId, Effect.gen(function*() {
      yield* sql`select set_config('statement_timeout', '10min', true)`
      // What points at others first, so that nothing is looked for in vain.
      for (const table of ["conversation", "visitor", "contact"]) {
        yield* sql`delete from ${sql(table)} where website_id = ${websiteId}`
      }
      yield* sql`delete from website where id = ${websiteId}`
      yield* sql`select remove_files(${websiteId}, ${files})`
    })),
    faceFor: (scope, secretHash) => inScope(scope, face(secretHash))
  })
})
