import type { Conversation, TimelineItem } from "./nouns.ts"

/** The server accepted a new conversation. */
export interface ConversationStartEvent {
  readonly type: "conversationStart"
  readonly conversationId: string
  readonly conversation?: Conversation
}
/** A conversation was resolved, marked as spam or archived. */
export interface ConversationEndEvent {
  readonly type: "conversationEnd"
  readonly conversationId: string
  readonly conversation?: Conversation
}
/** The server accepted a message of this visitor, sent from this tab. */
export interface MessageSentEvent {
  readonly type: "messageSent"
  readonly conversationId: string
  readonly message: TimelineItem
}
/** A person or an AI agent wrote, live. */
export interface MessageReceivedEvent {
  readonly type: "messageReceived"
  readonly conversationId: string
  readonly message: TimelineItem
}
/** Something failed: a send, an upload, a load, an identification. `context` names which. */
export interface ErrorEvent {
  readonly type: "error"
  readonly error: Error
  readonly context?: string
}

export type SupportEvent =
  | ConversationStartEvent | ConversationEndEvent | MessageSentEvent | MessageReceivedEvent | ErrorEvent
export type SupportEventType = SupportEvent["type"]
export type SupportEventOf<T extends SupportEventType> = Extract<SupportEvent, { readonly type: T }>
