import type { ConversationTimeline } from "@cossistant/core/documented/conversationTimeline"
import { ownerOf } from "@cossistant/core/documented/owner"
import { processing } from "@cossistant/core/documented/processing"
import { seen } from "@cossistant/core/documented/seen"
import { typingEntries } from "@cossistant/core/documented/typingEntries"
import type { TimelineItem } from "@cossistant/types"
import { createMemo } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useGroupedMessages } from "./useGroupedMessages.ts"
import { useWatched } from "./useWatched.ts"

export interface UseConversationTimelineOptions {
  readonly conversationId: string
  readonly items: ReadonlyArray<TimelineItem>
  /** Whose receipts are asked for. Default: this visitor's. */
  readonly currentVisitorId?: string | undefined
}
export type UseConversationTimelineReturn = Readonly<ConversationTimeline>

/** What is drawn of a thread: groups and days, who has read how far, who writes, what an AI agent does. Throws outside `SupportProvider`. */
export const useConversationTimeline = (options: MaybeAccessor<UseConversationTimelineOptions>): UseConversationTimelineReturn => {
  const id = () => read(options).conversationId
  const ownId = useWatched((state) => ownerOf(state).visitorId)
  const seenData = useWatched((state) => seen(state, id()))
  const typing = useWatched((state) => typingEntries(state, id()))
  const live = useWatched((state) => processing(state, id()))
  const typingParticipants = createMemo(() =>
    typing().map(({ actorId, actorType }) => ({ id: actorId, type: actorType === "user" ? "team_member" as const : "ai" as const })))
  const groupedMessages = useGroupedMessages({
    get items() { return read(options).items },
    get seenData() { return seenData() },
    get currentViewerId() { return read(options).currentVisitorId ?? ownId() }
  })
  return {
    groupedMessages,
    get seenData() { return seenData() },
    get processing() { return live() },
    get typingEntries() { return typing() },
    get typingParticipants() { return typingParticipants() }
  }
}
