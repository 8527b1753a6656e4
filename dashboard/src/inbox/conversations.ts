import { applyChanges } from "./changes.ts"
import type { InboxState, List, ListKey } from "./InboxState.ts"
import type { Conversation, View } from "./nouns.ts"

/** The one set a conversation stands in. */
export const viewOf = (conversation: Conversation): View =>
  conversation.deletedAt === null ? conversation.status : "archived"

export const listKey = (view: View, isTest: boolean): ListKey => `${view}.${isTest ? "test" : "live"}`

export const emptyList: List = { status: "loading", problem: null, nextCursor: null, oldest: null, isLoadingMore: false }

/** Takes in conversations, keeping the newer version of each. */
export const foldConversations = (state: InboxState, incoming: ReadonlyArray<Conversation>): InboxState => {
  const fresh = incoming.filter((conversation) => conversation.version >= (state.conversations[conversation.id]?.version ?? 0))
  if (fresh.length === 0) return state
  const added = Object.fromEntries(fresh.map((conversation) => [conversation.id, conversation]))
  return { ...state, conversations: { ...state.conversations, ...added } }
}

type Place = { readonly at: string; readonly id: string }
const placeOf = ({ id, lastActivityAt }: Conversation): Place => ({ at: lastActivityAt, id })
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

/** Nothing but what is open is held any longer; it is fetched anew too, and shown until then. */
const letGo = (state: InboxState): InboxState => {
  const id = state.openId ?? ""
  const kept = state.conversations[id]
  const thread = state.threads[id]
  const visitor = kept && state.visitors[kept.visitor.id]
  return {
    ...state,
    conversations: kept ? { [id]: kept } : {},
    threads: thread ? { [id]: thread } : {},
    seen: kept ? { [id]: state.seen[id] ?? 0 } : {},
    lists: {},
    visitors: kept && visitor ? { [kept.visitor.id]: visitor } : {}
  }
}

/** Adds a page; after a reset everything else that was held is let go. */
export const addPage = (
  state: InboxState,
  key: ListKey,
  page: { readonly conversations: ReadonlyArray<Conversation>; readonly seen: Readonly<Record<string, number>>; readonly nextCursor: string | null },
  isReset: boolean
): InboxState => {
  const last = page.conversations.at(-1)
  const base = isReset ? letGo(state) : state
  const folded = foldConversations({ ...base, seen: { ...base.seen, ...page.seen } }, page.conversations)
  return setList(folded, key, {
    status: "ready",
    problem: null,
    nextCursor: page.nextCursor,
    oldest: page.nextCursor === null || last === undefined ? null : placeOf(last),
    isLoadingMore: false
  })
}
