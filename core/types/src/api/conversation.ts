import type { Conversation, ConversationSeen } from "../Conversation.ts"
import type { ConversationMetadataInput } from "../Metadata.ts"
import type { TimelineItem } from "../TimelineItem.ts"

/** Where a list stands that is read page by page. */
export interface Pagination {
  page: number
  limit: number
  total: number
  totalPages: number
  hasMore: boolean
}

export interface ListConversationsRequest {
  visitorId?: string | undefined
  page?: number | undefined
  limit?: number | undefined
  status?: "open" | "closed" | undefined
  orderBy?: "createdAt" | "updatedAt" | undefined
  order?: "asc" | "desc" | undefined
}
export interface ListConversationsResponse {
  conversations: Conversation[]
  pagination: Pagination
}

export interface CreateConversationRequest {
  visitorId?: string | undefined
  conversationId?: string | undefined
  defaultTimelineItems?: TimelineItem[] | undefined
  channel?: string | undefined
  metadata?: ConversationMetadataInput | null | undefined
}
export interface CreateConversationResponse {
  conversation: Conversation
  initialTimelineItems: TimelineItem[]
}

export interface GetConversationRequest {
  conversationId: string
}
export interface GetConversationResponse {
  conversation: Conversation
}

export interface GetConversationTimelineItemsRequest {
  conversationId: string
  limit?: number | undefined
  /** The `nextCursor` of the page before. */
  cursor?: string | null | undefined
}
export interface GetConversationTimelineItemsResponse {
  /** Oldest first. */
  items: TimelineItem[]
  nextCursor: string | null
  hasNextPage: boolean
}

export interface SendTimelineItemRequest {
  conversationId: string
  item: Partial<TimelineItem> & Pick<TimelineItem, "text">
}
export interface SendTimelineItemResponse {
  item: TimelineItem
}

export interface MarkConversationSeenResponse {
  conversationId: string
  lastSeenAt: string
}
export interface GetConversationSeenDataResponse {
  seenData: ConversationSeen[]
}

export interface SetConversationTypingResponse {
  conversationId: string
  isTyping: boolean
  visitorPreview: string | null
  sentAt: string
}
