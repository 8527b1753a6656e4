import { PENDING_CONVERSATION_ID } from "@cossistant/core/documented/newIds"
import { useCallback, useMemo, useState } from "react"
import { useLatest } from "./useLatest.ts"

export interface UseConversationLifecycleOptions {
  /** Default `"__pending__"`: a conversation that hasn't begun. */
  initialConversationId?: string | undefined
  /** Accepted for compatibility: a conversation begins with its first message. */
  autoCreate?: boolean | undefined
  visitorId?: string | undefined
  websiteId?: string | undefined
  /** The pending conversation has got its id. */
  onConversationCreated?: ((conversationId: string) => void) | undefined
}
export interface UseConversationLifecycleReturn {
  conversationId: string
  isPending: boolean
  /** Null while it is pending. */
  realConversationId: string | null
  setConversationId: (conversationId: string) => void
  isNewConversation: () => boolean
}

/** Which conversation a page is about, from before it begins on. Needs no provider. */
export const useConversationLifecycle = (options: UseConversationLifecycleOptions = {}): UseConversationLifecycleReturn => {
  const [conversationId, set] = useState(options.initialConversationId ?? PENDING_CONVERSATION_ID)
  const current = useLatest(conversationId)
  const latest = useLatest(options)
  const isPending = conversationId === PENDING_CONVERSATION_ID
  const setConversationId = useCallback((next: string) => {
    set(next)
    if (current() === PENDING_CONVERSATION_ID && next !== PENDING_CONVERSATION_ID) latest().onConversationCreated?.(next)
  }, [current, latest])
  return useMemo(() => ({
    conversationId, isPending, realConversationId: isPending ? null : conversationId, setConversationId, isNewConversation: () => isPending
  }), [conversationId, isPending, setConversationId])
}
