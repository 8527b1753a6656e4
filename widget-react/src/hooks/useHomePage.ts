import { loadConversations } from "@cossistant/core/documented/conversationHistoryPage"
import {
  disabledHomePage, type HomePage, homePage, homePageActions, type HomePageActions, type HomePageCallbacks
} from "@cossistant/core/documented/homePage"
import { useEffect, useMemo } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useLatest } from "./useLatest.ts"

export interface UseHomePageOptions extends HomePageCallbacks {
  /** False asks for nothing and shows nothing. Default true. */
  enabled?: boolean | undefined
}
export interface UseHomePageReturn extends HomePage, HomePageActions {}

/**
 * What a home page of one's own needs: the conversations, and ways to begin and open one. Where a callback isn't given,
 * the widget goes there itself. Throws outside `SupportProvider`.
 */
export const useHomePage = (options: UseHomePageOptions = {}): UseHomePageReturn => {
  const { enabled = true } = options
  const widget = useWidget()
  const latest = useLatest(options)
  const page = useView(enabled ? homePage : nothing)
  const actions = useMemo(() => homePageActions(widget, latest), [widget, latest])
  useEffect(() => {
    if (enabled) loadConversations(widget, 0).catch(() => {})
  }, [widget, enabled])
  return useMemo(() => ({ ...page, ...actions }), [page, actions])
}

const nothing = () => disabledHomePage
