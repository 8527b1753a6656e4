import type { Conversation } from "./Conversation.ts"
import type { TimelineItem } from "./TimelineItem.ts"

/** The server accepted a new conversation. */
export interface ConversationStartEvent {
  type: "conversationStart"
  conversationId: string
  conversation?: Conversation | undefined
}
/** A conversation was resolved, marked as spam or archived. */
export interface ConversationEndEvent {
  type: "conversationEnd"
  conversationId: string
  conversation?: Conversation | undefined
}
/** The server accepted a message of the visitor. */
export interface MessageSentEvent {
  type: "messageSent"
  conversationId: string
  message: TimelineItem
}
/** A person or an AI agent wrote, live. */
export interface MessageReceivedEvent {
  type: "messageReceived"
  conversationId: string
  message: TimelineItem
}
/** Something failed. `context` names what. */
export interface ErrorEvent {
  type: "error"
  error: Error
  context?: string | undefined
}

export type SupportEvent =
  | ConversationStartEvent | ConversationEndEvent | MessageSentEvent | MessageReceivedEvent | ErrorEvent
export type SupportEventType = SupportEvent["type"]

export interface SupportEventCallbacks {
  onConversationStart?: ((event: ConversationStartEvent) => void) | undefined
  onConversationEnd?: ((event: ConversationEndEvent) => void) | undefined
  onMessageSent?: ((event: MessageSentEvent) => void) | undefined
  onMessageReceived?: ((event: MessageReceivedEvent) => void) | undefined
  onError?: ((event: ErrorEvent) => void) | undefined
}
