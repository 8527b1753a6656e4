import * as Schema from "effect/Schema"
import * as Rpc from "effect/rpc/Rpc"
import * as RpcGroup from "effect/rpc/RpcGroup"
import { LimitReached } from "../billing/Plan.ts"
import { MemberAuth, NeedsRole, RoleRequired, UserAuth } from "../auth/MemberAuth.ts"
import { Capabilities } from "../capabilities/Capabilities.ts"
import { TooManyRequests } from "../errors/TooManyRequests.ts"
import { InstallationTarget, OrganizationId, SlugTaken, Website, WebsiteId, WebsiteName } from "../websites/Website.ts"
import { FormerMember, Invitation, InvitationRefused, JoinState, LastOwner, Me, Member, MemberNotFound } from "./Member.ts"
import { Role } from "./Role.ts"

const site = { websiteId: WebsiteId }
const Email = Schema.Trim.check(Schema.isMaxLength(254), Schema.isPattern(/^[^\s@]+@[^\s@]+$/))

/** What the join page shows before anyone signed in; whoever holds the letter's secret may ask. */
export class JoinRpcs extends RpcGroup.make(
  Rpc.make("invitations.get", {
    payload: { id: Schema.String, secret: Schema.String },
    success: JoinState,
    error: TooManyRequests
  })
) {}

/** What a signed-in person does before or beside any one site. */
export class UserRpcs extends RpcGroup.make(
  Rpc.make("me.get", { success: Me }),
  Rpc.make("me.update", { payload: { name: Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(120)) }, success: Me }),
  Rpc.make("capabilities.get", { success: Capabilities }),
  /** Creates the organisation on the way when the person has none (`organizationId` absent). */
  Rpc.make("websites.create", {
    payload: {
      organizationId: Schema.optionalKey(OrganizationId),
      name: WebsiteName,
      domain: Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(253)),
      installationTarget: InstallationTarget
    },
    success: Schema.Struct({ website: Website, testPublicKey: Schema.String }),
    error: Schema.Union([SlugTaken, RoleRequired, TooManyRequests])
  }),
  Rpc.make("invitations.accept", {
    payload: { id: Schema.String, secret: Schema.String },
    success: Schema.Struct({ websiteSlug: Schema.String }),
    error: InvitationRefused
  }),
  Rpc.make("invitations.reject", { payload: { id: Schema.String, secret: Schema.String }, error: InvitationRefused })
).middleware(UserAuth) {}

/** The team of a site. */
export class TeamRpcs extends RpcGroup.make(
  Rpc.make("team.list", {
    payload: site,
    success: Schema.Struct({ members: Schema.Array(Member), former: Schema.Array(FormerMember), invitations: Schema.Array(Invitation), myRole: Role })
  }),
  Rpc.make("team.invite", {
    payload: {
      ...site,
      emails: Schema.Array(Email).check(Schema.isMinLength(1), Schema.isMaxLength(50)),
      role: Schema.Literals(["admin", "member"])
    },
    success: Schema.Array(Schema.Struct({
      email: Schema.String,
      status: Schema.Literals(["invited", "already-member", "already-invited", "delivery-failed"])
    })),
    error: Schema.Union([TooManyRequests, LimitReached])
  }).annotate(NeedsRole, "admin"),
  Rpc.make("team.cancelInvitation", { payload: { ...site, id: Schema.String }, error: InvitationRefused }).annotate(NeedsRole, "admin"),
  Rpc.make("team.setRole", {
    payload: { ...site, userId: Schema.String, role: Role },
    error: Schema.Union([MemberNotFound, LastOwner, RoleRequired])
  }).annotate(NeedsRole, "admin"),
  Rpc.make("team.remove", {
    payload: { ...site, userId: Schema.String },
    error: Schema.Union([MemberNotFound, LastOwner, RoleRequired])
  }).annotate(NeedsRole, "admin")
).middleware(MemberAuth) {}
