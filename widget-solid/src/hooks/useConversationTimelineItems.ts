import type { TimelineItemsValue } from "@cossistant/core/documented/timelineItems"
import { itemPager } from "@cossistant/core/primitives/itemPager"
import { createEffect, createMemo, mergeProps, untrack } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { type RefetchOptions, useRefetch } from "./useRefetch.ts"
import { useCell } from "./useCell.ts"
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

/** A conversation's items, live, oldest first, and how to load older ones. Throws outside `SupportProvider`. */
export const useConversationTimelineItems = (
  conversationId: MaybeAccessor<string | null | undefined>, options: MaybeAccessor<UseConversationTimelineItemsOptions> = {}
): UseConversationTimelineItemsReturn => {
  const widget = useWidget()
  const id = createMemo(() => read(options).enabled ?? true ? read(conversationId) ?? null : null)
  const cursor = createMemo(() => read(options).cursor)
  const limit = createMemo(() => read(options).limit)
  const pager = createMemo(() => itemPager(widget, id(), { cursor: cursor(), limit: limit() }))
  const pages = useCell(() => pager().pages)
  const value = useStored(useWatched((state) => {
    pages()
    return pager().view(state)
  }))
  const isShort = useWatched((state) => {
    pages()
    return pager().isShort(state)
  })
  createEffect(() => {
    if (isShort()) {
      pager().fill().catch(() => {
        // The value's `error` tells.
      })
    }
  })
  useThread(id)
  const refetch = () => untrack(pager).refetch()
  useRefetch(() => id() !== null, () => read(options), refetch)
  return mergeProps(value, { refetch, fetchNextPage: () => untrack(pager).fetchNextPage() })
}
