import * as Schema from "effect/Schema"
import { Metadata } from "../ids/Metadata.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { Ulid } from "../ids/Ulid.ts"
import { ContactId } from "../visitors/PublicVisitor.ts"
import { emailPattern, webPattern } from "./wanted.ts"

export const ContactOrganizationId = Ulid.pipe(Schema.brand("ContactOrganizationId"))
export type ContactOrganizationId = typeof ContactOrganizationId.Type

/** A known person of a site. */
export const Contact = Schema.Struct({
  id: ContactId,
  externalId: Schema.NullOr(Schema.String),
  name: Schema.NullOr(Schema.String),
  email: Schema.NullOr(Schema.String),
  image: Schema.NullOr(Schema.String),
  metadata: Metadata,
  contactOrganizationId: Schema.NullOr(ContactOrganizationId),
  /** Proven by a signed token or told by the site's own server; else told by a page. */
  isVerified: Schema.Boolean,
  createdAt: Timestamp,
  updatedAt: Timestamp
}).annotate({ identifier: "Contact" })
export type Contact = typeof Contact.Type

/** A contact in a list, with the browsers it was seen in. */
export const ContactRow = Schema.Struct({
  ...Contact.fields,
  visitorCount: Schema.Int,
  lastSeenAt: Schema.NullOr(Timestamp),
  contactOrganizationName: Schema.NullOr(Schema.String)
}).annotate({ identifier: "ContactRow" })
export type ContactRow = typeof ContactRow.Type

const text = (most: number) => Schema.Trim.check(Schema.isMinLength(1), Schema.isMaxLength(most))
const Email = Schema.Trim.check(Schema.isMaxLength(254), emailPattern)
const Image = Schema.String.check(Schema.isMaxLength(2000), webPattern)
const orNull = <S extends Schema.Top>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** What a server says of a person. Left out: stays as it is; null: removed. */
export const ContactFields = {
  externalId: orNull(text(255)),
  name: orNull(text(200)),
  email: orNull(Email),
  image: orNull(Image),
  metadata: Schema.optionalKey(Metadata),
  contactOrganizationId: orNull(ContactOrganizationId)
}
export const NewContact = Schema.Struct(ContactFields)
export type NewContact = typeof NewContact.Type

/** A company that contacts belong to. */
export const ContactOrganization = Schema.Struct({
  id: ContactOrganizationId,
  name: Schema.String,
  externalId: Schema.NullOr(Schema.String),
  domain: Schema.NullOr(Schema.String),
  description: Schema.NullOr(Schema.String),
  metadata: Metadata,
  createdAt: Timestamp,
  updatedAt: Timestamp
}).annotate({ identifier: "ContactOrganization" })
export type ContactOrganization = typeof ContactOrganization.Type

export const ContactOrganizationFields = {
  externalId: orNull(text(255)),
  domain: orNull(text(253)),
  description: orNull(text(500)),
  metadata: Schema.optionalKey(Metadata)
}
export const NewContactOrganization = Schema.Struct({ name: text(200), ...ContactOrganizationFields })
export type NewContactOrganization = typeof NewContactOrganization.Type
export const ContactOrganizationChanges = Schema.Struct({ name: Schema.optionalKey(text(200)), ...ContactOrganizationFields })
export type ContactOrganizationChanges = typeof ContactOrganizationChanges.Type

export class ContactNotFound extends Schema.TaggedError<ContactNotFound>()("ContactNotFound", { id: Schema.String }, { httpApiStatus: 404 }) {}

export class ContactOrganizationNotFound extends Schema.TaggedError<ContactOrganizationNotFound>()(
  "ContactOrganizationNotFound", { id: Schema.String }, { httpApiStatus: 404 }
) {}

/** Another contact, or another organisation, has this external id. */
export class ExternalIdTaken extends Schema.TaggedError<ExternalIdTaken>()("ExternalIdTaken", {}, { httpApiStatus: 409 }) {}
