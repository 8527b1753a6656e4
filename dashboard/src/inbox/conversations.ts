import { applyChanges } from "./changes.ts"
import type { Asked, ById, InboxState, List, ListKey } from "./InboxState.ts"
import type { Conversation, View } from "./nouns.ts"

/** The one set a conversation stands in. */
export const viewOf = (conversation: Conversation): View =>
  conversation.deletedAt === null ? conversation.status : "archived"

export const listKey = (view: View, isTest: boolean): ListKey => `${view}.${isTest ? "test" : "live"}`

export const emptyList: List = { status: "loading", problem: null, nextCursor: null, oldest: null, isLoadingMore: false, isStale: false, reading: null }

/**
 * Takes in conversations, keeping the newer version of each; of two alike, the one that came after an answer was `asked` for.
 * What stands here from an earlier era gives way in any case.
 */
export const foldConversations = (state: InboxState, incoming: ReadonlyArray<Conversation>, asked?: Asked): InboxState => {
  const fresh = incoming.filter(({ id, version }) => {
    const known = state.conversations[id]
    if (known === undefined || known === state.doomed[id] || version > known.version) return true
    return version === known.version && (asked === undefined || asked.conversations[id] === known)
  })
  if (fresh.length === 0) return state
  // Who was told of since has that name, whatever the answer knew.
  const named = (conversation: Conversation): Conversation => {
    const visitor = state.renamed[conversation.visitor.id]
    return asked === undefined || visitor === undefined || visitor === asked.renamed[visitor.id] ? conversation : { ...conversation, visitor }
  }
  const added = Object.fromEntries(fresh.map((conversation) => [conversation.id, named(conversation)]))
  return { ...state, conversations: { ...state.conversations, ...added } }
}

type Place = { readonly at: string; readonly id: string }
/** Where a row stands in its list. */
export const placeOf = ({ id, lastActivityAt }: Conversation): Place => ({ at: lastActivityAt, id })
const order = (a: Place, b: Place): number => {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  return a.id < b.id ? 1 : -1
}

/** The ids of a list's rows, most recently active first, as far as the list was loaded. */
export const rowIds = (
  { changes, conversations, lists }: Pick<InboxState, "changes" | "conversations" | "lists">,
  view: View,
  isTest: boolean
): ReadonlyArray<string> => {
  const list = lists[listKey(view, isTest)]
  if (list === undefined || list.status === "loading") return []
  const { oldest } = list
  return Object.values(conversations)
    .filter((conversation) => conversation.isTest === isTest && viewOf(applyChanges(changes, conversation)) === view)
    .map(placeOf)
    .filter((place) => oldest === null || order(place, oldest) <= 0)
    .toSorted(order)
    .map((place) => place.id)
}

/** Whether its newest message is one that I have not read and did not write; what merely happened calls nobody. */
export const isUnread = (conversation: Conversation, me: string, seen: number): boolean => {
  const last = conversation.lastItem
  return last !== null && last.seq > seen && last.userId !== me
}

/** Patches one list, known or not. */
export const setList = (state: InboxState, key: ListKey, patch: Partial<List>): InboxState => ({
  ...state,
  lists: { ...state.lists, [key]: { ...emptyList, ...state.lists[key], ...patch } }
})

/** What an earlier era left goes once its list was read; what is open stays until it was read itself. */
export const sweep = (state: InboxState): InboxState => {
  const { conversations, doomed, lists, openId } = state
  const gone = Object.values(conversations).filter((conversation) => {
    const list = lists[listKey(viewOf(conversation), conversation.isTest)]
    return conversation === doomed[conversation.id] && conversation.id !== openId && list?.status === "ready" && !list.isStale
  })
  if (gone.length === 0) return state
  const ids = new Set(gone.map(({ id }) => id))
  const without = <A>(all: ById<A>): ById<A> => Object.fromEntries(Object.entries(all).filter(([id]) => !ids.has(id)))
  return { ...state, conversations: without(conversations), seen: without(state.seen) }
}
