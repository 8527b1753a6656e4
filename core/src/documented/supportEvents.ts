import type { Conversation, SupportEvent, SupportEventType, TimelineItem } from "@cossistant/types"
import type { SupportEvent as EngineEvent } from "../widget/SupportEvent.ts"
import type { Widget } from "../widget/widget.ts"
import { ownerOf } from "./owner.ts"
import { supportEventOf } from "./supportEventOf.ts"

export type { SupportEventType }
/** The documented event of one type. */
export type SupportEventOf<T extends SupportEventType> = Extract<SupportEvent, { type: T }>
type Listener<T extends SupportEventType> = (event: SupportEventOf<T>) => void

/** The widget's events: what happens by itself, and what a host's own pages tell. */
export interface SupportEvents {
  /** Tells all subscribers. */
  emit(event: SupportEvent): void
  /** Hears events of one type; gives what stops it. */
  subscribe<T extends SupportEventType>(type: T, listener: Listener<T>): () => void
}

// Events told by a host have their documented shape already.
const told = new WeakSet<object>()
const made = new WeakMap<Widget, SupportEvents>()

/** An event that came from a widget's engine, in its documented shape. */
export const documentedEvent = (widget: Widget, event: EngineEvent): SupportEvent =>
  told.has(event) ? event as SupportEvent : supportEventOf(event, ownerOf(widget.get())) // it was marked when it was told

/** The events of a widget in their documented shape, the same object for the same widget. */
export const supportEvents = (widget: Widget): SupportEvents => {
  const events: SupportEvents = made.get(widget) ?? {
    emit: (event) => {
      told.add(event)
      widget.emit(event as EngineEvent) // it is marked, and comes out as it went in
    },
    subscribe: (type, listener) => widget.on(type, (event: EngineEvent) =>
      // The engine calls back for events of this type only.
      (listener as (event: SupportEvent) => void)(documentedEvent(widget, event)))
  }
  made.set(widget, events)
  return events
}

/** One function for each event that a host's own pages may tell. */
export interface SupportEventEmitter {
  emitConversationStart(conversationId: string, conversation?: Conversation): void
  emitConversationEnd(conversationId: string, conversation?: Conversation): void
  emitMessageSent(conversationId: string, message: TimelineItem): void
  emitMessageReceived(conversationId: string, message: TimelineItem): void
  emitError(error: Error, context?: string): void
}

/** The emitter of `events`; without any, outside a provider, one that tells nobody. */
export const supportEventEmitter = (events: SupportEvents | null): SupportEventEmitter => ({
  emitConversationStart: (conversationId, conversation) => events?.emit({ type: "conversationStart", conversationId, conversation }),
  emitConversationEnd: (conversationId, conversation) => events?.emit({ type: "conversationEnd", conversationId, conversation }),
  emitMessageSent: (conversationId, message) => events?.emit({ type: "messageSent", conversationId, message }),
  emitMessageReceived: (conversationId, message) => events?.emit({ type: "messageReceived", conversationId, message }),
  emitError: (error, context) => events?.emit({ type: "error", error, context })
})
