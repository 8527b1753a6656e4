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

/** What a visitor is told. Nothing in it is private to the team, and nothing personal to one device. */
export const WidgetEvent = Schema.Union([
  ...streamEvents,
  Schema.TaggedStruct("ConversationChanged", { conversation: PublicConversation }),
  Schema.TaggedStruct("ItemChanged", { item: PublicTimelineItem }),
  SeenChanged,
  TypingChanged,
  Schema.TaggedStruct("VisitorChanged", { visitor: PublicVisitor })
])
export type WidgetEvent = typeof WidgetEvent.Type
