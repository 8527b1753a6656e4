import { Role } from "@cossistant/core/members/Role"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlSchema from "effect/sql/SqlSchema"
import { SqlClient } from "effect/sql/SqlClient"

const Account = Schema.Struct({
  userId: Schema.String,
  name: Schema.String,
  email: Schema.String,
  emailVerified: Schema.Boolean,
  image: Schema.NullOr(Schema.String)
})
export type Account = typeof Account.Type

/** Who holds a live session and, when a site was named, as what they reach it (both null when they don't). */
const Holder = Schema.Struct({
  sessionId: Schema.String,
  expiresAt: Schema.Date,
  userId: Schema.String,
  email: Schema.String,
  emailVerified: Schema.Boolean,
  name: Schema.String,
  organizationId: Schema.NullOr(OrganizationId),
  role: Schema.NullOr(Role)
})
export type Holder = typeof Holder.Type

/** An organisation as one of its people reaches it: `websites` are those within this person's reach. */
const Reach = Schema.Struct({
  id: OrganizationId,
  name: Schema.String,
  slug: Schema.String,
  role: Role,
  websites: Schema.Array(Schema.Struct({
    id: WebsiteId,
    name: Schema.String,
    slug: Schema.String,
    domain: Schema.String,
    logoKey: Schema.NullOr(Schema.String)
  }))
})
export type Reach = typeof Reach.Type

/** Accounts and their sessions, before and beside any one site: everything here goes through the closed list of cross-tenant functions. */
export class AccountRepo extends Context.Service<AccountRepo, {
  readonly holder: (session: { readonly tokenHash: string; readonly websiteId: string | null }) => Effect.Effect<Holder | undefined>
  readonly find: (userId: string) => Effect.Effect<Account | undefined>
  readonly rename: (userId: string, name: string) => Effect.Effect<void>
  readonly organizations: (userId: string) => Effect.Effect<ReadonlyArray<Reach>>
  /**
   * Takes a person out of every organisation, settings and devices too. The name of an organisation that would be left without
   * an owner, when nothing was done; null when all is. Joins the transaction at hand.
   */
  readonly leave: (userId: string) => Effect.Effect<string | null>
  /** Invitations that wait for an answer at a person's former address wait at the new one; the sites that have them. */
  readonly moveInvitations: (from: string, to: string) => Effect.Effect<ReadonlyArray<WebsiteId>>
  /** Whether anybody has an account. */
  readonly any: Effect.Effect<boolean>
  readonly anyOrganization: Effect.Effect<boolean>
  /** Makes an organisation with its first owner; false when the slug is taken. */
  readonly foundOrganization: (organization: { readonly id: string; readonly name: string; readonly slug: string; readonly ownerId: string }) => Effect.Effect<boolean>
  /** False when somebody has an account. */
  readonly offerOwnerLink: (hash: Uint8Array) => Effect.Effect<boolean>
  readonly knowsOwnerLink: (hash: Uint8Array) => Effect.Effect<boolean>
  /** True once for one link; every other link ends with it. */
  readonly spendOwnerLink: (hash: Uint8Array) => Effect.Effect<boolean>
  /** Removes what expired or was settled long ago: sessions, proofs, invitations, letters, dead jobs. */
  readonly sweep: Effect.Effect<void>
}>()("api/members/AccountRepo") {
  static readonly layer = Layer.effect(AccountRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const yes = (rows: ReadonlyArray<{ readonly yes: boolean }>) => rows[0]?.yes === true

    const holder = SqlSchema.findAll({
      Request: Schema.Struct({ tokenHash: Schema.String, websiteId: Schema.NullOr(Schema.String) }),
      Result: Holder,
      execute: ({ tokenHash, websiteId }) => sql`select * from who_is(${tokenHash}, ${websiteId})`
    })
    const find = SqlSchema.findAll({ Request: Schema.String, Result: Account, execute: (id) => sql`select * from account_of(${id})` })
    const organizations = SqlSchema.findAll({
      Request: Schema.String,
      Result: Reach,
      execute: (userId) => sql`select * from organizations_of(${userId})`
    })

    return AccountRepo.of({
      holder: (session) => Effect.orDie(Effect.map(holder(session), ([row]) => row)),
      find: (userId) => Effect.orDie(Effect.map(find(userId), ([row]) => row)),
      rename: (userId, name) => Effect.orDie(sql`select rename_account(${userId}, ${name})`),
      organizations: (userId) => Effect.orDie(organizations(userId)),
      leave: (userId) => Effect.orDie(Effect.map(sql<{ ownerless: string | null }>`select leave_everything(${userId}) as ownerless`, ([row]) => row?.ownerless ?? null)),
      moveInvitations: (from, to) => Effect.orDie(Effect.map(
        sql<{ id: WebsiteId }>`select move_invitations(${from}, ${to}) as id`, (rows) => rows.map(({ id }) => id))),
      any: Effect.orDie(Effect.map(sql<{ yes: boolean }>`select has_accounts() as yes`, yes)),
      anyOrganization: Effect.orDie(Effect.map(sql<{ yes: boolean }>`select has_organizations() as yes`, yes)),
      foundOrganization: ({ id, name, ownerId, slug }) =>
        Effect.orDie(Effect.map(sql<{ yes: boolean }>`select found_organization(${id}, ${name}, ${slug}, ${ownerId}) as yes`, yes)),
      offerOwnerLink: (hash) => Effect.orDie(Effect.map(sql<{ yes: boolean }>`select offer_owner_link(${hash}) as yes`, yes)),
      knowsOwnerLink: (hash) => Effect.orDie(Effect.map(sql<{ yes: boolean }>`select knows_owner_link(${hash}) as yes`, yes)),
      spendOwnerLink: (hash) => Effect.orDie(Effect.map(sql<{ yes: boolean }>`select spend_owner_link(${hash}) as yes`, yes)),
      sweep: Effect.orDie(Effect.asVoid(sql`select sweep_members()`))
    })
  }))
}
