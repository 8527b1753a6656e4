import type { TimelineItem, TypingEntry } from "@cossistant/types"
import { type Actor, actorKey } from "./actorKey.ts"
import { createStore, type Store } from "./createStore.ts"
import type { RealtimeEventOf } from "./RealtimeEvent.ts"

export interface TypingState {
  /** By conversation, then by `actorType:actorId`. */
  conversations: Record<string, Record<string, TypingEntry>>
}
export type TypingStore = Store<TypingState>

/** Milliseconds that someone counts as writing without being told again. */
const EXPIRES_AFTER = 6_000

/** Makes a store of who writes; a client has one that follows the widget. Entries go by themselves after 6 s. */
export const createTypingStore = (initial: TypingState = { conversations: {} }): TypingStore => createStore(initial)

/** Someone doesn't write any more; without an actor, nobody does. */
export const clearTypingState = (store: TypingStore, { actor, conversationId }: { conversationId: string; actor?: Actor | undefined }): void =>
  store.setState((state) => {
    const known = state.conversations[conversationId]
    if (!known || (actor && !known[actorKey(actor)])) return state
    const left = Object.entries(known).filter(([key]) => actor && key !== actorKey(actor))
    const { [conversationId]: _gone, ...conversations } = state.conversations
    return { conversations: left.length > 0 ? { ...conversations, [conversationId]: Object.fromEntries(left) } : conversations }
  })

/** Notes that someone writes, or has stopped. Without being told again, it lapses after 6 s. */
export const setTypingState = (store: TypingStore, { actorId, actorType, conversationId, isTyping, preview = null }: Actor & {
  conversationId: string
  isTyping: boolean
  preview?: string | null | undefined
}): void => {
  const actor: Actor = { actorType, actorId }
  if (!isTyping) return clearTypingState(store, { conversationId, actor })
  const entry: TypingEntry = { ...actor, preview, updatedAt: Date.now() }
  store.setState(({ conversations }) => ({
    conversations: { ...conversations, [conversationId]: { ...conversations[conversationId], [actorKey(actor)]: entry } }
  }))
  setTimeout(() => {
    if (store.getState().conversations[conversationId]?.[actorKey(actor)] === entry) clearTypingState(store, { conversationId, actor })
  }, EXPIRES_AFTER)
}

/** Notes what the server tells live. What `ignoreVisitorId` and the like name, is passed over. */
export const applyConversationTypingEvent = (
  store: TypingStore,
  { payload }: RealtimeEventOf<"conversationTyping">,
  ignored: { readonly ignoreVisitorId?: string | null; readonly ignoreUserId?: string | null; readonly ignoreAiAgentId?: string | null } = {}
): void => {
  const { aiAgentId, conversationId, isTyping, userId, visitorId, visitorPreview } = payload
  const { ignoreAiAgentId, ignoreUserId, ignoreVisitorId } = ignored
  const [actorType, actorId, ignore] = userId ? ["user", userId, ignoreUserId] as const
    : aiAgentId ? ["ai_agent", aiAgentId, ignoreAiAgentId] as const
    : ["visitor", visitorId, ignoreVisitorId] as const
  if (!actorId || actorId === ignore) return
  setTypingState(store, { conversationId, actorType, actorId, isTyping, preview: visitorPreview })
}

/** A message came: whoever wrote it has stopped writing. */
export const clearTypingFromTimelineItem = (store: TypingStore, { payload: { item } }: { payload: { item: TimelineItem } }): void => {
  const { aiAgentId, conversationId, type, userId, visitorId } = item
  if (type !== "message") return
  const actor: Actor | null = userId ? { actorType: "user", actorId: userId }
    : aiAgentId ? { actorType: "ai_agent", actorId: aiAgentId }
    : visitorId ? { actorType: "visitor", actorId: visitorId }
    : null
  if (actor) clearTypingState(store, { conversationId, actor })
}

/** Who writes in a conversation, by `actorType:actorId`; undefined if nobody does. */
export const getConversationTyping = (
  store: Pick<TypingStore, "getState">,
  conversationId: string
): Record<string, TypingEntry> | undefined => store.getState().conversations[conversationId]
