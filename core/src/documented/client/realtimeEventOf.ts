import type { ServerEvent } from "../../widget/nouns.ts"
import type { WidgetState } from "../../widget/WidgetState.ts"
import { conversationOf } from "../conversationOf.ts"
import { ownerOf } from "../owner.ts"
import type { RealtimeEvent } from "../RealtimeEvent.ts"
import { timelineItemOf } from "../timelineItemOf.ts"
import { toVisitor } from "../visitorOf.ts"

/**
 * What the server told, in its documented shape; null for what concerns the connection only, and for what the widget had
 * heard before. `before` is the state that doesn't know of it yet.
 */
export const realtimeEventOf = (before: WidgetState, news: ServerEvent): RealtimeEvent | null => {
  const owner = ownerOf(before)
  const everywhere = { websiteId: owner.websiteId, organizationId: owner.organizationId, visitorId: owner.visitorId || null, userId: null }
  switch (news._tag) {
    case "ConversationChanged": {
      const { conversation } = news
      const known = before.panel?.conversations.byId[conversation.id]
      if (known && known.version >= conversation.version) return null
      const shape = conversationOf(conversation, owner)
      const payload = { ...everywhere, conversationId: conversation.id }
      return known
        ? { type: "conversationUpdated", payload: { ...payload, updates: shape, aiAgentId: null } }
        : { type: "conversationCreated", payload: { ...payload, conversation: shape } }
    }
    case "ItemChanged": {
      const { item } = news
      const { conversationId } = item
      const known = before.panel?.threads[conversationId]?.items.find(({ id }) => id === item.id)
      const heardUpTo = before.panel?.heard[conversationId] ?? 0
      if (known ? known.version >= item.version : item.version === 1 && item.seq <= heardUpTo) return null
      return {
        type: known || item.version > 1 ? "timelineItemUpdated" : "timelineItemCreated",
        payload: { ...everywhere, userId: item.userId, conversationId, item: timelineItemOf(item, owner) }
      }
    }
    case "SeenChanged": {
      const { actorId, actorType, at, conversationId } = news
      return {
        type: "conversationSeen",
        payload: {
          ...everywhere, conversationId, actorType, actorId, lastSeenAt: at,
          userId: actorType === "user" ? actorId : null, aiAgentId: actorType === "ai_agent" ? actorId : null
        }
      }
    }
    case "TypingChanged": {
      const { actorId, actorType, conversationId, isTyping, preview } = news
      return {
        type: "conversationTyping",
        payload: {
          ...everywhere, conversationId, isTyping, visitorPreview: preview,
          userId: actorType === "user" ? actorId : null, aiAgentId: actorType === "ai_agent" ? actorId : null
        }
      }
    }
    case "Processing": {
      const { _tag, ...told } = news
      return { type: "aiAgentProcessingProgress", payload: { ...everywhere, ...told, audience: "all" } }
    }
    case "ProcessingDone": {
      const { _tag, ...told } = news
      return { type: "aiAgentProcessingCompleted", payload: { ...everywhere, ...told, audience: "all" } }
    }
    case "VisitorChanged":
      return { type: "visitorIdentified", payload: { ...everywhere, visitor: toVisitor(news.visitor) } }
    default:
      return null
  }
}
