import type { ConversationTimeline } from "@cossistant/core/documented/conversationTimeline"
import { groupedMessages } from "@cossistant/core/documented/groupedMessages"
import { ownerOf } from "@cossistant/core/documented/owner"
import { processing } from "@cossistant/core/documented/processing"
import { seen } from "@cossistant/core/documented/seen"
import { typingEntries } from "@cossistant/core/documented/typingEntries"
import type { TimelineItem } from "@cossistant/types"
import { useMemo } from "react"
import { useView } from "../useView.ts"

export interface UseConversationTimelineOptions {
  conversationId: string
  items: ReadonlyArray<TimelineItem>
  /** Whose receipts are asked for. Default: this visitor's. */
  currentVisitorId?: string | undefined
}
export type UseConversationTimelineReturn = ConversationTimeline

/** What is drawn of a thread: groups and days, who has read how far, who writes, what an AI agent does. Throws outside `SupportProvider`. */
export const useConversationTimeline = (
  { conversationId, currentVisitorId, items }: UseConversationTimelineOptions
): UseConversationTimelineReturn => {
  const ownId = useView((state) => ownerOf(state).visitorId)
  const viewer = currentVisitorId ?? ownId
  const seenData = useView((state) => seen(state, conversationId))
  const typing = useView((state) => typingEntries(state, conversationId))
  const live = useView((state) => processing(state, conversationId))
  // Grouped here and not in a view: two timelines of one conversation may be given different items.
  const grouped = useMemo(() => groupedMessages({ items, seenData, currentViewerId: viewer }), [items, seenData, viewer])
  return useMemo(() => ({
    groupedMessages: grouped,
    seenData,
    processing: live,
    typingEntries: typing,
    typingParticipants: typing.map(({ actorId, actorType }) => ({ id: actorId, type: actorType === "user" ? "team_member" : "ai" }))
  }), [grouped, seenData, live, typing])
}
