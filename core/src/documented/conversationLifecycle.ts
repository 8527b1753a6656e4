import { makeCell } from "./cell.ts"
import { PENDING_CONVERSATION_ID } from "./newIds.ts"

/** What `useConversationLifecycle()` gives, its functions aside. */
export interface ConversationLifecycleState {
  conversationId: string
  /** It has no id of its own yet. */
  isPending: boolean
  realConversationId: string | null
}

/** A conversation from before it has an id until it has one. */
export interface ConversationLifecycle {
  get(): ConversationLifecycleState
  subscribe(listener: () => void): () => void
  setConversationId: (conversationId: string) => void
  isNewConversation: () => boolean
}

const stateOf = (conversationId: string): ConversationLifecycleState => {
  const isPending = conversationId === PENDING_CONVERSATION_ID
  return { conversationId, isPending, realConversationId: isPending ? null : conversationId }
}

/** Makes one that begins with an id, by default without. `onCreated` hears of the first id of its own. */
export const conversationLifecycle = (
  initialConversationId: string = PENDING_CONVERSATION_ID,
  onCreated: (conversationId: string) => void = () => {}
): ConversationLifecycle => {
  const state = makeCell(stateOf(initialConversationId))
  return {
    get: state.get,
    subscribe: state.subscribe,
    setConversationId: (conversationId) => {
      const before = state.get()
      if (before.conversationId === conversationId) return
      const next = stateOf(conversationId)
      state.set(next)
      if (before.isPending && !next.isPending) onCreated(conversationId)
    },
    isNewConversation: () => state.get().isPending
  }
}
