import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"
import { PublicVisitor } from "../visitors/PublicVisitor.ts"
import { IdentityVerification, OrganizationId, WebsiteId } from "./Website.ts"

/** A teammate as visitors see them. `email` is always null: an address is never served to browsers. */
export const HumanAgent = Schema.Struct({
  id: Schema.String,
  name: Schema.NullOr(Schema.String),
  email: Schema.Null,
  image: Schema.NullOr(Schema.String),
  lastSeenAt: Schema.NullOr(Timestamp),
  /** By the server's clock: seen within 15 minutes, within an hour, or longer ago. */
  presence: Schema.optionalKey(Schema.NullOr(Schema.Literals(["online", "away"])))
})
export type HumanAgent = typeof HumanAgent.Type

export const AIAgent = Schema.Struct({ id: Schema.String, name: Schema.String, image: Schema.NullOr(Schema.String) })
export type AIAgent = typeof AIAgent.Type

/** What the widget learns at start. `visitor` is null until an activity needs one. */
export const PublicWebsite = Schema.Struct({
  id: WebsiteId,
  organizationId: OrganizationId,
  name: Schema.String,
  domain: Schema.String,
  description: Schema.NullOr(Schema.String),
  logoUrl: Schema.NullOr(Schema.String),
  defaultLanguage: Schema.String,
  status: Schema.Literals(["active", "inactive"]),
  lastOnlineAt: Schema.NullOr(Timestamp),
  availableHumanAgents: Schema.Array(HumanAgent),
  availableAIAgents: Schema.Array(AIAgent),
  identityVerification: IdentityVerification,
  typingPreview: Schema.Boolean,
  /** The owner wants devices related to each other: a coarse hash of this one is told. */
  fingerprinting: Schema.optionalKey(Schema.Boolean),
  isTest: Schema.Boolean,
  unreadCount: Schema.Int,
  visitor: Schema.NullOr(PublicVisitor)
})
export type PublicWebsite = typeof PublicWebsite.Type
