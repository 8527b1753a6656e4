import type { TimelineItem } from "@cossistant/types"
import { conversationView } from "../widget/conversationView.ts"
import { identifyView } from "../widget/emailCard.ts"
import { remember } from "../widget/remember.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { wantConversation } from "./conversationId.ts"
import { type CossistantError, errorOf } from "./CossistantError.ts"
import { messageComposer } from "./messageComposer.ts"
import { generateMessageId } from "./newIds.ts"
import { type Owner, ownerOf } from "./owner.ts"
import { itemsOf } from "./timelineItems.ts"

/** What `useConversationPage()` gives, its composer aside. */
export interface ConversationPage {
  /** The conversation's own id, also while nothing of it is on the server. */
  conversationId: string
  /** Nothing of it is on the server. */
  isPending: boolean
  /** Welcome lines, what the server has, what isn't sent yet, and the card that asks for an address. */
  items: TimelineItem[]
  /** Nothing can be shown yet. */
  isLoading: boolean
  error: CossistantError | null
  hasItems: boolean
  lastTimelineItem: TimelineItem | null
}

const views = remember<ConversationPage>()
const lists = remember<TimelineItem[]>()
const cards = remember<TimelineItem>()

const card = (conversationId: string, { organizationId }: Owner, createdAt: string): TimelineItem => ({
  id: `identification:${conversationId}`, conversationId, organizationId, visibility: "public", type: "identification", text: null, tool: null,
  parts: [], userId: null, aiAgentId: null, visitorId: null, createdAt, deletedAt: null
})

/** A conversation as a page of its own. `fallback` is shown while there is nothing else. */
export const conversationPage = (state: WidgetState, conversationId: string, fallback?: ReadonlyArray<TimelineItem>): ConversationPage => {
  const { self } = state
  const { conversation, isLoading, isPending, problem } = conversationView(state, conversationId)
  const thread = itemsOf(state, conversationId)
  const owner = ownerOf(state)
  const hasSpoken = thread.some(({ type, visitorId }) => type === "message" && visitorId !== null)
  const isAsked = identifyView(state, conversation, hasSpoken) !== null && !thread.some(({ type }) => type === "identification")
  const asking = isAsked ? cards(self, conversationId, [owner], () => card(conversationId, owner, thread.at(-1)?.createdAt ?? "")) : null
  // Remembered by what was given, too: two pages of one conversation may be given different items.
  const items = lists(fallback ?? self, conversationId, [thread, asking], () =>
    thread.length === 0 && fallback ? [...fallback] : asking ? [...thread, asking] : thread)
  const { error } = messageComposer(state, conversationId)
  const shown = errorOf(problem) ?? error
  return views(fallback ?? self, conversationId, [items, isPending, isLoading, shown], () => ({
    conversationId,
    isPending,
    items,
    isLoading,
    error: shown,
    hasItems: items.length > 0,
    lastTimelineItem: items.at(-1) ?? null
  }))
}

/**
 * Loads the conversation of a page, or begins it. `initialMessage` is sent at once, without welcome lines, to a
 * conversation that nothing was sent to yet. May be called again for the same page.
 */
export const openConversationPage = async (widget: Widget, conversationId: string, initialMessage?: string): Promise<void> => {
  await widget.load()
  wantConversation(widget, conversationId)
  const text = initialMessage?.trim() ?? ""
  const isSent = widget.get().panel?.outbox.some((message) => message.conversationId === conversationId)
  if (text === "" || isSent || !conversationView(widget.get(), conversationId).isPending) return
  widget.send({
    _tag: "MessageAsked", conversationId, messageId: generateMessageId(), text, files: [], createdAt: new Date().toISOString(), welcome: []
  })
}
