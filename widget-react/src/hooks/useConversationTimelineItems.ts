import { fetchNextPage, refetchTimelineItems, timelineItems, type TimelineItemsValue } from "@cossistant/core/documented/timelineItems"
import { pageOfItems } from "@cossistant/core/primitives/pageOfItems"
import { useCallback, useMemo, useState } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { type RefetchOptions, useRefetch } from "./useRefetch.ts"
import { useThread } from "./useThread.ts"

export interface UseConversationTimelineItemsOptions extends RefetchOptions {
  /** How many are given at first, and how many more each time. Default: what a page of the server holds, 50. */
  limit?: number | undefined
  /** Gives only items before this cursor. */
  cursor?: string | null | undefined
  /** False asks for nothing and shows nothing. Default true. */
  enabled?: boolean | undefined
}
export interface UseConversationTimelineItemsReturn extends TimelineItemsValue {
  /** Asks for the newest page anew; rejects where it can't be loaded. */
  refetch: () => Promise<TimelineItemsValue>
  /** Loads the page before the oldest item. */
  fetchNextPage: () => Promise<TimelineItemsValue>
}

const disabled: TimelineItemsValue = { items: [], hasNextPage: false, nextCursor: undefined, isLoading: false, error: null }

/** A conversation's items, live, oldest first, and how to load older ones. Throws outside `SupportProvider`. */
export const useConversationTimelineItems = (
  conversationId: string | null | undefined, options: UseConversationTimelineItemsOptions = {}
): UseConversationTimelineItemsReturn => {
  const { cursor, enabled = true, limit } = options
  const [pages, setPages] = useState(1)
  const widget = useWidget()
  const id = enabled ? conversationId ?? null : null
  const known = useView((state) => id === null ? disabled : timelineItems(state, id))
  const value = useMemo(
    () => id === null ? known : pageOfItems(widget.get(), id, known, { limit: limit === undefined ? undefined : limit * pages, cursor }),
    [widget, id, known, limit, pages, cursor]
  )
  const refetch = useCallback(() => id === null ? Promise.resolve(disabled) : refetchTimelineItems(widget, id), [widget, id])
  const isCut = value.items.length < known.items.length
  const fetchNext = useCallback(async () => {
    if (id === null) return disabled
    setPages((shown) => shown + 1)
    return isCut ? timelineItems(widget.get(), id) : fetchNextPage(widget, id)
  }, [widget, id, isCut])
  useThread(id)
  useRefetch(id !== null, options, refetch)
  return useMemo(() => ({ ...value, refetch, fetchNextPage: fetchNext }), [value, refetch, fetchNext])
}
