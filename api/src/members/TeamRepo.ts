import { type FormerMember, Member } from "@cossistant/core/members/Member"
import { Role } from "@cossistant/core/members/Role"
import type { WebsiteId } from "@cossistant/core/websites/Website"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as SqlSchema from "effect/sql/SqlSchema"
import { SqlClient } from "effect/sql/SqlClient"
import { withTenant } from "../sql/Tenant.ts"
import { imageUrl } from "../storage/imageUrl.ts"
import { Storage } from "../storage/Storage.ts"

/** Who works on a site. Roles belong to the organisation; members besides need a row for each site they reach. */
export class TeamRepo extends Context.Service<TeamRepo, {
  /** Everyone who reaches the site, last seen first. */
  readonly members: (websiteId: string) => Effect.Effect<ReadonlyArray<Member>>
  /** People of this site whose account is gone, by name. */
  readonly former: (websiteId: string) => Effect.Effect<ReadonlyArray<FormerMember>>
  readonly roleOf: (websiteId: string, userId: string) => Effect.Effect<Role | undefined>
  /** Runs `effect` in one transaction of this site in which nobody else changes roles of its organisation. */
  readonly alone: <A, E>(websiteId: WebsiteId, effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
  readonly owners: (websiteId: WebsiteId) => Effect.Effect<number>
  /** Sets the role; a `member` keeps this site. */
  readonly setRole: (websiteId: WebsiteId, userId: string, role: Role) => Effect.Effect<void>
  /** Lets someone in, with the invitation's role unless theirs is higher already. */
  readonly join: (websiteId: WebsiteId, userId: string, role: "admin" | "member") => Effect.Effect<void>
  /** Takes the site from a member, and the organisation from an admin or owner, or when it was a member's last site. */
  readonly remove: (websiteId: WebsiteId, userId: string) => Effect.Effect<void>
  readonly touch: (websiteId: WebsiteId, userId: string) => Effect.Effect<void>
}>()("api/members/TeamRepo") {
  static readonly layer = Layer.effect(TeamRepo, Effect.gen(function*() {
    const sql = yield* SqlClient
    const storage = yield* Storage
    const within = <A, E>(websiteId: string, effect: Effect.Effect<A, E>) =>
      withTenant({ websiteId, data: "all" }, effect).pipe(Effect.provideService(SqlClient, sql))
    const organization = sql`(select organization_id from website)`

    const members = SqlSchema.findAll({
      Request: Schema.String,
      Result: Member,
      execute: (websiteId) => sql`
        select user_id, name, email, image, role, wire_time(last_seen_at) as last_seen_at from team_of_site(${websiteId})`
    })
    const roleOf = SqlSchema.findAll({
      Request: Schema.Struct({ websiteId: Schema.String, userId: Schema.String }),
      Result: Schema.Struct({ role: Schema.NullOr(Role) }),
      execute: ({ userId, websiteId }) => sql`select role_on_site(${websiteId}, ${userId}) as role`
    })
    const keepSite = (websiteId: WebsiteId, userId: string) => sql`
      insert into website_member (website_id, organization_id, user_id) values (${websiteId}, ${organization}, ${userId})
      on conflict do nothing`

    return TeamRepo.of({
      members: (websiteId) => Effect.orDie(Effect.map(members(websiteId), (team) =>
        team.map((member) => member.image === null ? member : { ...member, image: imageUrl(storage, member.image) }))),
      former: (websiteId) => Effect.orDie(within(websiteId, sql<FormerMember>`
        select user_id, name from former_member where website_id = ${websiteId} order by name, user_id`)),
      roleOf: (websiteId, userId) => Effect.orDie(Effect.map(roleOf({ websiteId, userId }), ([row]) => row?.role ?? undefined)),
      alone: (websiteId, effect) => within(
        websiteId,
        Effect.andThen(Effect.orDie(sql`select from organization for update`), effect)
      ),
      owners: (websiteId) => Effect.orDie(within(websiteId, Effect.map(
        sql<{ n: number }>`select count(*)::int as n from member where role = 'owner'`,
        ([row]) => row?.n ?? 0
      ))),
      setRole: (websiteId, userId, role) => Effect.orDie(within(websiteId, Effect.gen(function*() {
        yield* sql`update member set role = ${role} where user_id = ${userId}`
        if (role === "member") yield* keepSite(websiteId, userId)
      }))),
      join: (websiteId, userId, role) => Effect.orDie(within(websiteId, Effect.gen(function*() {
        yield* sql`
          insert into member (organization_id, user_id, role) values (${organization}, ${userId}, ${role})
          on conflict (organization_id, user_id) do update set role = excluded.role
          where member.role = 'member' and excluded.role = 'admin'`
        if (role === "member") yield* keepSite(websiteId, userId)
      }))),
      remove: (websiteId, userId) => Effect.orDie(within(websiteId, Effect.gen(function*() {
        yield* sql`delete from website_member where website_id = ${websiteId} and user_id = ${userId}`
        yield* sql`delete from member m where user_id = ${userId}
          and (role <> 'member' or not exists (select from website_member s where s.user_id = m.user_id))`
      }))),
      touch: (websiteId, userId) => Effect.orDie(within(websiteId, Effect.asVoid(
        sql`update member set last_seen_at = now() where user_id = ${userId}`
      )))
    })
  }))
}
