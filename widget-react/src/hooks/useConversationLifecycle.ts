import { conversationLifecycle } from "@cossistant/core/documented/conversationLifecycle"
import { useMemo, useState, useSyncExternalStore } from "react"
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
  const latest = useLatest(options)
  const [life] = useState(() => conversationLifecycle(options.initialConversationId, (id) => latest().onConversationCreated?.(id)))
  const state = useSyncExternalStore(life.subscribe, life.get, life.get)
  const { isNewConversation, setConversationId } = life
  return useMemo(() => ({ ...state, setConversationId, isNewConversation }), [state, setConversationId, isNewConversation])
}
