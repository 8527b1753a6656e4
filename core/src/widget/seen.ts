import { adjustConversation } from "./conversations.ts"
import type { Answer } from "./events.ts"
import { isOpen } from "./isOpen.ts"
import { type ReadyState, withPanel } from "./PanelState.ts"
import type { PanelHandlers, PanelStep } from "./panelEvents.ts"
import { currentConversation } from "./router.ts"

type TeamMark = Answer<"conversations.timeline">["seen"][number]

/** Someone of the team, and how far they have read. */
export interface Reader {
  readonly id: string
  readonly kind: "human" | "ai"
  readonly seq: number
  readonly at: string
}

/** Milliseconds that something unread must be in sight before it counts as read. */
const READ_AFTER = 2_000

interface Unread {
  readonly conversationId: string
  readonly seq: number
}

/** What is in sight and unread: the panel open, the page visible, and something by others, answered or not. */
const unreadInSight = (state: ReadyState): Unread | null => {
  const conversationId = currentConversation(state)
  if (conversationId === null || !state.isRunning || !state.isVisible || !isOpen(state)) return null
  const last = state.panel.threads[conversationId]?.items.at(-1)
  const conversation = state.panel.conversations.byId[conversationId]
  if (!last || !conversation || last.seq <= conversation.visitorSeenSeq) return null
  if (last.visitorId !== null && conversation.unreadCount === 0) return null
  return { conversationId, seq: last.seq }
}

const readUpTo = (state: ReadyState, conversationId: string, seq: number): ReadyState => {
  const conversations = adjustConversation(state.panel.conversations, conversationId, (conversation) =>
    seq <= conversation.visitorSeenSeq ? conversation : {
      ...conversation,
      visitorSeenSeq: seq,
      unreadCount: seq >= conversation.lastSeq ? 0 : conversation.unreadCount
    })
  return conversations === state.panel.conversations ? state : withPanel(state, { conversations })
}

/** How far someone of the team is known to have read. Never back: news may be older than the page that was just read. */
const withMark = (state: ReadyState, conversationId: string, { actorId, actorType, at, seq }: TeamMark): ReadyState => {
  const readers = state.panel.readers[conversationId] ?? []
  if (readers.some((reader) => reader.id === actorId && reader.seq >= seq)) return state
  const reader: Reader = { id: actorId, kind: actorType === "user" ? "human" : "ai", seq, at }
  const next = [...readers.filter(({ id }) => id !== actorId), reader]
  return withPanel(state, { readers: { ...state.panel.readers, [conversationId]: next } })
}

export const seenHandlers: PanelHandlers = {
  VisibilityChanged: (state, { isVisible }) => [isVisible === state.isVisible ? state : { ...state, isVisible }, []],
  SeenDue: (state) => {
    const unread = unreadInSight(state)
    return unread ? [readUpTo(state, unread.conversationId, unread.seq), [{ _tag: "MarkSeen", ...unread }]] : [state, []]
  },
  News: (state, { event }) => {
    if (event._tag !== "SeenChanged") return [state, []]
    const { actorType, conversationId, seq } = event
    return [actorType === "visitor" ? readUpTo(state, conversationId, seq) : withMark(state, conversationId, { ...event, actorType }), []]
  },
  ThreadLoaded: (state, { conversationId, page }) =>
    [page.seen.reduce((next, mark) => withMark(next, conversationId, mark), state), []]
}

/** Starts the clock when something unread comes into sight, and stops it when it leaves. */
export const seenReaction = (before: ReadyState | null, after: ReadyState): PanelStep => {
  const was = before && unreadInSight(before)
  const is = unreadInSight(after)
  if (JSON.stringify(was) === JSON.stringify(is)) return [after, []]
  if (!is) return [after, [{ _tag: "Cancel", key: "seen" }]]
  return [after, [{ _tag: "Wait", key: "seen", ms: READ_AFTER, event: { _tag: "SeenDue" } }]]
}
