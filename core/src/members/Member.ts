import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"
import { OrganizationId, WebsiteId } from "../websites/Website.ts"
import { Role } from "./Role.ts"

/** A colleague on a site. */
export const Member = Schema.Struct({
  userId: Schema.String,
  name: Schema.String,
  email: Schema.String,
  image: Schema.NullOr(Schema.String),
  role: Role,
  lastSeenAt: Schema.NullOr(Timestamp)
})
export type Member = typeof Member.Type

/** Someone whose account is gone: their name stays beside what they wrote. */
export const FormerMember = Schema.Struct({ userId: Schema.String, name: Schema.String })
export type FormerMember = typeof FormerMember.Type

/** Someone asked to join; the link in the letter holds the secret, this does not. */
export const Invitation = Schema.Struct({
  id: Schema.String,
  email: Schema.String,
  role: Schema.Literals(["admin", "member"]),
  status: Schema.Literals(["pending", "expired"]),
  expiresAt: Timestamp,
  inviterName: Schema.String
})
export type Invitation = typeof Invitation.Type

/** The signed-in person with every site within reach. */
export const Me = Schema.Struct({
  userId: Schema.String,
  name: Schema.String,
  email: Schema.String,
  emailVerified: Schema.Boolean,
  image: Schema.NullOr(Schema.String),
  organizations: Schema.Array(Schema.Struct({
    id: OrganizationId,
    name: Schema.String,
    slug: Schema.String,
    role: Role,
    websites: Schema.Array(Schema.Struct({
      id: WebsiteId,
      name: Schema.String,
      slug: Schema.String,
      domain: Schema.String,
      logoUrl: Schema.NullOr(Schema.String)
    }))
  }))
})
export type Me = typeof Me.Type

/** What the join page shows before and after signing in. */
export const JoinState = Schema.Struct({
  status: Schema.Literals(["pending", "accepted", "rejected", "canceled", "expired", "not-found"]),
  organizationName: Schema.NullOr(Schema.String),
  websiteName: Schema.NullOr(Schema.String),
  websiteSlug: Schema.NullOr(Schema.String),
  invitedEmail: Schema.NullOr(Schema.String),
  inviterName: Schema.NullOr(Schema.String),
  hasAccount: Schema.Boolean
})
export type JoinState = typeof JoinState.Type

/** An organisation keeps at least one owner. */
export class LastOwner extends Schema.TaggedError<LastOwner>()("LastOwner", {}, { httpApiStatus: 409 }) {}

export class MemberNotFound extends Schema.TaggedError<MemberNotFound>()("MemberNotFound", { userId: Schema.String }, {
  httpApiStatus: 404
}) {}

/** The invitation is used, declined, cancelled, expired or unknown, or meant for another address. */
export class InvitationRefused extends Schema.TaggedError<InvitationRefused>()("InvitationRefused", {
  reason: Schema.Literals(["invalid", "wrong_account", "email_not_verified"])
}, { httpApiStatus: 403 }) {}
