import { autoSeen, CONVERSATION_AUTO_SEEN_DELAY_MS } from "@cossistant/core/documented/autoSeen"
import type { TimelineItem } from "@cossistant/types"
import { useEffect } from "react"
import { useWidget } from "../WidgetContext.ts"

export { CONVERSATION_AUTO_SEEN_DELAY_MS }

export interface UseConversationAutoSeenOptions {
  /** Accepted for compatibility: the mark is this browser's visitor's. */
  client?: unknown
  conversationId: string | null
  visitorId?: string | undefined
  /** Accepted for compatibility: the widget knows what is unread. */
  lastTimelineItem?: TimelineItem | null | undefined
  /** Default true. */
  enabled?: boolean | undefined
  /** Whether the conversation is in sight. Default: whether the widget is open. */
  isWidgetOpen?: boolean | undefined
}

/** Counts a conversation as read once something unread was in sight for two seconds. Throws outside `SupportProvider`. */
export const useConversationAutoSeen = ({ conversationId, enabled, isWidgetOpen }: UseConversationAutoSeenOptions): void => {
  const widget = useWidget()
  useEffect(
    () => conversationId === null ? undefined : autoSeen(widget, conversationId, { isEnabled: enabled, isWidgetOpen }),
    [widget, conversationId, enabled, isWidgetOpen]
  )
}
