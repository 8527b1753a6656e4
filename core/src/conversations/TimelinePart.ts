import * as Schema from "effect/Schema"

export const TextPart = Schema.Struct({
  type: Schema.Literal("text"),
  text: Schema.String,
  state: Schema.optionalKey(Schema.Literals(["streaming", "done"]))
})

const file = {
  url: Schema.String,
  mediaType: Schema.String,
  filename: Schema.optionalKey(Schema.String),
  size: Schema.optionalKey(Schema.Int)
}
export const FilePart = Schema.Struct({ type: Schema.Literal("file"), ...file })
export const ImagePart = Schema.Struct({
  type: Schema.Literal("image"),
  ...file,
  width: Schema.optionalKey(Schema.Int),
  height: Schema.optionalKey(Schema.Int)
})

export const EventType = Schema.Literals([
  "assigned", "unassigned", "participant_requested", "participant_joined", "participant_left", "status_changed",
  "priority_changed", "tag_added", "tag_removed", "resolved", "reopened", "visitor_blocked", "visitor_unblocked",
  "visitor_identified", "ai_paused", "ai_resumed"
])
export type EventType = typeof EventType.Type

export const EventPart = Schema.Struct({
  type: Schema.Literal("event"),
  eventType: EventType,
  actorUserId: Schema.NullOr(Schema.String),
  actorAiAgentId: Schema.NullOr(Schema.String),
  targetUserId: Schema.NullOr(Schema.String),
  targetAiAgentId: Schema.NullOr(Schema.String),
  message: Schema.optionalKey(Schema.NullOr(Schema.String))
})

export const MetadataPart = Schema.Struct({
  type: Schema.Literal("metadata"),
  source: Schema.Literals(["email", "widget", "api"])
})

export const TranslationPart = Schema.Struct({
  type: Schema.Literal("translation"),
  text: Schema.String,
  sourceLanguage: Schema.String,
  targetLanguage: Schema.String,
  audience: Schema.Literals(["team", "visitor"]),
  mode: Schema.Literals(["auto", "manual"]),
  modelId: Schema.optionalKey(Schema.NullOr(Schema.String))
})

/** A piece of a timeline item. Text parts come first, then files. */
export const TimelinePart = Schema.Union([TextPart, FilePart, ImagePart, EventPart, MetadataPart, TranslationPart])
export type TimelinePart = typeof TimelinePart.Type
