import { wantThread } from "@cossistant/core/documented/conversation"
import { type Accessor, createEffect } from "solid-js"
import { useWidget } from "../WidgetContext.ts"
import { useWatched } from "./useWatched.ts"

/** Asks again for a thread that news were missed of: out of the widget's own sight nothing else does. */
export const useFreshThread = (conversationId: Accessor<string | null>): void => {
  const widget = useWidget()
  const stale = useWatched(({ panel }) => {
    const id = conversationId()
    return id !== null && panel?.token !== null && panel?.threads[id]?.status === "stale" ? id : null
  })
  createEffect(() => {
    const id = stale()
    if (id !== null) wantThread(widget, id).catch(() => {})
  })
}

/** Keeps a conversation and its thread loaded while mounted; null asks for nothing. What fails is told by the state. */
export const useThread = (conversationId: Accessor<string | null>): void => {
  const widget = useWidget()
  createEffect(() => {
    const id = conversationId()
    if (id !== null) wantThread(widget, id).catch(() => {})
  })
  useFreshThread(conversationId)
}
