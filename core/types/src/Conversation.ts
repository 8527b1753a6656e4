import type { ConversationMetadata } from "./Metadata.ts"
import type { ConversationStatus } from "./ConversationStatus.ts"
import type { TimelineItem } from "./TimelineItem.ts"

/** A conversation as its visitor sees it. Moments are ISO 8601 in UTC with milliseconds. */
export interface Conversation {
  /** `CO` and 16 characters, made by the client. */
  id: string
  title?: string | undefined
  visitorTitle?: string | null | undefined
  visitorTitleLanguage?: string | null | undefined
  visitorLanguage?: string | null | undefined
  translationActivatedAt?: string | null | undefined
  translationChargedAt?: string | null | undefined
  metadata?: ConversationMetadata | null | undefined
  createdAt: string
  updatedAt: string
  visitorId: string
  websiteId: string
  channel: string
  status: ConversationStatus
  /** 1 to 5. */
  visitorRating?: number | null | undefined
  visitorRatingAt?: string | null | undefined
  /** Set when it is archived. */
  deletedAt: string | null
  visitorLastSeenAt?: string | null | undefined
  /** The newest public message. */
  lastTimelineItem?: TimelineItem | undefined
}

/** How far someone has read a conversation. */
export interface ConversationSeen {
  id: string
  conversationId: string
  userId: string | null
  visitorId: string | null
  aiAgentId: string | null
  lastSeenAt: string
  createdAt: string
  updatedAt: string
  deletedAt: string | null
}
