import type { Answer } from "./events.ts"
import type { Conversation } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { problemOf } from "./problemOf.ts"
import { backOff } from "./backOff.ts"
import { nowFailed } from "./failed.ts"

type ById = Readonly<Record<string, Conversation>>

export interface Conversations {
  /** `stale` is shown, and asked for again. */
  readonly status: "idle" | "loading" | "ready" | "stale" | "failed"
  readonly byId: ById
  /** A first page was here: what is unread can be counted. */
  readonly isKnown: boolean
  /** While a first page is on its way: what stood here when it was asked for, and goes when it comes. */
  readonly doomed: ById | null
  /** The page on its way was asked for too early to be trusted: it won't be taken, but asked for again. */
  readonly isOutdated: boolean
  /** Where the next older page begins; null when all are here. */
  readonly nextCursor: string | null
  /** How many there are, here and on the server. */
  readonly total: number
  readonly isLoadingMore: boolean
  readonly problem: Problem | null
  readonly attempts: number
}

export const initialConversations: Conversations = {
  status: "idle", byId: {}, isKnown: false, doomed: null, isOutdated: false, nextCursor: null, total: 0, isLoadingMore: false, problem: null, attempts: 0
}

/** Why nothing can be written in it any more, or null. */
export const closedAs = (conversation: Conversation | null): "resolved" | "spam" | "archived" | null => {
  if (!conversation) return null
  if (conversation.deletedAt !== null) return "archived"
  return conversation.status === "open" ? null : conversation.status
}

/** Takes in a conversation unless a newer version is here. One nobody knew, begun after all others, adds to the total. */
export const foldConversation = (list: Conversations, conversation: Conversation): Conversations => {
  const known = list.byId[conversation.id]
  if (known && known.version >= conversation.version) return list
  const isNew = !known && Object.values(list.byId).every((other) => other.createdAt < conversation.createdAt)
  // What may be left out isn't told with every change, and holds until it is told anew.
  const byId = { ...list.byId, [conversation.id]: { ...known, ...conversation } }
  return { ...list, byId, total: Math.max(list.total + (isNew ? 1 : 0), Object.keys(byId).length) }
}

/** Changes what is known of one conversation, without being told a new version of it. */
export const adjustConversation = (
  list: Conversations,
  id: string,
  change: (conversation: Conversation) => Conversation
): Conversations => {
  const known = list.byId[id]
  const changed = known && change(known)
  return changed === undefined || changed === known ? list : { ...list, byId: { ...list.byId, [id]: changed } }
}

const takePage = (list: Conversations, page: Answer<"conversations.list">, isFirst: boolean): Conversations => {
  const { doomed } = list
  if (isFirst && list.isOutdated) return { ...list, status: "stale", isOutdated: false, doomed: null }
  const kept = isFirst && doomed
    ? Object.fromEntries(Object.entries(list.byId).filter(([id, conversation]) => doomed[id] !== conversation))
    : list.byId
  const merged = page.conversations.reduce(foldConversation, { ...list, byId: kept, total: 0 })
  return {
    ...merged,
    status: "ready",
    isKnown: true,
    doomed: null,
    nextCursor: page.nextCursor,
    total: Math.max(page.total, Object.keys(merged.byId).length),
    isLoadingMore: false,
    problem: null,
    attempts: 0
  }
}

const change = (state: ReadyState, conversations: Conversations): ReadyState => withPanel(state, { conversations })

const load = (state: ReadyState): PanelStep => {
  const list = state.panel.conversations
  if (state.panel.identity.status !== "known" || list.status === "loading" || !state.isRunning) return [state, []]
  return [change(state, { ...list, status: "loading", doomed: list.byId }), [
    { _tag: "Cancel", key: "list" },
    { _tag: "LoadList", cursor: null }
  ]]
}

const loadMore = (state: ReadyState): PanelStep => {
  const list = state.panel.conversations
  if (list.status !== "ready" || list.isLoadingMore || list.nextCursor === null) return [state, []]
  return [change(state, { ...list, isLoadingMore: true, problem: null }), [{ _tag: "LoadList", cursor: list.nextCursor }]]
}

const loadAgain = (state: ReadyState): PanelStep => {
  const { problem, status } = state.panel.conversations
  return status === "failed" ? load(state) : problem ? loadMore(state) : [state, []]
}

/** The list of conversations: its first page, older pages, and news of each. */
export const conversationsHandlers: PanelHandlers = {
  ListDue: load,
  Woke: loadAgain,
  WebsiteAsked: loadAgain,
  Started: loadAgain,
  Stopped: (state) => {
    const list = state.panel.conversations
    return [change(state, { ...list, status: list.status === "loading" ? "stale" : list.status, isLoadingMore: false }), []]
  },
  MoreAsked: loadMore,
  ListLoaded: (state, { isFirst, page }) => [change(state, takePage(state.panel.conversations, page, isFirst)), []],
  ListFailed: (state, { error }, now) => {
    const list = state.panel.conversations
    const problem = problemOf(error, now)
    const told = nowFailed("list", error, list)
    if (list.isLoadingMore) return [change(state, { ...list, isLoadingMore: false, problem }), told]
    return [change(state, { ...list, status: "failed", doomed: null, problem, attempts: list.attempts + 1 }), [
      ...told,
      { _tag: "Wait", key: "list", ms: backOff(list.attempts), jitter: true, event: { _tag: "ListDue" } }
    ]]
  },
  News: (state, { event }) => {
    if (event._tag !== "ConversationChanged") return [state, []]
    const { conversation } = event
    const before = state.panel.conversations.byId[conversation.id]
    const conversations = foldConversation(state.panel.conversations, conversation)
    if (conversations === state.panel.conversations) return [state, []]
    const hasEnded = before && !closedAs(before) && closedAs(conversation)
    return [
      change(state, conversations),
      hasEnded
        ? [{ _tag: "Emit", event: { type: "conversationEnd", conversationId: conversation.id, conversation } }]
        : []
    ]
  }
}
