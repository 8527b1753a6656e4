import * as Schema from "effect/Schema"
import { PublicConversation } from "../conversations/Conversation.ts"
import { PublicTimelineItem } from "../conversations/TimelineItem.ts"
import { Timestamp } from "../ids/Timestamp.ts"
import { PublicVisitor } from "../visitors/PublicVisitor.ts"
import { streamEvents } from "./StreamEvent.ts"

/** A reader reached `seq`. `actorType` visitor stands for all devices of the visitor's side. */
export const SeenChanged = Schema.TaggedStruct("SeenChanged", {
  conversationId: Schema.String,
  actorType: Schema.Literals(["visitor", "user", "ai_agent"]),
  actorId: Schema.String,
  seq: Schema.Int,
  at: Timestamp
})

/** Someone writes, or stopped. Expires by itself after 6 s. `preview` reaches the team only, where the site allows it. */
export const TypingChanged = Schema.TaggedStruct("TypingChanged", {
  conversationId: Schema.String,
  actorType: Schema.Literals(["visitor", "user", "ai_agent"]),
  actorId: Schema.String,
  isTyping: Schema.Boolean,
  preview: Schema.NullOr(Schema.String)
})

/** The tool that an AI agent uses just now. */
export const ProcessingTool = Schema.Struct({
  toolCallId: Schema.String,
  toolName: Schema.String,
  state: Schema.Literals(["partial", "result", "error"])
})

/** What an AI agent does in a conversation just now. Expires by itself after 15 s; never stored. */
export const Processing = Schema.TaggedStruct("Processing", {
  conversationId: Schema.String,
  workflowRunId: Schema.String,
  aiAgentId: Schema.String,
  phase: Schema.String.check(Schema.isMaxLength(100)),
  message: Schema.NullOr(Schema.String.check(Schema.isMaxLength(500))),
  tool: Schema.NullOr(ProcessingTool)
})

/** It is over. */
export const ProcessingDone = Schema.TaggedStruct("ProcessingDone", {
  conversationId: Schema.String,
  workflowRunId: Schema.String,
  aiAgentId: Schema.String,
  status: Schema.Literals(["success", "skipped", "cancelled", "error"])
})

/** What a visitor is told. Nothing in it is private to the team, and nothing personal to one device. */
export const WidgetEvent = Schema.Union([
  ...streamEvents,
  Schema.TaggedStruct("ConversationChanged", { conversation: PublicConversation }),
  Schema.TaggedStruct("ItemChanged", { item: PublicTimelineItem }),
  SeenChanged,
  TypingChanged,
  Processing,
  ProcessingDone,
  Schema.TaggedStruct("VisitorChanged", { visitor: PublicVisitor })
])
export type WidgetEvent = typeof WidgetEvent.Type
