import { PENDING_CONVERSATION_ID } from "@cossistant/core/documented/newIds"
import { createSignal, untrack } from "solid-js"
import { type MaybeAccessor, read } from "./MaybeAccessor.ts"

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
  const [conversationId, set] = createSignal(untrack(() => read(options).initialConversationId) ?? PENDING_CONVERSATION_ID)
  const isPending = () => conversationId() === PENDING_CONVERSATION_ID
  return {
    get conversationId() { return conversationId() },
    get isPending() { return isPending() },
    get realConversationId() { return isPending() ? null : conversationId() },
    setConversationId: (next) => untrack(() => {
      const wasPending = isPending()
      set(next)
      if (wasPending && !isPending()) read(options).onConversationCreated?.(next)
    }),
    isNewConversation: isPending
  }
}
