import {
  type ConversationsQuery, type ConversationsValue, conversations, loadQuery, refetchConversations
} from "@cossistant/core/documented/conversations"
import { useCallback, useEffect, useMemo } from "react"
import { useStable } from "../useStable.ts"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { type RefetchOptions, useRefetch } from "./useRefetch.ts"

export interface UseConversationsOptions extends ConversationsQuery, RefetchOptions {
  /** False asks for nothing and shows nothing. Default true. */
  enabled?: boolean | undefined
}
export interface UseConversationsReturn extends ConversationsValue {
  /** Asks anew, for something else where `args` says so; rejects where it can't be loaded. */
  refetch: (args?: ConversationsQuery) => Promise<ConversationsValue>
}

const disabled: ConversationsValue = { conversations: [], pagination: null, isLoading: false, error: null }

/** This visitor's conversations, live. Asks again when the window gets the focus, unless told not to. Throws outside `SupportProvider`. */
export const useConversations = (options: UseConversationsOptions = {}): UseConversationsReturn => {
  const { enabled = true, limit, order, orderBy, page, refetchInterval, refetchOnWindowFocus = true, status } = options
  const widget = useWidget()
  const query = useStable<ConversationsQuery>({ limit, page, status, orderBy, order })
  const value = useView((state) => enabled ? conversations(state, query) : disabled)
  const refetch = useCallback((args: ConversationsQuery = {}) => refetchConversations(widget, { ...query, ...args }), [widget, query])
  useEffect(() => {
    if (enabled) loadQuery(widget, query).catch(() => {})
  }, [widget, query, enabled])
  useRefetch(enabled, { refetchInterval, refetchOnWindowFocus }, refetch)
  return useMemo(() => ({ ...value, refetch }), [value, refetch])
}
