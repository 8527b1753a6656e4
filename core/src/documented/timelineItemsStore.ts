import type { TimelineItem } from "@cossistant/types"
import { createStore, type Store } from "./createStore.ts"
import type { RealtimeEventOf } from "./RealtimeEvent.ts"

export interface ConversationTimelineItemsState {
  /** Oldest first. */
  items: TimelineItem[]
  /** There are older ones. */
  hasNextPage: boolean
  nextCursor?: string | undefined
}

export interface TimelineItemsState {
  conversations: Record<string, ConversationTimelineItemsState>
}

export interface TimelineItemsPage {
  items: TimelineItem[]
  hasNextPage: boolean
  nextCursor?: string | null | undefined
}

export interface TimelineItemsStore extends Store<TimelineItemsState> {
  ingestPage(conversationId: string, page: TimelineItemsPage): void
  ingestTimelineItem(item: TimelineItem): void
  removeTimelineItem(conversationId: string, itemId: string): void
  /** Puts the server's item in place of one that was shown before it answered. */
  finalizeTimelineItem(conversationId: string, optimisticId: string, item: TimelineItem): void
  clearConversation(conversationId: string): void
  /** Takes in an item the server told of. */
  ingestRealtimeTimelineItem(event: RealtimeEventOf<"timelineItemCreated"> | RealtimeEventOf<"timelineItemUpdated">): void
}

const empty: ConversationTimelineItemsState = { items: [], hasNextPage: false }

const byTime = (a: TimelineItem, b: TimelineItem): number =>
  a.createdAt === b.createdAt ? ((a.id ?? "") < (b.id ?? "") ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1

/** By id, the later one winning; an item without an id is always its own. */
const merge = (items: ReadonlyArray<TimelineItem>, added: ReadonlyArray<TimelineItem>): TimelineItem[] => {
  const isReplaced = ({ id }: TimelineItem) => id !== undefined && added.some((item) => item.id === id)
  return [...items.filter((item) => !isReplaced(item)), ...added].sort(byTime)
}

/** Makes a store of timelines that nothing fills by itself; a client has one that follows the widget. */
export const createTimelineItemsStore = (initial: TimelineItemsState = { conversations: {} }): TimelineItemsStore => {
  const store = createStore(initial)
  const change = (id: string, to: (timeline: ConversationTimelineItemsState) => ConversationTimelineItemsState) =>
    store.setState(({ conversations }) => ({ conversations: { ...conversations, [id]: to(conversations[id] ?? empty) } }))
  const add = (item: TimelineItem) =>
    change(item.conversationId, (timeline) => ({ ...timeline, items: merge(timeline.items, [item]) }))
  return {
    ...store,
    ingestPage: (id, { hasNextPage, items, nextCursor }) =>
      change(id, (timeline) => ({ items: merge(timeline.items, items), hasNextPage, ...(nextCursor && { nextCursor }) })),
    ingestTimelineItem: add,
    removeTimelineItem: (id, itemId) => {
      if (!store.getState().conversations[id]?.items.some((item) => item.id === itemId)) return
      change(id, (timeline) => ({ ...timeline, items: timeline.items.filter((item) => item.id !== itemId) }))
    },
    finalizeTimelineItem: (id, optimisticId, item) =>
      change(id, (timeline) => ({ ...timeline, items: merge(timeline.items.filter((other) => other.id !== optimisticId), [item]) })),
    clearConversation: (id) => store.setState((state) => {
      if (!state.conversations[id]) return state
      const { [id]: _gone, ...conversations } = state.conversations
      return { conversations }
    }),
    ingestRealtimeTimelineItem: ({ payload }) => add(payload.item)
  }
}

/** What a store holds of one timeline; undefined before anything of it is there. */
export const getConversationTimelineItems = (
  store: Pick<Store<TimelineItemsState>, "getState">,
  conversationId: string
): ConversationTimelineItemsState | undefined => store.getState().conversations[conversationId]
