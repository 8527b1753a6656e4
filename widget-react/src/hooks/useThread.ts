import { wantThread } from "@cossistant/core/documented/conversation"
import { useEffect } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"

/** Asks again for a thread that news were missed of: out of the widget's own sight nothing else does. */
export const useFreshThread = (conversationId: string | null): void => {
  const widget = useWidget()
  const isStale = useView(({ panel }) => conversationId !== null && panel?.token !== null && panel?.threads[conversationId]?.status === "stale")
  useEffect(() => {
    if (isStale && conversationId !== null) wantThread(widget, conversationId).catch(() => {})
  }, [widget, conversationId, isStale])
}

/** Keeps a conversation and its thread loaded while mounted; null asks for nothing. What fails is told by the state. */
export const useThread = (conversationId: string | null): void => {
  const widget = useWidget()
  useEffect(() => {
    if (conversationId !== null) wantThread(widget, conversationId).catch(() => {})
  }, [widget, conversationId])
  useFreshThread(conversationId)
}
