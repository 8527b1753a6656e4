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

/** What a model's vendor says of a part. The team's own: it never reaches a visitor. */
const provider = { providerMetadata: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)) }

/** How an AI agent came to what it says. The team's own. */
export const ReasoningPart = Schema.Struct({
  type: Schema.Literal("reasoning"),
  text: Schema.String,
  state: Schema.optionalKey(Schema.Literals(["streaming", "done"])),
  ...provider
})

/** A tool that an AI agent used; the type names it: `tool-searchKnowledgeBase`. */
export const ToolPart = Schema.Struct({
  type: Schema.TemplateLiteral(["tool-", Schema.String]),
  toolCallId: Schema.String,
  toolName: Schema.String,
  input: Schema.Record(Schema.String, Schema.Json),
  output: Schema.optionalKey(Schema.Json),
  state: Schema.Literals(["partial", "result", "error"]),
  errorText: Schema.optionalKey(Schema.String),
  callProviderMetadata: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)),
  ...provider
})
export type ToolPart = typeof ToolPart.Type

/** Where an answer comes from: a page, or a document that can't be linked to. */
export const SourceUrlPart = Schema.Struct({
  type: Schema.Literal("source-url"),
  sourceId: Schema.String,
  url: Schema.String,
  title: Schema.optionalKey(Schema.String),
  ...provider
})
export const SourceDocumentPart = Schema.Struct({
  type: Schema.Literal("source-document"),
  sourceId: Schema.String,
  mediaType: Schema.String,
  title: Schema.String,
  filename: Schema.optionalKey(Schema.String),
  ...provider
})

/** Where one step of an AI agent's answer begins. */
export const StepStartPart = Schema.Struct({ type: Schema.Literal("step-start") })

/** A piece of a timeline item. Text parts come first, then files. */
export const TimelinePart = Schema.Union([
  TextPart, FilePart, ImagePart, EventPart, MetadataPart, TranslationPart, ReasoningPart, SourceUrlPart, SourceDocumentPart, StepStartPart, ToolPart
])
export type TimelinePart = typeof TimelinePart.Type
