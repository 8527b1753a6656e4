import type { ConversationProcessingEntry, ConversationSeen, TimelineItem, TypingEntry } from "@cossistant/types"
import { remember } from "../widget/remember.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { type GroupedMessages, groupedMessages } from "./groupedMessages.ts"
import { ownerOf } from "./owner.ts"
import { processing } from "./processing.ts"
import { seen } from "./seen.ts"
import { typingEntries } from "./typingEntries.ts"

/** Someone who writes, as a typing indicator takes them. */
export interface TypingParticipant {
  id: string
  type: "team_member" | "ai"
}

/** What `useConversationTimeline()` gives. */
export interface ConversationTimeline {
  groupedMessages: GroupedMessages
  seenData: ConversationSeen[]
  processing: ConversationProcessingEntry | null
  typingEntries: TypingEntry[]
  typingParticipants: TypingParticipant[]
}

const views = remember<ConversationTimeline>()
const groups = remember<GroupedMessages>()

/** Everything that is drawn of a thread; `currentVisitorId` is whose receipts are asked for, by default this visitor's. */
export const conversationTimeline = (
  state: WidgetState,
  { conversationId, currentVisitorId = ownerOf(state).visitorId, items }: {
    readonly conversationId: string
    readonly items: ReadonlyArray<TimelineItem>
    readonly currentVisitorId?: string | undefined
  }
): ConversationTimeline => {
  const seenData = seen(state, conversationId)
  const typing = typingEntries(state, conversationId)
  const live = processing(state, conversationId)
  const key = `${conversationId}|${currentVisitorId}`
  // Remembered by the items: two timelines of one conversation may be given different ones.
  const grouped = groups(items, key, [seenData], () => groupedMessages({ items, seenData, currentViewerId: currentVisitorId }))
  return views(items, key, [grouped, seenData, typing, live], () => ({
    groupedMessages: grouped,
    seenData,
    processing: live,
    typingEntries: typing,
    typingParticipants: typing.map(({ actorId, actorType }) => ({ id: actorId, type: actorType === "user" ? "team_member" : "ai" }))
  }))
}
