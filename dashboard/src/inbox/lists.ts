import { emptyList, listKey, placeOf, setList, sweep } from "./conversations.ts"
import type { InboxEvent } from "./InboxEvent.ts"
import type { InboxState } from "./InboxState.ts"
import { learn } from "./learn.ts"
import { mayHelp } from "./mayHelp.ts"
import type { View } from "./nouns.ts"
import { foldSeen } from "./seen.ts"
import type { Step } from "./step.ts"

/** Reads the first page of a list, or the one after `cursor`; what is shown stays until it comes. */
export const askList = (state: InboxState, view: View, isTest: boolean, cursor: string | null = null): Step => {
  const { conversations, marked, renamed } = state
  return [
    setList(state, listKey(view, isTest), { reading: { conversations, marked, renamed }, isLoadingMore: cursor !== null }),
    [{ _tag: "FetchList", view, isTest, cursor }]
  ]
}

/** A member looks at a list, or presses for it to be tried again. */
export const showList = (state: InboxState, view: View, isTest: boolean): Step => {
  const key = listKey(view, isTest)
  const next = { ...state, view, isTest }
  const list = state.lists[key]
  // Before the stream said where it stands, reading would leave a gap: what is shown is read then.
  if (state.isStale || (list?.status === "ready" && !list.isStale)) return [next, []]
  const shown = list?.status === "ready" ? next : setList(next, key, { status: "loading", problem: null })
  return list?.reading ? [shown, []] : askList(shown, view, isTest)
}

export const moreWanted = (state: InboxState, view: View, isTest: boolean): Step => {
  const list = state.lists[listKey(view, isTest)]
  if (!list?.nextCursor || list.reading || list.isStale) return [state, []]
  return askList(setList(state, listKey(view, isTest), { problem: null }), view, isTest, list.nextCursor)
}

export const listLoaded = (state: InboxState, event: Extract<InboxEvent, { _tag: "ListLoaded" }>): Step => {
  const { conversations, isTest, nextCursor, view } = event
  const key = listKey(view, isTest)
  const { isLoadingMore, reading } = state.lists[key] ?? emptyList
  const last = conversations.at(-1)
  const unmarked = Object.fromEntries(conversations.map(({ id }) => [id, 0]))
  const [known, commands] = learn(foldSeen(state, { ...unmarked, ...event.seen }, reading), conversations, reading ?? undefined)
  const next = sweep(setList(known, key, {
    ...emptyList, status: "ready", nextCursor, oldest: nextCursor === null || last === undefined ? null : placeOf(last)
  }))
  // What a first page no longer has does not count any more either.
  const isRecounted = reading === null || isLoadingMore || commands.some((command) => command._tag === "FetchCounts" && command.isTest === isTest)
  return [next, isRecounted ? commands : [...commands, { _tag: "FetchCounts", isTest }]]
}

export const listFailed = (state: InboxState, { isTest, problem, view }: Extract<InboxEvent, { _tag: "ListFailed" }>): Step => {
  const key = listKey(view, isTest)
  const status = state.lists[key]?.status === "ready" ? "ready" : "failed"
  return [setList(state, key, { status, problem, reading: null, isLoadingMore: false }), []]
}

/** The list in sight is asked for again if it could not be read, or not to its end. */
export const healList = (state: InboxState): Step => {
  const { isTest, view } = state
  const list = state.lists[listKey(view, isTest)]
  if (list === undefined || list.reading || !mayHelp(list.problem)) return [state, []]
  if (list.status === "failed" || list.isStale) return askList(state, view, isTest)
  return list.problem === null ? [state, []] : moreWanted(state, view, isTest)
}
