import type { ConversationTimelineType } from "./ConversationTimelineType.ts"
import type { TimelineItemVisibility } from "./TimelineItemVisibility.ts"
import type { TimelineItemParts } from "./TimelineParts.ts"

/** One row of a conversation. Its author is the first that is set of user, AI agent and visitor. */
export interface TimelineItem {
  id?: string | undefined
  conversationId: string
  /** Empty while the server doesn't have the item yet. */
  organizationId: string
  visibility: TimelineItemVisibility
  type: ConversationTimelineType
  /** As it was written, never a translation. */
  text: string | null
  /** The name of a tool. */
  tool?: string | null | undefined
  parts: TimelineItemParts
  userId: string | null
  aiAgentId: string | null
  visitorId: string | null
  createdAt: string
  deletedAt?: string | null | undefined
}
