import type {
  Conversation, ConversationStatus, GenerateUploadUrlRequest, IdentifyParams, PublicContact, SendTimelineItemRequest, SendTimelineItemResponse,
  TimelineItem
} from "@cossistant/types"

/** A message to send. Its id, if it has one, is a ULID; parts of files are those an upload of this client gave. */
export type SendMessageRequest = SendTimelineItemRequest & {
  /** False: a conversation that nobody began is refused. By default the message begins it. */
  createIfPending?: boolean | undefined
  /** Lines to go ahead of the first message. */
  defaultTimelineItems?: ReadonlyArray<TimelineItem> | undefined
}

export type SendMessageResponse = SendTimelineItemResponse & {
  conversation?: Conversation | undefined
  initialTimelineItems?: TimelineItem[] | undefined
  wasConversationCreated?: boolean | undefined
}

/** A conversation to begin on this page. */
export interface InitiateConversationRequest {
  conversationId?: string | undefined
  defaultTimelineItems?: ReadonlyArray<Partial<TimelineItem> & Pick<TimelineItem, "text">> | undefined
  visitorId?: string | undefined
  websiteId?: string | undefined
  status?: ConversationStatus | undefined
  title?: string | undefined
}

export interface InitiateConversationResponse {
  conversationId: string
  conversation: Conversation
  defaultTimelineItems: TimelineItem[]
}

export interface SetVisitorTypingRequest {
  conversationId: string
  isTyping: boolean
  /** What is written; it is told only where the website shows it to its team. */
  visitorPreview?: string | null | undefined
  visitorId?: string | undefined
}

/** What an upload is for. With `size` in bytes the server says at once where it goes. */
export type UploadUrlRequest = GenerateUploadUrlRequest & { size?: number | undefined }

export type IdentifyRequest = IdentifyParams & {
  /** Not used: what a contact belongs to is set in the inbox. */
  contactOrganizationId?: string | null | undefined
}

export interface IdentifyResponse {
  contact: PublicContact
  visitorId: string
}
