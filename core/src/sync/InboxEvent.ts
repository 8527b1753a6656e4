import * as Schema from "effect/Schema"
import { TimelineItem } from "../conversations/TimelineItem.ts"
import { Feedback } from "../feedback/Feedback.ts"
import { InboxConversation } from "../inbox/InboxConversation.ts"
import { Delivery } from "../mail/Delivery.ts"
import { VisitorSummary } from "../visitors/VisitorDetail.ts"
import { InstallStatus } from "../websites/InstallStatus.ts"
import { streamEvents } from "./StreamEvent.ts"
import { Processing, ProcessingDone, SeenChanged, TypingChanged } from "./WidgetEvent.ts"

const viewers = { conversationId: Schema.String, userIds: Schema.Array(Schema.String) }

/** Members who have this conversation open now, in any tab; complete each time. */
export const ViewersChanged = Schema.TaggedStruct("ViewersChanged", viewers)

/** A visitor's page is open (`online`) or no longer. */
export const VisitorPresence = Schema.TaggedStruct("VisitorPresence", {
  visitorId: Schema.String,
  online: Schema.Boolean
})

/**
 * Everyone who is there, at the start of each subscription and when much changes at once: visitors whose page is open,
 * members by the conversation they have open. It replaces what was known; whoever isn't in it isn't there.
 */
export const Presence = Schema.TaggedStruct("Presence", {
  online: Schema.Array(Schema.String),
  viewers: Schema.Array(Schema.Struct(viewers))
})

/** What a site's team is told. */
export const InboxEvent = Schema.Union([
  ...streamEvents,
  Schema.TaggedStruct("ConversationChanged", {
    conversation: InboxConversation,
    /** How far each member has read: user id → seq. It doesn't come with a message, which nobody has read. */
    seen: Schema.optionalKey(Schema.Record(Schema.String, Schema.Int))
  }),
  Schema.TaggedStruct("ItemChanged", { item: TimelineItem }),
  SeenChanged,
  TypingChanged,
  Processing,
  ProcessingDone,
  Presence,
  ViewersChanged,
  VisitorPresence,
  /** A letter of a conversation moved on; `mail.deliveries` has them all. */
  Schema.TaggedStruct("DeliveryChanged", { delivery: Delivery }),
  Schema.TaggedStruct("FeedbackGiven", { feedback: Feedback }),
  Schema.TaggedStruct("VisitorChanged", { visitor: VisitorSummary }),
  Schema.TaggedStruct("InstallChanged", { status: InstallStatus }),
  Schema.TaggedStruct("SiteChanged", { websiteId: Schema.String })
])
export type InboxEvent = typeof InboxEvent.Type
