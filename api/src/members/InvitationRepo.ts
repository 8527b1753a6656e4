import { Invitation } from "@cossistant/core/members/Member"
import { OrganizationId, WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlSchema from "effect/sql/SqlSchema"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"

/** An invitation as whoever holds its secret may know it. */
const KnownInvitation = Schema.Struct({
  websiteId: WebsiteId,
  organizationId: OrganizationId,
  organizationName: Schema.String,
  organizationSlug: Schema.String,
  websiteName: Schema.String,
  websiteSlug: Schema.String,
  logoKey: Schema.NullOr(Schema.String),
  email: Schema.String,
  role: Schema.Literals(["admin", "member"]),
  status: Schema.Literals(["pending", "accepted", "rejected", "canceled", "expired"]),
  inviterName: Schema.NullOr(Schema.String),
  hasAccount: Schema.Boolean
})
export type KnownInvitation = typeof KnownInvitation.Type

export interface NewInvitation {
  readonly id: string
  readonly email: string
  readonly role: "admin" | "member"
  readonly secretHash: Uint8Array
  readonly inviterId: string
}

/** Invitations by their secret, before a site is known, and within one site's scope. */
export class InvitationRepo extends Context.Service<InvitationRepo, {
  readonly bySecret: (id: string, hash: Uint8Array) => Effect.Effect<KnownInvitation | undefined>
  /** Pending and expired ones, newest first. */
  readonly open: (websiteId: WebsiteId) => Effect.Effect<ReadonlyArray<Invitation>>
  /** How many were made within the last hour. */
  readonly recent: (websiteId: WebsiteId) => Effect.Effect<number>
  /** Adds one for 7 days in place of an expired one; false when one for this address is pending. */
  readonly add: (websiteId: WebsiteId, invitation: NewInvitation) => Effect.Effect<boolean>
  readonly remove: (websiteId: WebsiteId, id: string) => Effect.Effect<void>
  /** Ends a pending one; false when it isn't pending, or expired and about to be accepted. */
  readonly settle: (websiteId: WebsiteId, id: string, status: "accepted" | "rejected" | "canceled") => Effect.Effect<boolean>
}>()("api/members/InvitationRepo") {
  static readonly layer = Layer.effect(InvitationRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const within = <A, E>(websiteId: string, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql), Effect.orDie)

    const bySecret = SqlSchema.findAll({
      Request: Schema.Struct({ id: Schema.String, hash: Schema.Uint8Array }),
      Result: KnownInvitation,
      execute: ({ hash, id }) => sql`select * from invitation_by_secret(${id}, ${hash})`
    })
    const open = SqlSchema.findAll({
      Request: Schema.String,
      Result: Invitation,
      execute: (websiteId) => sql`
        select i.id, i.email, i.role, case when i.expires_at <= now() then 'expired' else 'pending' end as status,
          wire_time(i.expires_at) as expires_at, coalesce(t.name, '') as inviter_name
        from invitation i left join team_of_site(${websiteId}) t on t.user_id = i.inviter_id
        where i.status = 'pending' order by i.created_at desc, i.id desc`
    })

    return InvitationRepo.of({
      bySecret: (id, hash) => Effect.orDie(Effect.map(bySecret({ id, hash }), ([row]) => row)),
      open: (websiteId) => within(websiteId, open(websiteId)),
      recent: (websiteId) => within(websiteId, Effect.map(
        sql<{ n: number }>`select count(*)::int as n from invitation where created_at > now() - interval '1 hour'`,
        ([row]) => row?.n ?? 0
      )),
      add: (websiteId, { email, id, inviterId, role, secretHash }) => within(websiteId, Effect.gen(function*() {
        yield* sql`update invitation set status = 'canceled' where email = ${email} and status = 'pending' and expires_at <= now()`
        const added = yield* sql`
          insert into invitation (id, website_id, email, role, secret_hash, inviter_id, expires_at)
          values (${id}, ${websiteId}, ${email}, ${role}, ${secretHash}, ${inviterId}, now() + interval '7 days')
          on conflict (website_id, email) where status = 'pending' do nothing returning id`
        return added.length > 0
      })),
      remove: (websiteId, id) => within(websiteId, Effect.asVoid(sql`delete from invitation where id = ${id}`)),
      settle: (websiteId, id, status) => within(websiteId, Effect.map(
        sql`update invitation set status = ${status} where id = ${id} and status = 'pending'
          and (expires_at > now() or ${status} <> 'accepted') returning id`,
        (rows) => rows.length > 0
      ))
    })
  }))
}
