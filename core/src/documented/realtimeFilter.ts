import type { RealtimeEvent } from "./RealtimeEvent.ts"

/** Who listens. */
export interface RealtimeListener {
  readonly websiteId?: string | null | undefined
  /** Left out for someone of the team, who hears of all visitors. */
  readonly visitorId?: string | null | undefined
}

/** The visitor an event concerns; null for one that concerns all of its website. */
export const getTargetVisitorId = (event: RealtimeEvent): string | null => {
  if (event.payload.visitorId) return event.payload.visitorId
  switch (event.type) {
    case "conversationCreated":
      return event.payload.conversation.visitorId || null
    case "timelineItemCreated": case "timelineItemUpdated":
      return event.payload.item.visitorId
    case "visitorIdentified":
      return event.payload.visitor.id
    default:
      return null
  }
}

/**
 * Whether an event is for this listener: of the same website and, for a visitor, of the same visitor and nothing that is
 * private to the team. A second look at what the server has already sorted out.
 */
export const shouldDeliverEvent = (event: RealtimeEvent, { visitorId, websiteId }: RealtimeListener): boolean => {
  if (websiteId && event.payload.websiteId !== websiteId) return false
  if (!visitorId) return true
  const target = getTargetVisitorId(event)
  if (target !== null && target !== visitorId) return false
  if ("audience" in event.payload && event.payload.audience !== "all") return false
  return !("item" in event.payload) || event.payload.item.visibility === "public"
}
