import { groupedMessages, type GroupedMessages } from "@cossistant/core/documented/groupedMessages"
import type { ConversationSeen, TimelineItem } from "@cossistant/types"
import { useMemo } from "react"

export interface UseGroupedMessagesOptions {
  items: ReadonlyArray<TimelineItem>
  seenData?: ReadonlyArray<ConversationSeen> | undefined
  currentViewerId?: string | undefined
}

/** Items in groups and days, with who has read what. Needs no provider. */
export const useGroupedMessages = ({ currentViewerId, items, seenData }: UseGroupedMessagesOptions): GroupedMessages =>
  useMemo(() => groupedMessages({ items, seenData, currentViewerId }), [items, seenData, currentViewerId])
