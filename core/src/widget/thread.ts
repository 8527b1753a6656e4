import { adjustConversation, foldConversation } from "./conversations.ts"
import { isStreaming } from "./message.ts"
import { isOpen } from "./isOpen.ts"
import type { DefaultMessage, TimelineItem } from "./nouns.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelCommand, PanelHandlers, PanelStep } from "./panelEvents.ts"
import type { Problem } from "./Problem.ts"
import { currentConversation } from "./router.ts"
import { problemOf } from "./problemOf.ts"
import { backOff } from "./backOff.ts"
import { nowFailed } from "./failed.ts"

export interface Thread {
  /** `new` isn't on the server yet; `stale` is shown, and asked for again. */
  readonly status: "new" | "idle" | "loading" | "ready" | "stale" | "failed"
  /** By `seq`. */
  readonly items: ReadonlyArray<TimelineItem>
  /** While a first page is on its way: what stood here when it was asked for, and goes when it comes. */
  readonly doomed: ReadonlyArray<TimelineItem> | null
  /** The page on its way was asked for too early to be trusted: it won't be taken, but asked for again. */
  readonly isOutdated: boolean
  readonly hasOlder: boolean
  readonly isLoadingOlder: boolean
  readonly problem: Problem | null
  readonly attempts: number
  /** Where reading stopped before: the divider stands after this seq, for as long as the thread stays in sight. */
  readonly readUpTo: number | null
  /** Welcome lines that went out with the first message, shown until the thread comes with them. */
  readonly welcome: ReadonlyArray<DefaultMessage>
  /** The newest message by others that came while the widget looked on. */
  readonly arrived: string | null
}

export const emptyThread: Thread = {
  status: "idle", items: [], doomed: null, isOutdated: false, hasOlder: false, isLoadingOlder: false, problem: null, attempts: 0,
  readUpTo: null, arrived: null, welcome: []
}

/** Takes in an item unless this version or a newer one is here; keeps the order of `seq`. */
export const foldItem = (items: ReadonlyArray<TimelineItem>, item: TimelineItem): ReadonlyArray<TimelineItem> => {
  const at = items.findIndex(({ id }) => id === item.id)
  const known = items[at]
  if (known && known.version >= item.version) return items
  const others = known ? items.filter(({ id }) => id !== item.id) : items
  const after = others.findLastIndex(({ seq }) => seq < item.seq) + 1
  return [...others.slice(0, after), item, ...others.slice(after)]
}

/** Takes in a page of them. */
const foldPage = (items: ReadonlyArray<TimelineItem>, page: ReadonlyArray<TimelineItem>): ReadonlyArray<TimelineItem> => {
  const byId = new Map(items.map((item) => [item.id, item]))
  for (const item of page) {
    if ((byId.get(item.id)?.version ?? 0) < item.version) byId.set(item.id, item)
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq)
}

export const threadOf = (state: ReadyState, id: string): Thread => state.panel.threads[id] ?? emptyThread

export const changeThread = (state: ReadyState, id: string, change: Partial<Thread>): ReadyState =>
  withPanel(state, { threads: { ...state.panel.threads, [id]: { ...threadOf(state, id), ...change } } })

const isOlder = (item: TimelineItem, than: TimelineItem | null): boolean =>
  than !== null && (than.seq > item.seq || (than.id === item.id && than.version >= item.version))

/** Someone of the team, a person or an AI agent, wrote it. */
export const isFromTeam = ({ aiAgentId, type, userId }: TimelineItem): boolean =>
  type === "message" && (userId !== null || aiAgentId !== null)

const load = (state: ReadyState, conversationId: string): PanelStep => {
  const thread = threadOf(state, conversationId)
  if (state.panel.identity.status !== "known" || thread.status === "loading" || thread.status === "new") return [state, []]
  return [changeThread(state, conversationId, { status: "loading", doomed: thread.items }), [
    { _tag: "Cancel", key: `thread:${conversationId}` },
    { _tag: "LoadThread", conversationId, beforeSeq: null }
  ]]
}

const loadOlder = (state: ReadyState, conversationId: string): PanelStep => {
  const thread = threadOf(state, conversationId)
  const oldest = thread.items[0]
  if (thread.status !== "ready" || !thread.hasOlder || thread.isLoadingOlder || !oldest) return [state, []]
  return [changeThread(state, conversationId, { isLoadingOlder: true, problem: null }), [
    { _tag: "LoadThread", conversationId, beforeSeq: oldest.seq }
  ]]
}

const loadAgain = (state: ReadyState): PanelStep => {
  const shown = currentConversation(state)
  if (shown === null) return [state, []]
  const { problem, status } = threadOf(state, shown)
  return status === "failed" ? load(state, shown) : problem ? loadOlder(state, shown) : [state, []]
}

