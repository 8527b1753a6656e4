import type { InboxState, Typist } from "./InboxState.ts"
import type { Item, News } from "./nouns.ts"

/** Milliseconds after which someone who says nothing more counts as no longer writing. */
export const TYPING_LASTS = 6_000

type Viewers = Pick<Extract<News, { _tag: "ViewersChanged" }>, "conversationId" | "userIds">

/** Which members look at a conversation, without me. */
export const setViewers = (state: InboxState, { conversationId, userIds }: Viewers): InboxState =>
  ({ ...state, viewers: { ...state.viewers, [conversationId]: userIds.filter((id) => id !== state.me) } })

/** Everyone who is there: whoever was thought to be and isn't among them has left. */
export const setPresence = (state: InboxState, { online, viewers }: Extract<News, { _tag: "Presence" }>): InboxState =>
  viewers.reduce(setViewers, { ...state, online: Object.fromEntries(online.map((visitorId) => [visitorId, true])), viewers: {} })

/** Someone writes (`typist`), or stopped (null). My own writing is not shown to me. */
export const setTyping = (state: InboxState, conversationId: string, actorId: string, typist: Typist | null): InboxState => {
  if (actorId === state.me) return state
  const others = (state.typing[conversationId] ?? []).filter((known) => known.actorId !== actorId)
  return withTyping(state, conversationId, typist === null ? others : [...others, typist])
}

/** Whoever has sent is no longer writing. */
export const typingEndedBy = (state: InboxState, item: Item): InboxState => {
  const author = item.userId ?? item.aiAgentId ?? item.visitorId
  const known = state.typing[item.conversationId] ?? []
  // A visitor's writing is told by visitor, its message may come from another device of the same person.
  const others = known.filter((typist) => typist.actorId !== author && !(item.visitorId !== null && typist.actorType === "visitor"))
  return others.length === known.length ? state : withTyping(state, item.conversationId, others)
}

/** Lets go of everyone not heard of for 6 s. */
export const expireTyping = (state: InboxState, now: number): InboxState => {
  let next = state
  for (const [id, typists] of Object.entries(state.typing)) {
    const alive = typists.filter((typist) => now - typist.at < TYPING_LASTS)
    if (alive.length < typists.length) next = withTyping(next, id, alive)
  }
  return next
}

const withTyping = (state: InboxState, conversationId: string, typists: ReadonlyArray<Typist>): InboxState => {
  const { [conversationId]: _, ...others } = state.typing
  return { ...state, typing: typists.length === 0 ? others : { ...others, [conversationId]: typists } }
}
