import type { Asked, ById, InboxState } from "./InboxState.ts"

/** I have read that far: here, or in another tab. */
export const markSeen = (state: InboxState, id: string, seq: number): InboxState => ({
  ...state,
  seen: { ...state.seen, [id]: seq },
  marked: { ...state.marked, [id]: (state.marked[id] ?? 0) + 1 }
})

/** My mark among those that came with a conversation; one that is known already may be newer. */
export const learnSeen = (state: InboxState, id: string, marks: ById<number>): InboxState =>
  state.seen[id] === undefined ? { ...state, seen: { ...state.seen, [id]: marks[state.me] ?? 0 } } : state

/** My marks as an answer has them; one that was set since it was asked for is newer. */
export const foldSeen = (state: InboxState, answer: ById<number>, asked: Asked | null): InboxState => ({
  ...state,
  seen: { ...state.seen, ...Object.fromEntries(Object.entries(answer).filter(([id]) => asked === null || state.marked[id] === asked.marked[id])) }
})
