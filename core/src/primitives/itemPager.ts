import { type Cell, makeCell } from "../documented/cell.ts"
import { fetchNextPage, loadOlder, newestHere, refetchTimelineItems, timelineItems, type TimelineItemsValue } from "../documented/timelineItems.ts"
import { memo } from "../widget/memo.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { type ItemsQuery, pageOfItems } from "./pageOfItems.ts"

/** What a page of the server holds. */
const PAGE = 50
const nothing: TimelineItemsValue = { items: [], hasNextPage: false, nextCursor: undefined, isLoading: false, error: null }

/** A thread's items, a page more each time. It begins with one page: another conversation or query wants another pager. */
export interface ItemPager {
  /** How many pages are shown; `view` follows it. */
  readonly pages: Cell<number>
  /** What is shown: the same for the same state and pages. */
  view(state: WidgetState): TimelineItemsValue
  /** Less is here than was asked for, more is on the server, and it is neither on its way nor couldn't be loaded. */
  isShort(state: WidgetState): boolean
  /** Loads older items until all that was asked for is here, and gives what is shown then. */
  fill(): Promise<TimelineItemsValue>
  /** Shows a page more, loaded if it must be, and gives what is shown then; after a failure the same page again. */
  fetchNextPage(): Promise<TimelineItemsValue>
  /** Asks for the newest page anew, and gives what is shown then. Rejects where it can't be loaded. */
  refetch(): Promise<TimelineItemsValue>
}

/** Makes one for a conversation; without one it shows and loads nothing. */
export const itemPager = (widget: Widget, conversationId: string | null, { cursor, limit }: ItemsQuery): ItemPager => {
  const id = conversationId ?? ""
  const pages = makeCell(1)
  const threadOf = ({ panel }: WidgetState) => panel?.threads[id]
  const shown = memo(
    (state: WidgetState) => [timelineItems(state, id), threadOf(state)?.items, pages.get()] as const,
    (known, items, count) => pageOfItems(items ?? [], known, { cursor, limit: limit && limit * count })
  )
  const view = (state: WidgetState) => conversationId === null ? nothing : shown(state)
  const now = () => view(widget.get())
  // A cursor without a limit asks for as many as come at once.
  const wanted = () => limit ? limit * pages.get() : cursor ? PAGE : 0
  const lacks = ({ hasNextPage, items }: TimelineItemsValue) => hasNextPage && items.length < wanted()
  const fill = async () => {
    while (lacks(now())) {
      const oldest = threadOf(widget.get())?.items[0]
      await loadOlder(widget, id)
      if (threadOf(widget.get())?.items[0] === oldest) break
    }
    return now()
  }
  return {
    pages,
    view,
    isShort: (state) => {
      const { isLoadingOlder, status } = threadOf(state) ?? {}
      return state.isRunning && status === "ready" && !isLoadingOlder && view(state).error === null && lacks(view(state))
    },
    fill,
    fetchNextPage: async () => {
      await widget.load()
      await newestHere(widget, id)
      const value = now()
      if (!value.hasNextPage) return value
      if (!limit) await fetchNextPage(widget, id)
      else if (!lacks(value)) pages.set(pages.get() + 1)
      return fill()
    },
    refetch: async () => {
      if (conversationId === null) return nothing
      await refetchTimelineItems(widget, id)
      return fill()
    }
  }
}
