import type { RealtimeEvent, RealtimeEventOf, RealtimeEventPayloads, RealtimeEventType } from "../documented/RealtimeEvent.ts"
import { shouldDeliverEvent } from "../documented/realtimeFilter.ts"

/** What a handler is told besides what happened. */
export interface RealtimeEventMeta<Type extends RealtimeEventType = RealtimeEventType, Context = unknown> {
  readonly event: RealtimeEventOf<Type>
  readonly context: Context
}
export type RealtimeEventHandler<Type extends RealtimeEventType = RealtimeEventType, Context = unknown> =
  (payload: RealtimeEventPayloads[Type], meta: RealtimeEventMeta<Type, Context>) => void | Promise<void>
/** One handler, or several that are called in turn. */
export type RealtimeEventHandlerEntry<Type extends RealtimeEventType = RealtimeEventType, Context = unknown> =
  RealtimeEventHandler<Type, Context> | ReadonlyArray<RealtimeEventHandler<Type, Context>>
export type RealtimeEventHandlersMap<Context = unknown> = {
  readonly [Type in RealtimeEventType]?: RealtimeEventHandlerEntry<Type, Context> | undefined
}

export interface UseRealtimeOptions<Context> {
  events: RealtimeEventHandlersMap<Context>
  /** Only events of this website. */
  websiteId?: string | null | undefined
  /** Only events that concern this visitor. */
  visitorId?: string | null | undefined
  /** Handed to each handler. */
  context?: Context | undefined
  /** A handler threw or rejected. Default: nobody is told. */
  onEventError?: ((error: unknown, event: RealtimeEvent) => void) | undefined
}

/** Calls the handlers of an event that concerns them; one that fails is told and keeps no other from being called. */
export const handleRealtimeEvent = <Context>(
  event: RealtimeEvent, { context, events, onEventError, visitorId, websiteId }: UseRealtimeOptions<Context>
): void => {
  if (!shouldDeliverEvent(event, { websiteId, visitorId })) return
  // The map's handlers of a type take what events of that type carry.
  const entry = events[event.type] as RealtimeEventHandlerEntry<RealtimeEventType, Context | undefined> | undefined
  for (const handler of entry === undefined ? [] : typeof entry === "function" ? [entry] : entry) {
    const failed = (error: unknown) => onEventError?.(error, event)
    try {
      Promise.resolve(handler(event.payload, { event, context })).catch(failed)
    } catch (error) {
      failed(error)
    }
  }
}
