import { type ConversationItem, groupedMessages, type GroupedMessages } from "@cossistant/core/documented/groupedMessages"
import type { ConversationSeen, TimelineItem } from "@cossistant/types"
import { createMemo } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useList } from "./useList.ts"

export interface UseGroupedMessagesOptions {
  readonly items: ReadonlyArray<TimelineItem>
  readonly seenData?: ReadonlyArray<ConversationSeen> | undefined
  readonly currentViewerId?: string | undefined
}

/** Its own name, by which a row stays the same row while more is said in it. */
const named = (row: ConversationItem): ConversationItem & { readonly id: string } => {
  const name = row.type === "day_separator" ? row.dateString : "item" in row ? row.item.id : row.firstItemId
  return { ...row, id: `${row.type}:${name}` }
}

/** Items in groups and days, with who has read what. Rows keep their identity in a `For`. Needs no provider. */
export const useGroupedMessages = (options: MaybeAccessor<UseGroupedMessagesOptions>): Readonly<GroupedMessages> => {
  const grouped = createMemo(() => {
    const { currentViewerId, items, seenData } = read(options)
    return groupedMessages({ items, seenData, currentViewerId })
  })
  const rows = useList<ConversationItem>(() => grouped().items.map(named))
  return {
    get items() { return rows() },
    get seenByMap() { return grouped().seenByMap },
    get lastReadMessageMap() { return grouped().lastReadMessageMap },
    get unreadCountMap() { return grouped().unreadCountMap },
    isMessageSeenByViewer: (messageId) => grouped().isMessageSeenByViewer(messageId),
    getMessageSeenBy: (messageId) => grouped().getMessageSeenBy(messageId),
    getLastReadMessageId: (userId) => grouped().getLastReadMessageId(userId),
    isLastReadMessage: (messageId, userId) => grouped().isLastReadMessage(messageId, userId),
    getUnreadCount: (userId) => grouped().getUnreadCount(userId),
    hasUnreadAfter: (messageId, userId) => grouped().hasUnreadAfter(messageId, userId)
  }
}
