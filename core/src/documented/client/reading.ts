import type {
  GetConversationRequest, GetConversationResponse, GetConversationSeenDataResponse, GetConversationTimelineItemsRequest,
  GetConversationTimelineItemsResponse, ListConversationsRequest, ListConversationsResponse, PublicWebsiteResponse
} from "@cossistant/types"
import type { Widget } from "../../widget/widget.ts"
import { conversation, refetchThread } from "../conversation.ts"
import { conversations, loadQuery, refetchConversations } from "../conversations.ts"
import { CossistantError, errorOf } from "../CossistantError.ts"
import { ownerOf } from "../owner.ts"
import { seen } from "../seen.ts"
import { timelineItemOf } from "../timelineItemOf.ts"
import { loadOlder } from "../timelineItems.ts"
import { until } from "../until.ts"
import { websiteOf } from "../websiteOf.ts"

/** Conversations on a page of the list, and items on a page of a thread, where nothing else is asked. */
const CONVERSATIONS = 20
const ITEMS = 50

/** What a client reads: all of it from the widget, which asks the server for what isn't there yet. */
export const makeReading = (widget: Widget) => {
  const site = (): Promise<PublicWebsiteResponse> => until(widget, (state) => {
    const { configurationError, website: { problem, status } } = state
    if (configurationError) throw new CossistantError(configurationError.type.toUpperCase(), configurationError)
    if (status === "failed") throw errorOf(problem) ?? new CossistantError("UNREACHABLE")
    return status === "ready" ? websiteOf(state) ?? undefined : undefined
  })
  const threadOf = (id: string) => widget.get().panel?.threads[id]
  /** The thread's newest page is here. */
  const wantThread = async (id: string) => {
    if (threadOf(id)?.status !== "ready") await refetchThread(widget, id)
    if (threadOf(id)?.status === "new" && !widget.get().panel?.outbox.some(({ conversationId }) => conversationId === id)) {
      throw new CossistantError("CONVERSATION_NOT_FOUND", { conversationId: id })
    }
  }
  return {
    fetchWebsite: async ({ force = false }: { force?: boolean | undefined } = {}): Promise<PublicWebsiteResponse> => {
      if (!force || widget.get().website.status !== "ready") {
        widget.reload()
        return site()
      }
      const asked = ownerOf(widget.get())
      const website = await widget.call("websites.get")
      // Meanwhile someone else may be here.
      if (ownerOf(widget.get()) === asked) widget.send({ _tag: "WebsiteLoaded", website })
      return site()
    },
    listConversations: async (query: ListConversationsRequest = {}): Promise<ListConversationsResponse> => {
      await site()
      const { limit = CONVERSATIONS, order, orderBy, page = 1, status } = query
      const wanted = { limit, order, orderBy, page, status }
      if (widget.get().panel?.conversations.status === "failed") await refetchConversations(widget, wanted)
      await loadQuery(widget, wanted)
      const { conversations: list, error, pagination } = conversations(widget.get(), wanted)
      if (error && list.length === 0) throw error
      return { conversations: list, pagination: pagination ?? { page, limit, total: list.length, totalPages: 1, hasMore: false } }
    },
    getConversation: async ({ conversationId }: GetConversationRequest): Promise<GetConversationResponse> => {
      await site()
      if (!conversation(widget.get(), conversationId).conversation) await wantThread(conversationId)
      const found = conversation(widget.get(), conversationId).conversation
      if (!found) throw new CossistantError("CONVERSATION_NOT_FOUND", { conversationId })
      return { conversation: found }
    },
    getConversationTimelineItems: async (
      { conversationId, cursor, limit = ITEMS }: GetConversationTimelineItemsRequest
    ): Promise<GetConversationTimelineItemsResponse> => {
      await site()
      await wantThread(conversationId)
      const before = cursor ? Number(cursor) : Infinity
      const here = () => (threadOf(conversationId)?.items ?? []).filter(({ seq }) => seq < before)
      const hasOlder = () => threadOf(conversationId)?.hasOlder === true
      while (here().length < limit && hasOlder()) {
        const known = here().length
        await loadOlder(widget, conversationId)
        const problem = errorOf(threadOf(conversationId)?.problem ?? null)
        if (problem) throw problem
        if (here().length === known) break
      }
      const owner = ownerOf(widget.get())
      const page = here().slice(-limit)
      const hasNextPage = hasOlder() || here().length > page.length
      return {
        items: page.filter(({ deletedAt }) => deletedAt === null).map((item) => timelineItemOf(item, owner)),
        hasNextPage,
        nextCursor: hasNextPage ? String(page[0]?.seq ?? "") || null : null
      }
    },
    getConversationSeenData: async ({ conversationId }: { conversationId: string }): Promise<GetConversationSeenDataResponse> => {
      await site()
      await wantThread(conversationId)
      return { seenData: seen(widget.get(), conversationId) }
    }
  }
}
