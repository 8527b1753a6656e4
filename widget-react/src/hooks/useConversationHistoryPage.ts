import { makeCell } from "@cossistant/core/documented/cell"
import {
  type ConversationHistoryPage, type ConversationHistoryPageActions, conversationHistoryPage, conversationHistoryPageActions,
  disabledHistoryPage, INITIAL_VISIBLE_COUNT, loadConversations
} from "@cossistant/core/documented/conversationHistoryPage"
import type { HomePageCallbacks } from "@cossistant/core/documented/homePage"
import { useEffect, useMemo, useState, useSyncExternalStore } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useLatest } from "./useLatest.ts"

export interface UseConversationHistoryPageOptions extends Omit<HomePageCallbacks, "onOpenConversationHistory"> {
  /** How many are shown at first, and how many more each time. Default 4. */
  initialVisibleCount?: number | undefined
  /** False asks for nothing and shows nothing. Default true. */
  enabled?: boolean | undefined
}
export interface UseConversationHistoryPageReturn extends ConversationHistoryPage, ConversationHistoryPageActions {}

/**
 * What a list of all conversations needs. Older ones are loaded as they are asked for, to the very first. Where a callback
 * isn't given, the widget goes there itself. Throws outside `SupportProvider`.
 */
export const useConversationHistoryPage = (options: UseConversationHistoryPageOptions = {}): UseConversationHistoryPageReturn => {
  const { enabled = true, initialVisibleCount = INITIAL_VISIBLE_COUNT } = options
  const widget = useWidget()
  const latest = useLatest(options)
  const [visible] = useState(() => makeCell(initialVisibleCount))
  const count = useSyncExternalStore(visible.subscribe, visible.get, visible.get)
  const page = useView((state) => enabled ? conversationHistoryPage(state, count) : disabledHistoryPage)
  const actions = useMemo(
    () => conversationHistoryPageActions(widget, visible, latest, initialVisibleCount),
    [widget, visible, latest, initialVisibleCount]
  )
  useEffect(() => {
    if (enabled) loadConversations(widget, visible.get()).catch(() => {})
  }, [widget, visible, enabled])
  return useMemo(() => ({ ...page, ...actions }), [page, actions])
}
