import type { TimelineItemsValue } from "../documented/timelineItems.ts"

/** Which of a thread's items are wanted. */
export interface ItemsQuery {
  /** At most so many, the newest. */
  readonly limit?: number | undefined
  /** Only those before it, as an earlier page's `nextCursor` told. */
  readonly cursor?: string | null | undefined
}

/** Where an item stands in its thread. */
interface Place {
  readonly id: string
  readonly seq: number
}

/**
 * The part of what is known of a thread that `query` asks for; without a query, all of it. `places` are those of the items
 * that the server has, oldest first.
 */
export const pageOfItems = (
  places: ReadonlyArray<Place>, value: TimelineItemsValue, { cursor, limit }: ItemsQuery
): TimelineItemsValue => {
  const seqOf = new Map(places.map(({ id, seq }): [string | undefined, number] => [id, seq]))
  // What has no place yet is newer than everything.
  const before = cursor ? value.items.filter(({ id }) => (seqOf.get(id) ?? Infinity) < Number(cursor)) : value.items
  const items = limit === undefined ? before : before.slice(-limit)
  if (items.length === value.items.length) return value
  const isCut = items.length < before.length
  const hasNextPage = isCut || value.hasNextPage
  const oldest = seqOf.get(items[0]?.id) ?? (places.at(-1)?.seq ?? 0) + 1
  return {
    ...value, items, hasNextPage, nextCursor: isCut ? oldest.toString() : value.nextCursor,
    // What lies before a cursor may have to be loaded first.
    isLoading: value.isLoading || (items.length === 0 && hasNextPage && value.error === null)
  }
}
