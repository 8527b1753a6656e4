import * as Schema from "effect/Schema"
import { Metadata } from "../ids/Metadata.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { Attribution } from "./Attribution.ts"
import { ContactId, VisitorId } from "./PublicVisitor.ts"

/** A page of the host product: its address without query secrets, its path and its title. */
export const CurrentPage = Schema.Struct({
  url: Schema.String.check(Schema.isMaxLength(2000)),
  path: Schema.String.check(Schema.isMaxLength(1000)),
  title: Schema.NullOr(Schema.String.check(Schema.isMaxLength(300)))
})
export type CurrentPage = typeof CurrentPage.Type

/** What a row of the inbox shows of its visitor. */
export const VisitorSummary = Schema.Struct({
  id: VisitorId,
  name: Schema.NullOr(Schema.String),
  email: Schema.NullOr(Schema.String),
  image: Schema.NullOr(Schema.String),
  isVerified: Schema.Boolean,
  isBlocked: Schema.Boolean,
  lastSeenAt: Schema.NullOr(Timestamp)
})
export type VisitorSummary = typeof VisitorSummary.Type

/** Everything the team knows of a visitor. Addresses are shortened after 30 days. */
export const VisitorDetail = Schema.Struct({
  ...VisitorSummary.fields,
  contactId: Schema.NullOr(ContactId),
  externalId: Schema.NullOr(Schema.String),
  metadata: Metadata,
  language: Schema.NullOr(Schema.String),
  timezone: Schema.NullOr(Schema.String),
  browser: Schema.NullOr(Schema.String),
  os: Schema.NullOr(Schema.String),
  device: Schema.NullOr(Schema.String),
  screenResolution: Schema.NullOr(Schema.String),
  viewport: Schema.NullOr(Schema.String),
  ip: Schema.NullOr(Schema.String),
  currentPage: Schema.NullOr(CurrentPage),
  referrer: Schema.NullOr(Schema.String),
  attribution: Schema.optionalKey(Schema.NullOr(Attribution)),
  /** Visitors on what seems to be the same device, where the owner wants that known. A likeness, never a proof. */
  relatedVisitorIds: Schema.optionalKey(Schema.Array(VisitorId)),
  isTest: Schema.Boolean,
  createdAt: Timestamp
})
export type VisitorDetail = typeof VisitorDetail.Type

export class VisitorNotFound extends Schema.TaggedError<VisitorNotFound>()("VisitorNotFound", { id: Schema.String }, {
  httpApiStatus: 404
}) {}
