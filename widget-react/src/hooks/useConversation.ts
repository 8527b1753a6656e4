import { conversation, type ConversationValue, refetchConversation } from "@cossistant/core/documented/conversation"
import type { Conversation } from "@cossistant/types"
import { useCallback, useMemo } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { type RefetchOptions, useRefetch } from "./useRefetch.ts"
import { useThread } from "./useThread.ts"

export interface UseConversationOptions extends RefetchOptions {
  /** False asks for nothing and shows nothing. Default true. */
  enabled?: boolean | undefined
}
export interface UseConversationReturn extends ConversationValue {
  /** Asks anew; null where there is no conversation to ask for. Rejects where it can't be loaded. */
  refetch: () => Promise<Conversation | null>
}

/** One conversation, live; null while it isn't known. Throws outside `SupportProvider`. */
export const useConversation = (conversationId: string | null, options: UseConversationOptions = {}): UseConversationReturn => {
  const { enabled = true } = options
  const widget = useWidget()
  const id = enabled ? conversationId : null
  const value = useView((state) => conversation(state, id))
  const refetch = useCallback(
    () => conversationId === null ? Promise.resolve(null) : refetchConversation(widget, conversationId),
    [widget, conversationId]
  )
  useThread(id)
  useRefetch(id !== null, options, refetch)
  return useMemo(() => ({ ...value, refetch }), [value, refetch])
}
