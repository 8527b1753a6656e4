import type { Conversation, PublicVisitor, TimelineItem } from "@cossistant/types"

interface Everywhere {
  websiteId: string
  organizationId: string
  visitorId: string | null
  userId: string | null
}
interface InConversation extends Everywhere {
  conversationId: string
}
interface OfWorkflow extends InConversation {
  aiAgentId: string
  workflowRunId: string
  audience: "all" | "dashboard"
}

/** What each event tells besides where it happened. */
export interface RealtimeEventPayloads {
  conversationCreated: InConversation & { conversation: Conversation }
  conversationUpdated: InConversation & { updates: Partial<Conversation>; aiAgentId: string | null }
  timelineItemCreated: InConversation & { item: TimelineItem }
  timelineItemUpdated: InConversation & { item: TimelineItem }
  conversationSeen: InConversation & {
    actorType: "visitor" | "user" | "ai_agent"
    actorId: string
    aiAgentId: string | null
    lastSeenAt: string
  }
  conversationTyping: InConversation & { isTyping: boolean; visitorPreview?: string | null | undefined; aiAgentId: string | null }
  aiAgentProcessingProgress: OfWorkflow & {
    phase: string
    message: string | null
    tool?: { toolCallId: string; toolName: string; state: "partial" | "result" | "error" } | null | undefined
  }
  aiAgentProcessingCompleted: OfWorkflow & { status: string; action?: string | null | undefined; reason?: string | null | undefined }
  visitorIdentified: Everywhere & { visitor: PublicVisitor }
}

export type RealtimeEventType = keyof RealtimeEventPayloads
export type RealtimeEventOf<Type extends RealtimeEventType> = { type: Type; payload: RealtimeEventPayloads[Type] }

/** Something that happened, as the server tells those who listen. */
export type RealtimeEvent = { [Type in RealtimeEventType]: RealtimeEventOf<Type> }[RealtimeEventType]
export type AnyRealtimeEvent = RealtimeEvent

/** What a visitor's browser may send. The server fills in who says it. */
export type ClientRealtimeEvent =
  | {
    type: "conversationTyping"
    payload: { conversationId: string; isTyping: boolean; visitorPreview?: string | null | undefined }
  }
  | { type: "conversationSeen"; payload: { conversationId: string } }
