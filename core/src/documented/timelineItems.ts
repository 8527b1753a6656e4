import type { TimelineItem } from "@cossistant/types"
import { conversationView } from "../widget/conversationView.ts"
import { remember } from "../widget/remember.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { refetchThread, wantThread } from "./conversation.ts"
import { type CossistantError, errorOf } from "./CossistantError.ts"
import { ownerOf } from "./owner.ts"
import { timelineItemOf } from "./timelineItemOf.ts"
import { until } from "./until.ts"

/** What `useConversationTimelineItems()` gives, its functions aside. */
export interface TimelineItemsValue {
  /** Oldest first: welcome lines, what the server has, what isn't sent yet. */
  items: TimelineItem[]
  /** There are older ones. */
  hasNextPage: boolean
  nextCursor: string | undefined
  isLoading: boolean
  error: CossistantError | null
}

const lists = remember<TimelineItem[]>()
const views = remember<TimelineItemsValue>()

/** All items of a conversation, the same list for as long as none of them changed. */
export const itemsOf = (state: WidgetState, conversationId: string): TimelineItem[] => {
  const { items } = conversationView(state, conversationId)
  const owner = ownerOf(state)
  return lists(state.self, conversationId, [items, owner], (before) => {
    const now = items.map((item) => timelineItemOf(item, owner))
    return before?.length === now.length && now.every((item, at) => item === before[at]) ? before : now
  })
}

/** The thread of a conversation, as far as it is loaded. */
export const timelineItems = (state: WidgetState, conversationId: string): TimelineItemsValue => {
  const { hasOlder, isLoading, problem } = conversationView(state, conversationId)
  const items = itemsOf(state, conversationId)
  const oldest = hasOlder ? state.panel?.threads[conversationId]?.items[0]?.seq : undefined
  return views(state.self, conversationId, [items, oldest, isLoading, problem], () => ({
    items, hasNextPage: hasOlder, nextCursor: oldest?.toString(), isLoading, error: errorOf(problem)
  }))
}

/** Asks for the newest page anew, and gives what is then known of the thread. Rejects where it can't be loaded. */
export const refetchTimelineItems = async (widget: Widget, conversationId: string): Promise<TimelineItemsValue> => {
  await refetchThread(widget, conversationId)
  return timelineItems(widget.get(), conversationId)
}

/** Waits until the newest page isn't on its way, or about to be read anew: what is asked for meanwhile would be lost. */
export const newestHere = (widget: Widget, conversationId: string): Promise<true> => {
  let wasStale = false
  return until(widget, ({ isRunning, panel }) => {
    const status = panel?.threads[conversationId]?.status
    // Without a connection it stays as it is.
    const isStale = status === "stale" && isRunning && panel?.token !== null
    if (isStale && !wasStale) wantThread(widget, conversationId).catch(() => {})
    wasStale = isStale
    return isStale || status === "loading" ? undefined : true
  })
}

/** Loads the page before the oldest item, once the newest page is here. */
export const loadOlder = async (widget: Widget, conversationId: string): Promise<void> => {
  await newestHere(widget, conversationId)
  widget.loadOlder(conversationId)
  await until(widget, ({ panel }) => panel?.threads[conversationId]?.isLoadingOlder ? undefined : true)
}

/** Loads the page before the oldest item, and gives what is then known of the thread. */
export const fetchNextPage = async (widget: Widget, conversationId: string): Promise<TimelineItemsValue> => {
  await widget.load()
  await loadOlder(widget, conversationId)
  return timelineItems(widget.get(), conversationId)
}
