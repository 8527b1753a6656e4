import { conversationLifecycle } from "@cossistant/core/documented/conversationLifecycle"
import { untrack } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"
import { useCell } from "./useCell.ts"

export interface UseConversationLifecycleOptions {
  /** Default `"__pending__"`: a conversation that hasn't begun. */
  readonly initialConversationId?: string | undefined
  /** Accepted for compatibility: a conversation begins with its first message. */
  readonly autoCreate?: boolean | undefined
  readonly visitorId?: string | undefined
  readonly websiteId?: string | undefined
  /** The pending conversation has got its id. */
  readonly onConversationCreated?: ((conversationId: string) => void) | undefined
}
export interface UseConversationLifecycleReturn {
  readonly conversationId: string
  readonly isPending: boolean
  /** Null while it is pending. */
  readonly realConversationId: string | null
  readonly setConversationId: (conversationId: string) => void
  readonly isNewConversation: () => boolean
}

/** Which conversation a page is about, from before it begins on. Needs no provider. */
export const useConversationLifecycle = (options: MaybeAccessor<UseConversationLifecycleOptions> = {}): UseConversationLifecycleReturn => {
  const life = conversationLifecycle(
    untrack(() => read(options).initialConversationId), (id) => untrack(() => read(options).onConversationCreated?.(id))
  )
  const state = useCell(() => life)
  return {
    get conversationId() { return state().conversationId },
    get isPending() { return state().isPending },
    get realConversationId() { return state().realConversationId },
    setConversationId: life.setConversationId,
    isNewConversation: () => state().isPending
  }
}
