import { isOpen } from "../widget/isOpen.ts"
import { currentConversation } from "../widget/router.ts"
import type { Widget } from "../widget/widget.ts"

/** Milliseconds that something unread must be in sight before it counts as read. */
export const CONVERSATION_AUTO_SEEN_DELAY_MS = 2_000

/** Tells the server that everything known of a conversation was read. */
export const markConversationSeen = async (widget: Widget, conversationId: string): Promise<void> => {
  await widget.load()
  const { panel } = widget.get()
  const seq = panel?.threads[conversationId]?.items.at(-1)?.seq ?? panel?.conversations.byId[conversationId]?.lastSeq ?? 0
  if (seq > 0) await widget.call("conversations.seen", { conversationId, seq })
}

/**
 * Counts a conversation on a page of the host's own as read, two seconds after something unread came into sight. The
 * conversation on the widget's page is the widget's own matter. Gives what stops it.
 */
export const autoSeen = (
  widget: Widget,
  conversationId: string,
  { isEnabled = true, isWidgetOpen }: {
    readonly isEnabled?: boolean | undefined
    /** Whether it is in sight; by default whether the widget is open. */
    readonly isWidgetOpen?: boolean | undefined
  } = {}
): () => void => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitsFor = 0
  const unreadInSight = (): number => {
    const state = widget.get()
    const isSeen = isEnabled && (isWidgetOpen ?? isOpen(state)) && state.isVisible && state.isRunning
    const isWidgets = isOpen(state) && currentConversation(state) === conversationId
    const last = state.panel?.threads[conversationId]?.items.at(-1)
    const known = state.panel?.conversations.byId[conversationId]
    return isSeen && !isWidgets && last && last.visitorId === null && known && last.seq > known.visitorSeenSeq ? last.seq : 0
  }
  const look = () => {
    const unread = unreadInSight()
    if (unread === waitsFor) return
    waitsFor = unread
    clearTimeout(timer)
    // A mark that is lost is set with the next message.
    if (unread > 0) timer = setTimeout(() => void markConversationSeen(widget, conversationId).catch(() => {}), CONVERSATION_AUTO_SEEN_DELAY_MS)
  }
  const stop = widget.subscribe(look)
  look()
  return () => {
    clearTimeout(timer)
    stop()
  }
}
