import { fetchNextPage, refetchTimelineItems, timelineItems, type TimelineItemsValue } from "@cossistant/core/documented/timelineItems"
import { pageOfItems } from "@cossistant/core/primitives/pageOfItems"
import { createMemo, createSignal, mergeProps } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { type RefetchOptions, useRefetch } from "./useRefetch.ts"
import { useStored } from "./useStored.ts"
import { useThread } from "./useThread.ts"
import { useWatched } from "./useWatched.ts"

export interface UseConversationTimelineItemsOptions extends RefetchOptions {
  /** How many are given at first, and how many more each time. Default: what a page of the server holds, 50. */
  readonly limit?: number | undefined
  /** Gives only items before this cursor. */
  readonly cursor?: string | null | undefined
  /** False asks for nothing and shows nothing. Default true. */
  readonly enabled?: boolean | undefined
}
export interface UseConversationTimelineItemsReturn extends Readonly<TimelineItemsValue> {
  /** Asks for the newest page anew; rejects where it can't be loaded. */
  readonly refetch: () => Promise<TimelineItemsValue>
  /** Loads the page before the oldest item. */
  readonly fetchNextPage: () => Promise<TimelineItemsValue>
}

const disabled: TimelineItemsValue = { items: [], hasNextPage: false, nextCursor: undefined, isLoading: false, error: null }

/** A conversation's items, live, oldest first, and how to load older ones. Throws outside `SupportProvider`. */
export const useConversationTimelineItems = (
  conversationId: MaybeAccessor<string | null | undefined>, options: MaybeAccessor<UseConversationTimelineItemsOptions> = {}
): UseConversationTimelineItemsReturn => {
  const widget = useWidget()
  const [pages, setPages] = createSignal(1)
  const id = createMemo(() => read(options).enabled ?? true ? read(conversationId) ?? null : null)
  const known = useWatched((state) => {
    const current = id()
    return current === null ? disabled : timelineItems(state, current)
  })
  const shown = createMemo(() => {
    const current = id()
    const { cursor, limit } = read(options)
    if (current === null) return disabled
    return pageOfItems(widget.get(), current, known(), { limit: limit === undefined ? undefined : limit * pages(), cursor })
  })
  const value = useStored(shown)
  const refetch = async () => {
    const current = id()
    return current === null ? disabled : refetchTimelineItems(widget, current)
  }
  const fetchNext = async () => {
    const current = id()
    if (current === null) return disabled
    const isCut = shown().items.length < known().items.length
    setPages((count) => count + 1)
    return isCut ? timelineItems(widget.get(), current) : fetchNextPage(widget, current)
  }
  useThread(id)
  useRefetch(() => id() !== null, () => read(options), refetch)
  return mergeProps(value, { refetch, fetchNextPage: fetchNext })
}
