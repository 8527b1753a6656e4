import type { TimelineItemsValue } from "@cossistant/core/documented/timelineItems"
import { itemPager } from "@cossistant/core/primitives/itemPager"
import { useEffect, useMemo, useSyncExternalStore } from "react"
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

/** A conversation's items, live, oldest first, and how to load older ones. Throws outside `SupportProvider`. */
export const useConversationTimelineItems = (
  conversationId: string | null | undefined, options: UseConversationTimelineItemsOptions = {}
): UseConversationTimelineItemsReturn => {
  const { cursor, enabled = true, limit } = options
  const widget = useWidget()
  const id = enabled ? conversationId ?? null : null
  const pager = useMemo(() => itemPager(widget, id, { cursor, limit }), [widget, id, cursor, limit])
  useSyncExternalStore(pager.pages.subscribe, pager.pages.get, pager.pages.get)
  const value = useView(pager.view)
  const isShort = useView(pager.isShort)
  useEffect(() => {
    if (isShort) {
      pager.fill().catch(() => {
        // The value's `error` tells.
      })
    }
  }, [pager, isShort])
  useThread(id)
  useRefetch(id !== null, options, pager.refetch)
  return useMemo(() => ({ ...value, refetch: pager.refetch, fetchNextPage: pager.fetchNextPage }), [value, pager])
}
