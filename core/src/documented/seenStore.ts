import type { ConversationSeen } from "@cossistant/types"
import { type Actor, actorKey } from "./actorKey.ts"
import { createStore, type Store } from "./createStore.ts"
import type { RealtimeEventOf } from "./RealtimeEvent.ts"

export interface ConversationSeenEntry extends Actor {
  lastSeenAt: string
}

export interface SeenState {
  /** By conversation, then by `actorType:actorId`. */
  conversations: Record<string, Record<string, ConversationSeenEntry>>
}
export type SeenStore = Store<SeenState>

/** Makes a store of who has read how far; a client has one that follows the widget. */
export const createSeenStore = (initial: SeenState = { conversations: {} }): SeenStore => createStore(initial)

/** Notes that someone has read a conversation. Never back: an older moment changes nothing. */
export const upsertConversationSeen = (
  store: SeenStore,
  { actorId, actorType, conversationId, lastSeenAt }: ConversationSeenEntry & { readonly conversationId: string }
): void => store.setState((state) => {
  const entry: ConversationSeenEntry = { actorType, actorId, lastSeenAt }
  const known = state.conversations[conversationId]
  const before = known?.[actorKey(entry)]
  if (before && before.lastSeenAt >= lastSeenAt) return state
  return { conversations: { ...state.conversations, [conversationId]: { ...known, [actorKey(entry)]: entry } } }
})

const actorOf = ({ aiAgentId, userId, visitorId }: ConversationSeen): Actor | null =>
  userId ? { actorType: "user", actorId: userId }
    : aiAgentId ? { actorType: "ai_agent", actorId: aiAgentId }
    : visitorId ? { actorType: "visitor", actorId: visitorId }
    : null

/** Notes all that the server knows of who has read a conversation. */
export const hydrateConversationSeen = (store: SeenStore, conversationId: string, seenData: ReadonlyArray<ConversationSeen>): void =>
  store.batch(() => {
    for (const seen of seenData) {
      const actor = actorOf(seen)
      if (actor) upsertConversationSeen(store, { ...actor, conversationId, lastSeenAt: seen.lastSeenAt })
    }
  })

/** Notes what the server tells live. What `ignoreVisitorId` and the like name, is passed over. */
export const applyConversationSeenEvent = (
  store: SeenStore,
  { payload }: RealtimeEventOf<"conversationSeen">,
  ignored: { readonly ignoreVisitorId?: string | null; readonly ignoreUserId?: string | null; readonly ignoreAiAgentId?: string | null } = {}
): void => {
  const { actorId, actorType } = payload
  const { ignoreAiAgentId, ignoreUserId, ignoreVisitorId } = ignored
  if (actorId === { visitor: ignoreVisitorId, user: ignoreUserId, ai_agent: ignoreAiAgentId }[actorType]) return
  upsertConversationSeen(store, payload)
}
