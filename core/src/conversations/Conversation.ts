import * as Schema from "effect/Schema"
import { Metadata } from "../ids/Metadata.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { VisitorId } from "../visitors/PublicVisitor.ts"
import { WebsiteId } from "../websites/Website.ts"
import { PublicTimelineItem } from "./TimelineItem.ts"

/** `CO` and 16 of `1-9A-Z` without `0` and `O`. The client makes it; the database keeps it unique within a site. */
export const ConversationId = Schema.String.check(
  Schema.isPattern(/^CO[1-9A-NP-Z]{16}$/, { expected: "CO and 16 of the digits 1-9 and the letters A-Z without O" })
).pipe(Schema.brand("ConversationId"))
export type ConversationId = typeof ConversationId.Type

export const ConversationStatus = Schema.Literals(["open", "resolved", "spam"])
export type ConversationStatus = typeof ConversationStatus.Type

/** How the visitor found it, from 1 to 5. */
export const Rating = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 5 }))

export const ConversationPriority = Schema.Literals(["low", "normal", "high", "urgent"])
export type ConversationPriority = typeof ConversationPriority.Type

/**
 * A conversation as its visitor sees it, on any of the visitor's devices. `lastSeq` is the newest public message's place,
 * `version` grows with every change, `unreadCount` counts public messages by others after `visitorSeenSeq`;
 * a set `deletedAt` means archived. What may be left out is as it was told before, if it was.
 */
export const PublicConversation = Schema.Struct({
  id: ConversationId,
  websiteId: WebsiteId,
  visitorId: VisitorId,
  title: Schema.NullOr(Schema.String),
  status: ConversationStatus,
  channel: Schema.String,
  createdAt: Timestamp,
  updatedAt: Timestamp,
  deletedAt: Schema.NullOr(Timestamp),
  lastSeq: Schema.Int,
  version: Schema.Int,
  visitorSeenSeq: Schema.Int,
  unreadCount: Schema.Int,
  lastItem: Schema.NullOr(PublicTimelineItem),
  /** The title in the visitor's language, where it was translated. */
  visitorTitle: Schema.optionalKey(Schema.NullOr(Schema.String)),
  visitorTitleLanguage: Schema.optionalKey(Schema.NullOr(Schema.String)),
  visitorLanguage: Schema.optionalKey(Schema.NullOr(Schema.String)),
  metadata: Schema.optionalKey(Schema.NullOr(Metadata)),
  visitorRating: Schema.optionalKey(Schema.NullOr(Rating)),
  visitorRatingAt: Schema.optionalKey(Schema.NullOr(Timestamp))
})
export type PublicConversation = typeof PublicConversation.Type

/** No such conversation for you; the same answer for "not yours" and "not there". */
export class ConversationNotFound extends Schema.TaggedError<ConversationNotFound>()("ConversationNotFound", {
  conversationId: Schema.String
}, { httpApiStatus: 404 }) {}

/** Resolved, spam or archived: visitors start a new conversation instead. */
export class ConversationClosed extends Schema.TaggedError<ConversationClosed>()("ConversationClosed", {
  conversationId: Schema.String,
  status: Schema.Literals(["resolved", "spam", "archived"])
}, { httpApiStatus: 403 }) {}

/** Only a resolved conversation may be rated, once. */
export class RatingRefused extends Schema.TaggedError<RatingRefused>()("RatingRefused", {
  conversationId: Schema.String,
  reason: Schema.Literals(["not_resolved", "already_rated"])
}, { httpApiStatus: 403 }) {}

/** This id was used before by another author, in another conversation or for another text. Nothing of it is shown. */
export class IdConflict extends Schema.TaggedError<IdConflict>()("IdConflict", { id: Schema.String }, {
  httpApiStatus: 409
}) {}
