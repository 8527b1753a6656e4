import * as Schema from "effect/Schema"
import { TimelineItem } from "../conversations/TimelineItem.ts"
import { Feedback } from "../feedback/Feedback.ts"
import { InboxConversation } from "../inbox/InboxConversation.ts"
import { Delivery } from "../mail/Delivery.ts"
import { VisitorSummary } from "../visitors/VisitorDetail.ts"
import { InstallStatus } from "../websites/InstallStatus.ts"
import { streamEvents } from "./StreamEvent.ts"
import { Processing, ProcessingDone, SeenChanged, TypingChanged } from "./WidgetEvent.ts"

/** Members who have this conversation open now, in any tab; complete each time. */
export const ViewersChanged = Schema.TaggedStruct("ViewersChanged", {
  conversationId: Schema.String,
  userIds: Schema.Array(Schema.String)
})

/** A visitor's page is open (`online`) or no longer. */
export const VisitorPresence = Schema.TaggedStruct("VisitorPresence", {
  visitorId: Schema.String,
  online: Schema.Boolean
})

/** What a site's team is told. */
export const InboxEvent = Schema.Union([
  ...streamEvents,
  Schema.TaggedStruct("ConversationChanged", { conversation: InboxConversation }),
  Schema.TaggedStruct("ItemChanged", { item: TimelineItem }),
  SeenChanged,
  TypingChanged,
  Processing,
  ProcessingDone,
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
