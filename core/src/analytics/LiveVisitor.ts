import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"
import { AttributionChannel } from "../visitors/Attribution.ts"
import { VisitorId } from "../visitors/PublicVisitor.ts"
import { CurrentPage } from "../visitors/VisitorDetail.ts"

/** Where a visitor seems to be: ISO 3166-1 alpha-2 in capitals, names as the source writes them, degrees. */
export const VisitorPlace = Schema.Struct({
  countryCode: Schema.String,
  region: Schema.NullOr(Schema.String),
  city: Schema.NullOr(Schema.String),
  latitude: Schema.NullOr(Schema.Finite),
  longitude: Schema.NullOr(Schema.Finite)
})
export type VisitorPlace = typeof VisitorPlace.Type

/** A visitor who is here (a page is open) or was within 30 minutes. */
export const LiveVisitor = Schema.Struct({
  id: VisitorId,
  name: Schema.NullOr(Schema.String),
  email: Schema.NullOr(Schema.String),
  image: Schema.NullOr(Schema.String),
  status: Schema.Literals(["online", "away"]),
  lastSeenAt: Timestamp,
  createdAt: Timestamp,
  page: Schema.NullOr(CurrentPage),
  place: Schema.NullOr(VisitorPlace),
  channel: Schema.NullOr(AttributionChannel),
  /** The newest conversation with this visitor. */
  conversationId: Schema.NullOr(Schema.String)
})
export type LiveVisitor = typeof LiveVisitor.Type

/** Who is here now, newest first. */
export const LiveVisitors = Schema.Struct({
  visitors: Schema.Array(LiveVisitor),
  online: Schema.Int,
  /** There are more than are listed. */
  hasMore: Schema.Boolean,
  /** Why no visitor has a place; null when the server looks places up. */
  placesOff: Schema.NullOr(Schema.Literal("geo_provider_none"))
})
export type LiveVisitors = typeof LiveVisitors.Type
