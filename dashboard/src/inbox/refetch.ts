import { listKey } from "./conversations.ts"
import type { InboxState } from "./InboxState.ts"
import { askList, healList } from "./lists.ts"
import { askThread, healThread } from "./openThread.ts"
import { resendLost } from "./replies.ts"
import { inTurn, type Step } from "./step.ts"
import { askVisitor, cardsInSight, healVisitors } from "./visitors.ts"

/**
 * The stream begins anew: everything in sight is read again, and stays in sight until it comes. What is out of sight is let
 * go, and read when it is looked at; answers to what was asked before count no more.
 */
export const refetch = (state: InboxState): Step => {
  const { isTest, openId, view } = state
  const key = listKey(view, isTest)
  const list = state.lists[key]
  const thread = state.threads[openId ?? ""]
  const cards = cardsInSight(state)
  const begun: InboxState = {
    ...state,
    era: state.era + 1,
    isStale: false,
    doomed: state.conversations,
    seen: Object.fromEntries(Object.entries(state.seen).filter(([id]) => state.conversations[id] !== undefined)),
    lists: list ? { [key]: { ...list, isStale: list.status === "ready", reading: null, isLoadingMore: false } } : {},
    threads: thread && openId !== null
      ? { [openId]: { ...thread, isStale: thread.status === "ready", reading: null, isLoadingOlder: false, aside: [] } }
      : {},
    visitors: Object.fromEntries(Object.entries(state.visitors).filter(([id]) => cards.includes(id))),
    counts: { live: isTest ? null : state.counts.live, test: isTest ? state.counts.test : null },
    uncounted: [],
    renamed: {}
  }
  return inTurn(
    begun,
    (held) => askList(held, view, isTest),
    (held) => openId === null ? [held, []] : askThread(held, openId),
    ...cards.map((id) => (held: InboxState) => askVisitor(held, id))
  )
}

const healCounts = (state: InboxState): Step =>
  state.uncounted.includes(state.isTest)
    ? [{ ...state, uncounted: state.uncounted.filter((isTest) => isTest !== state.isTest) }, [{ _tag: "FetchCounts", isTest: state.isTest }]]
    : [state, []]

/** The server was heard of: what is in sight and could not be read is asked for again, and what could not be sent goes out. */
export const heal = (state: InboxState): Step =>
  // Without a position all is read when there is one.
  state.isStale ? resendLost(state) : inTurn(state, healList, healThread, healVisitors, healCounts, resendLost)
