import type { Conversation, ListConversationsResponse, Pagination } from "@cossistant/types"
import { createStore, type Store } from "./createStore.ts"

export type ConversationPagination = Pagination

export interface ConversationsState {
  /** Newest first. */
  ids: string[]
  byId: Record<string, Conversation>
  pagination: ConversationPagination | null
}

export interface ConversationsStore extends Store<ConversationsState> {
  /** Takes in a page of a list: what is new is added, what is known replaced. */
  ingestList(response: ListConversationsResponse): void
  ingestConversation(conversation: Conversation): void
}

const newestFirst = (byId: ConversationsState["byId"]): string[] =>
  Object.values(byId).sort((a, b) => (a.updatedAt === b.updatedAt ? (a.id < b.id ? 1 : -1) : a.updatedAt < b.updatedAt ? 1 : -1))
    .map(({ id }) => id)

const withConversations = (state: ConversationsState, conversations: ReadonlyArray<Conversation>): ConversationsState => {
  const changed = conversations.filter((conversation) => state.byId[conversation.id] !== conversation)
  if (changed.length === 0) return state
  const byId = { ...state.byId, ...Object.fromEntries(changed.map((conversation) => [conversation.id, conversation])) }
  return { ...state, byId, ids: newestFirst(byId) }
}

/** Makes a store of conversations that nothing fills by itself; a client has one that follows the widget. */
export const createConversationsStore = (
  initial: ConversationsState = { ids: [], byId: {}, pagination: null }
): ConversationsStore => {
  const store = createStore(initial)
  return {
    ...store,
    ingestList: ({ conversations, pagination }) =>
      store.setState((state) => ({ ...withConversations(state, conversations), pagination })),
    ingestConversation: (conversation) => store.setState((state) => withConversations(state, [conversation]))
  }
}

type Readable = Pick<Store<ConversationsState>, "getState">

/** The conversations of a store, newest first. */
export const getConversations = (store: Readable): Conversation[] => {
  const { byId, ids } = store.getState()
  return ids.flatMap((id) => byId[id] ?? [])
}

export const getConversationById = (store: Readable, conversationId: string): Conversation | undefined =>
  store.getState().byId[conversationId]

/** Where the list stands; null before its first page. */
export const getConversationPagination = (store: Readable): ConversationPagination | null => store.getState().pagination
