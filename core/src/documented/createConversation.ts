import type { Conversation, ConversationStatus, CreateConversationResponse, TimelineItem } from "@cossistant/types"
import type { Widget } from "../widget/widget.ts"
import { pendingConversation } from "./conversationOf.ts"
import { whenLoaded } from "./conversationId.ts"
import { generateConversationId, generateMessageId } from "./newIds.ts"
import { ownerOf } from "./owner.ts"

export interface CreateConversationVariables {
  conversationId?: string | undefined
  defaultTimelineItems?: ReadonlyArray<Partial<TimelineItem> & Pick<TimelineItem, "text">> | undefined
  visitorId?: string | undefined
  websiteId?: string | undefined
  status?: ConversationStatus | undefined
  title?: string | undefined
}

/** Begins a conversation on this page only: the server makes it with the first message. Gives its documented shape at once. */
export const createConversation = (
  widget: Widget,
  { conversationId = generateConversationId(), defaultTimelineItems = [], status, title, visitorId, websiteId }: CreateConversationVariables = {}
): CreateConversationResponse => {
  const owner = ownerOf(widget.get())
  const createdAt = new Date().toISOString()
  whenLoaded(widget, () => widget.send({ _tag: "ConversationAsked", conversationId })).catch(() => {
    // Loading is tried again with whatever is sent to it.
  })
  const conversation: Conversation = {
    ...pendingConversation(conversationId, createdAt, owner),
    ...(status && { status }), ...(title !== undefined && { title }), ...(visitorId && { visitorId }), ...(websiteId && { websiteId })
  }
  const initialTimelineItems = defaultTimelineItems.map((item): TimelineItem => ({
    id: generateMessageId(), visibility: "public", type: "message", tool: null, parts: item.text ? [{ type: "text", text: item.text }] : [],
    userId: null, aiAgentId: null, visitorId: null, createdAt, deletedAt: null, ...item, conversationId, organizationId: owner.organizationId
  }))
  return { conversation, initialTimelineItems }
}
