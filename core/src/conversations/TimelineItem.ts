import * as Schema from "effect/Schema"
import { Timestamp } from "../ids/Timestamp.ts"
import { Ulid } from "../ids/Ulid.ts"
import { TimelinePart } from "./TimelinePart.ts"

export const TimelineItemId = Ulid.pipe(Schema.brand("TimelineItemId"))
export type TimelineItemId = typeof TimelineItemId.Type

export const TimelineItemType = Schema.Literals(["message", "event", "identification", "tool"])
export type TimelineItemType = typeof TimelineItemType.Type

/** `public` reaches the visitor, `private` never leaves the team. */
export const Visibility = Schema.Literals(["public", "private"])
export type Visibility = typeof Visibility.Type

/** What a person may write in one message: at most 8,000 characters. May be empty when files go with it; see `hasContent`. */
export const MessageText = Schema.String.check(Schema.isMaxLength(8000))

/** Nobody is told of a message that says nothing. */
export const hasContent = Schema.makeFilter<{ readonly text: string; readonly files?: ReadonlyArray<string> }>(({ files = [], text }) =>
  files.length > 0 || text.trim() !== "" || "A message has words or files")

/**
 * One row of a thread. `seq` is its only order (1, 2, 3 … within the conversation, given by the server); `version`
 * grows with every change of the same id. At most one author id is set: a member, an AI agent or a visitor.
 */
export const TimelineItem = Schema.Struct({
  id: TimelineItemId,
  conversationId: Schema.String,
  seq: Schema.Int,
  version: Schema.Int,
  type: TimelineItemType,
  visibility: Visibility,
  text: Schema.NullOr(Schema.String),
  tool: Schema.NullOr(Schema.String),
  parts: Schema.Array(TimelinePart),
  userId: Schema.NullOr(Schema.String),
  aiAgentId: Schema.NullOr(Schema.String),
  visitorId: Schema.NullOr(Schema.String),
  createdAt: Timestamp,
  deletedAt: Schema.NullOr(Timestamp)
})
export type TimelineItem = typeof TimelineItem.Type

/** The same row as a visitor may see it: public ones only, so that a private item cannot be encoded by mistake. */
export const PublicTimelineItem = Schema.Struct({ ...TimelineItem.fields, visibility: Schema.Literal("public") })
export type PublicTimelineItem = typeof PublicTimelineItem.Type
