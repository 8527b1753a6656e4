import type { TimelineItemsValue } from "../documented/timelineItems.ts"
import type { WidgetState } from "../widget/WidgetState.ts"

/** Which of a thread's items are wanted. */
export interface ItemsQuery {
  /** At most so many, the newest. */
  readonly limit?: number | undefined
  /** Only those before it, as an earlier page's `nextCursor` told. */
  readonly cursor?: string | null | undefined
}

/** The part of what is known of a thread that `query` asks for. Without a query, all of it. */
export const pageOfItems = (
  { panel }: WidgetState, conversationId: string, value: TimelineItemsValue, { cursor, limit }: ItemsQuery
): TimelineItemsValue => {
  const nouns = panel?.threads[conversationId]?.items ?? []
  const seqOf = new Map(nouns.map(({ id, seq }): [string | undefined, number] => [id, seq]))
  // What has no place yet is newer than everything.
  const before = cursor ? value.items.filter(({ id }) => (seqOf.get(id) ?? Infinity) < Number(cursor)) : value.items
  const items = limit === undefined ? before : before.slice(-limit)
  if (items.length === value.items.length) return value
  const isCut = items.length < before.length
  return { ...value, items, hasNextPage: isCut || value.hasNextPage, nextCursor: isCut ? seqOf.get(items[0]?.id)?.toString() : value.nextCursor }
}
