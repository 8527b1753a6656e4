import { autoSeen, CONVERSATION_AUTO_SEEN_DELAY_MS } from "@cossistant/core/documented/autoSeen"
import type { TimelineItem } from "@cossistant/types"
import { createEffect, createMemo, onCleanup } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"

export { CONVERSATION_AUTO_SEEN_DELAY_MS }

export interface UseConversationAutoSeenOptions {
  /** Accepted for compatibility: the mark is this browser's visitor's. */
  readonly client?: unknown
  readonly conversationId: string | null
  readonly visitorId?: string | undefined
  /** Accepted for compatibility: the widget knows what is unread. */
  readonly lastTimelineItem?: TimelineItem | null | undefined
  /** Default true. */
  readonly enabled?: boolean | undefined
  /** Whether the conversation is in sight. Default: whether the widget is open. */
  readonly isWidgetOpen?: boolean | undefined
}

/** Counts a conversation as read once something unread was in sight for two seconds. Throws outside `SupportProvider`. */
export const useConversationAutoSeen = (options: MaybeAccessor<UseConversationAutoSeenOptions>): void => {
  const widget = useWidget()
  // Each by itself: the two seconds begin anew only when one of these changes.
  const id = createMemo(() => read(options).conversationId)
  const isEnabled = createMemo(() => read(options).enabled)
  const isWidgetOpen = createMemo(() => read(options).isWidgetOpen)
  createEffect(() => {
    const conversationId = id()
    if (conversationId === null) return
    onCleanup(autoSeen(widget, conversationId, { isEnabled: isEnabled(), isWidgetOpen: isWidgetOpen() }))
  })
}
