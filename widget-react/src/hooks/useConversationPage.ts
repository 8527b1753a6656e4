import { conversationPage, type ConversationPage, openConversationPage } from "@cossistant/core/documented/conversationPage"
import type { MessageComposer, TimelineItem } from "@cossistant/types"
import { useEffect, useMemo, useRef } from "react"
import { useView } from "../useView.ts"
import { useWidget } from "../WidgetContext.ts"
import { useConversationAutoSeen } from "./useConversationAutoSeen.ts"
import { useLatest } from "./useLatest.ts"
import { useConversationId, useMessageComposer } from "./useMessageComposer.ts"
import { useFreshThread } from "./useThread.ts"

export interface UseConversationPageOptions {
  /** A conversation's id, or `"__pending__"` for one that begins with its first message. A change shows the other one. */
  conversationId: string
  /** Sent at once, without welcome messages, to a conversation that nothing was sent to yet. */
  initialMessage?: string | undefined
  /** A new conversation has begun, under this id. */
  onConversationIdChange?: ((conversationId: string) => void) | undefined
  /** Shown while there is nothing else. */
  items?: TimelineItem[] | undefined
  /** Counts the conversation as read while it is in sight. Default true. */
  autoSeenEnabled?: boolean | undefined
}
export interface UseConversationPageReturn extends Omit<ConversationPage, "error"> {
  error: Error | null
  composer: MessageComposer
}

/** One conversation as a page of one's own: what was written, and a field to write in. Throws outside `SupportProvider`. */
export const useConversationPage = (options: UseConversationPageOptions): UseConversationPageReturn => {
  const { autoSeenEnabled = true, conversationId: given, initialMessage, items } = options
  const widget = useWidget()
  const id = useConversationId(given)
  const latest = useLatest(options)
  const page = useView((state) => conversationPage(state, id, items))
  const { addFiles, canSubmit, error, files, isSubmitting, isUploading, message, removeFile, setMessage, submit } =
    useMessageComposer({ conversationId: id })
  const hasBegun = useView((state) =>
    !conversationPage(state, id, items).isPending || (state.panel?.outbox.some(({ conversationId }) => conversationId === id) ?? false))
  useEffect(() => {
    openConversationPage(widget, id, initialMessage).catch(() => {
      // The page's `error` tells; opening it again tries again.
    })
  }, [widget, id, initialMessage])
  useFreshThread(id)
  const told = useRef<string | null>(null)
  useEffect(() => {
    if (!hasBegun || id === given || told.current === id) return
    told.current = id
    latest().onConversationIdChange?.(id)
  }, [hasBegun, id, given, latest])
  useConversationAutoSeen({ conversationId: id, lastTimelineItem: page.lastTimelineItem, enabled: autoSeenEnabled })
  const composer = useMemo(
    () => ({ message, files, isSubmitting, isUploading, canSubmit, setMessage, addFiles, removeFile, submit }),
    [message, files, isSubmitting, isUploading, canSubmit, setMessage, addFiles, removeFile, submit]
  )
  return useMemo(() => ({ ...page, error: page.error ?? error, composer }), [page, error, composer])
}
