import type { Conversation, Pagination } from "@cossistant/types"
import { isListLoading } from "../widget/card.ts"
import { remember } from "../widget/remember.ts"
import type { Widget } from "../widget/widget.ts"
import type { WidgetState } from "../widget/WidgetState.ts"
import { loadConversations } from "./conversationHistoryPage.ts"
import { conversationList, listProblem } from "./conversationList.ts"
import { type CossistantError, errorOf } from "./CossistantError.ts"
import { until } from "./until.ts"

/** Which conversations are wanted. Without a limit, all that are loaded. */
export interface ConversationsQuery {
  limit?: number | undefined
  /** From 1. */
  page?: number | undefined
  /** `closed`: resolved ones and spam. Archived ones are in no list. */
  status?: "open" | "closed" | undefined
  orderBy?: "createdAt" | "updatedAt" | undefined
  order?: "asc" | "desc" | undefined
}

/** What `useConversations()` gives, `refetch` aside. */
export interface ConversationsValue {
  conversations: Conversation[]
  /** Null until the list was loaded. */
  pagination: Pagination | null
  isLoading: boolean
  error: CossistantError | null
}

const views = remember<ConversationsValue>()
const isClosed = ({ status }: Conversation) => status !== "open"

/** The conversations that `query` asks for. */
export const conversations = (state: WidgetState, query: ConversationsQuery = {}): ConversationsValue => {
  const list = conversationList(state)
  const isLoading = isListLoading(state)
  const problem = listProblem(state)
  const total = state.panel?.conversations.total ?? 0
  return views(state.self, JSON.stringify(query), [list, isLoading, problem, total], () => {
    const { limit, order = "desc", orderBy = "updatedAt", page = 1, status } = query
    const wanted = status ? list.filter((conversation) => isClosed(conversation) === (status === "closed")) : list
    const way = order === "asc" ? 1 : -1
    const sorted = [...wanted].sort((a, b) => a[orderBy] === b[orderBy] ? 0 : a[orderBy] < b[orderBy] ? -way : way)
    const all = status ? sorted.length : Math.max(total, sorted.length)
    const size = limit ?? Math.max(1, all)
    return {
      conversations: limit === undefined ? sorted : sorted.slice((page - 1) * limit, page * limit),
      pagination: isLoading ? null : { page, limit: size, total: all, totalPages: Math.ceil(all / size), hasMore: page * size < all },
      isLoading,
      error: errorOf(problem)
    }
  })
}

/** Loads what `query` asks for and isn't here yet. A filter or another order needs all of it. */
export const loadQuery = (widget: Widget, { limit, order = "desc", orderBy = "updatedAt", page = 1, status }: ConversationsQuery = {}): Promise<void> =>
  loadConversations(widget, status || order === "asc" || orderBy === "createdAt" ? Infinity : limit === undefined ? 0 : page * limit)

/** Asks for the list anew, and gives it; rejects where it can't be loaded. */
export const refetchConversations = async (widget: Widget, query: ConversationsQuery = {}): Promise<ConversationsValue> => {
  await widget.load()
  widget.send({ _tag: "ListDue" })
  await until(widget, ({ panel }) => panel?.conversations.status === "loading" ? undefined : true)
  const failed = widget.get().panel?.conversations
  if (failed?.status === "failed") throw errorOf(failed.problem) ?? new Error(failed.status)
  await loadQuery(widget, query)
  return conversations(widget.get(), query)
}
