import * as Schema from "effect/Schema"
import { Ulid } from "../ids/Ulid.ts"

export const VisitorId = Ulid.pipe(Schema.brand("VisitorId"))
export type VisitorId = typeof VisitorId.Type

export const ContactId = Ulid.pipe(Schema.brand("ContactId"))
export type ContactId = typeof ContactId.Type

/** The person a visitor turned out to be, as that visitor may see it. */
export const PublicContact = Schema.Struct({
  id: ContactId,
  externalId: Schema.NullOr(Schema.String),
  name: Schema.NullOr(Schema.String),
  email: Schema.NullOr(Schema.String),
  image: Schema.NullOr(Schema.String),
  metadataHash: Schema.NullOr(Schema.String),
  isVerified: Schema.Boolean
})
export type PublicContact = typeof PublicContact.Type

/** One browser on one site. */
export const PublicVisitor = Schema.Struct({
  id: VisitorId,
  isBlocked: Schema.Boolean,
  language: Schema.NullOr(Schema.String),
  timezone: Schema.NullOr(Schema.String),
  contact: Schema.NullOr(PublicContact)
})
export type PublicVisitor = typeof PublicVisitor.Type
