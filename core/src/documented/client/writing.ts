import type {
  CreateConversationRequest, CreateConversationResponse, FilePart, ImagePart, MarkConversationSeenResponse, SetConversationTypingResponse,
  SubmitConversationRatingRequest, SubmitConversationRatingResponse, SubmitFeedbackRequest, SubmitFeedbackResponse, TimelineItemPart
} from "@cossistant/types"
import type { Widget } from "../../widget/widget.ts"
import { createConversation } from "../createConversation.ts"
import { CossistantError, errorOf } from "../CossistantError.ts"
import { generateMessageId } from "../newIds.ts"
import { ownerOf } from "../owner.ts"
import { sendMessage } from "../sendMessage.ts"
import { itemsOf } from "../timelineItems.ts"
import type { SendMessageRequest, SendMessageResponse, SetVisitorTypingRequest } from "./ClientRequests.ts"
import { filesOfParts } from "./storedFiles.ts"

const isFile = (part: TimelineItemPart): part is ImagePart | FilePart => part.type === "image" || part.type === "file"
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/

/** What a client changes: each through the widget, in whose stores it then stands. */
export const makeWriting = (widget: Widget) => {
  const send = async (
    { conversationId, createIfPending, defaultTimelineItems = [], item }: SendMessageRequest
  ): Promise<SendMessageResponse> => {
    if (item.type !== undefined && item.type !== "message") throw new CossistantError("BAD_REQUEST", { type: item.type })
    const parts = item.parts ?? []
    const written = item.text ?? parts.flatMap((part) => part.type === "text" ? [part.text] : []).join("\n")
    const { conversation, initialTimelineItems, ...sent } = await sendMessage(widget, {
      conversationId,
      message: written,
      messageId: item.id !== undefined && ulid.test(item.id) ? item.id : undefined,
      stored: filesOfParts(widget, parts.filter(isFile)),
      defaultTimelineItems,
      onConversationInitiated: () => {
        if (createIfPending === false) throw new CossistantError("CONVERSATION_NOT_FOUND", { conversationId })
      }
    })
    const taken = itemsOf(widget.get(), sent.conversationId).find(({ id }) => id === sent.messageId)
    if (!taken) throw new CossistantError("MESSAGE_DISCARDED")
    return {
      item: taken, wasConversationCreated: conversation !== undefined,
      ...(conversation && { conversation }), ...(initialTimelineItems && { initialTimelineItems })
    }
  }
  return {
    sendMessage: send,
    createConversation: async (request: CreateConversationRequest = {}): Promise<CreateConversationResponse> => {
      const begun = createConversation(widget, request)
      const items = begun.initialTimelineItems
      const first = items.find(({ aiAgentId, userId, visitorId }) => visitorId !== null && userId === null && aiAgentId === null)
      // The server has no empty conversations: without words of the visitor's this one waits for its first message.
      if (!first) return begun
      const conversationId = begun.conversation.id
      const sent = await send({ conversationId, item: first, defaultTimelineItems: items.filter((item) => item !== first) })
      return { conversation: sent.conversation ?? begun.conversation, initialTimelineItems: sent.initialTimelineItems ?? items }
    },
    markConversationSeen: async ({ conversationId }: { conversationId: string }): Promise<MarkConversationSeenResponse> => {
      const conversation = widget.get().panel?.conversations.byId[conversationId]
      if (!conversation) throw new CossistantError("CONVERSATION_NOT_FOUND", { conversationId })
      const seq = conversation.lastSeq
      await widget.call("conversations.seen", { conversationId, seq })
      const lastSeenAt = new Date().toISOString()
      // The server tells the same to all devices; here it holds at once.
      const { visitorId: actorId } = ownerOf(widget.get())
      widget.send({ _tag: "News", event: { _tag: "SeenChanged", actorType: "visitor", conversationId, actorId, seq, at: lastSeenAt } })
      return { conversationId, lastSeenAt }
    },
    setVisitorTyping: async ({ conversationId, isTyping, visitorPreview = null }: SetVisitorTypingRequest): Promise<SetConversationTypingResponse> => {
      const preview = widget.get().website.value?.typingPreview && isTyping ? visitorPreview?.slice(0, 2_000) ?? null : null
      await widget.call("conversations.typing", { conversationId, isTyping, ...(preview !== null && { preview }) })
      return { conversationId, isTyping, visitorPreview: preview, sentAt: new Date().toISOString() }
    },
    submitConversationRating: async (
      { comment = "", conversationId, rating }: SubmitConversationRatingRequest
    ): Promise<SubmitConversationRatingResponse> => {
      const problem = errorOf(await widget.rate(conversationId, rating, comment))
      if (problem) throw problem
      const known = widget.get().panel?.conversations.byId[conversationId]
      return { conversationId, rating, ratedAt: known?.visitorRatingAt ?? new Date().toISOString() }
    },
    submitFeedback: async (request: SubmitFeedbackRequest): Promise<SubmitFeedbackResponse> => {
      const { comment, conversationId, rating, source = "widget", topic, trigger } = request
      const problem = errorOf(await widget.submitFeedback({ rating, topic, comment, trigger, source, conversationId }))
      if (problem) throw problem
      const at = new Date().toISOString()
      const { organizationId, visitorId, websiteId } = ownerOf(widget.get())
      return {
        feedback: {
          id: generateMessageId(), organizationId, websiteId, conversationId: conversationId ?? null, visitorId: visitorId || null,
          contactId: widget.get().website.value?.visitor?.contact?.id ?? null, rating, topic: topic ?? null, comment: comment ?? null,
          trigger: trigger ?? null, source, createdAt: at, updatedAt: at
        }
      }
    }
  }
}