/** The threads: newest page, older pages, and every item that comes or changes. */
export const threadHandlers: PanelHandlers = {
  ThreadDue: (state, { conversationId }) => state.panel.threads[conversationId] ? load(state, conversationId) : [state, []],
  Woke: loadAgain,
  WebsiteAsked: loadAgain,
  Started: loadAgain,
  Stopped: (state) => {
    const threads = Object.entries(state.panel.threads).map(([id, thread]) =>
      [id, { ...thread, status: thread.status === "loading" ? "stale" : thread.status, isLoadingOlder: false }] as const
    )
    return [withPanel(state, { threads: Object.fromEntries(threads) }), []]
  },
  OlderAsked: (state, { conversationId }) => loadOlder(state, conversationId),
  ThreadLoaded: (state, { conversationId, isFirst, page }) => {
    const thread = threadOf(state, conversationId)
    if (isFirst && thread.isOutdated) return [changeThread(state, conversationId, { status: "stale", isOutdated: false, doomed: null }), []]
    const doomed = new Set(isFirst ? thread.doomed : null)
    const items = foldPage(thread.items.filter((item) => !doomed.has(item)), page.items)
    const known = withPanel(state, { conversations: foldConversation(state.panel.conversations, page.conversation) })
    // Only the page that begins where the thread does knows what lies before.
    const hasOlder = items[0]?.id === page.items[0]?.id ? page.hasMore : thread.hasOlder
    return [
      changeThread(known, conversationId, {
        status: "ready", items, doomed: null, problem: null, attempts: 0, hasOlder, isLoadingOlder: false, welcome: []
      }),
      []
    ]
  },
  ThreadFailed: (state, { conversationId, error }, now) => {
    const thread = threadOf(state, conversationId)
    const problem = problemOf(error, now)
    const told = nowFailed("thread", error, thread)
    if (thread.isLoadingOlder) return [changeThread(state, conversationId, { isLoadingOlder: false, problem }), told]
    if (error._tag === "ConversationNotFound") {
      // An id of the host's own that nobody used yet begins a conversation; one that was known is gone.
      return state.panel.conversations.byId[conversationId] !== undefined || thread.items.length > 0
        ? [changeThread(state, conversationId, { status: "failed", items: [], doomed: null, problem }), told]
        : [changeThread(state, conversationId, { status: "new", doomed: null, problem: null }), []]
    }
    return [
      changeThread(state, conversationId, { status: "failed", doomed: null, problem, attempts: thread.attempts + 1 }),
      [...told, {
        _tag: "Wait", key: `thread:${conversationId}`, ms: backOff(thread.attempts), jitter: true,
        event: { _tag: "ThreadDue", conversationId }
      }]
    ]
  },
  News: (state, { event }) => {
    if (event._tag !== "ItemChanged") return [state, []]
    const { item } = event
    const { conversationId } = item
    const conversations = adjustConversation(state.panel.conversations, conversationId, (conversation) =>
      item.type !== "message" || isOlder(item, conversation.lastItem) ? conversation
        : { ...conversation, lastItem: item.deletedAt === null ? item : conversation.lastItem })
    const thread = state.panel.threads[conversationId]
    // News may come twice: what was heard of once isn't announced again.
    const heardUpTo = state.panel.heard[conversationId]
    const isNew = heardUpTo === undefined ? item.version === 1 : item.seq > heardUpTo
    const isArrival = isNew && isFromTeam(item) && item.deletedAt === null
    const wasUnfinished = state.panel.unfinished.includes(item.id)
    const isWhole = !isStreaming(item)
    const known = withPanel(state, {
      conversations,
      unfinished: wasUnfinished && isWhole ? state.panel.unfinished.filter((id) => id !== item.id)
        : isArrival && !isWhole ? [...state.panel.unfinished, item.id] : state.panel.unfinished,
      heard: isNew ? { ...state.panel.heard, [conversationId]: item.seq } : state.panel.heard
    })
    const isAnnounced = isWhole && item.deletedAt === null && (isArrival || wasUnfinished)
    const emitted: ReadonlyArray<PanelCommand> = [
      ...(isAnnounced ? [{ _tag: "Emit", event: { type: "messageReceived", conversationId, message: item } } as const] : []),
      ...(isArrival && state.settings.sound !== false ? [{ _tag: "Play", id: item.id } as const] : [])
    ]
    if (!thread || thread.status === "idle" || thread.status === "failed") return [known, emitted]
    const oldest = thread.items[0]
    // Older than what is here: its page will bring it.
    if (thread.hasOlder && oldest && item.seq < oldest.seq) return [known, emitted]
    const items = foldItem(thread.items, item)
    if (items === thread.items) return [known, emitted]
    return [changeThread(known, conversationId, { items, arrived: isArrival ? item.id : thread.arrived }), emitted]
  }
}

/** Loads the thread in sight when it isn't here, and marks where reading stopped when it comes into sight. */
export const threadReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const shown = currentConversation(after)
  const isInSight = shown !== null && isOpen(after)
  const wasInSight = before !== null && isOpen(before) && currentConversation(before) === shown
  if (!isInSight) return [after, []]
  const thread = threadOf(after, shown)
  const conversation = after.panel.conversations.byId[shown]
  let next = after
  // Its list or itself may come only after it was opened.
  if (!wasInSight || !before.panel.conversations.byId[shown]) {
    const readUpTo = conversation?.unreadCount ? conversation.visitorSeenSeq : null
    if (readUpTo !== thread.readUpTo) next = changeThread(next, shown, { readUpTo })
  }
  if (next.panel.identity.status === "none" && thread.status === "idle") return [changeThread(next, shown, { status: "new" }), []]
  const mustLoad = next.isRunning && (thread.status === "idle" || (thread.status === "stale" && after.panel.token !== null))
  return mustLoad ? load(next, shown) : [next, []]
}
