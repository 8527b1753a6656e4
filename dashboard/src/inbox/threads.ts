import type { InboxState, Thread } from "./InboxState.ts"
import type { Item, Mark } from "./nouns.ts"

export const emptyThread: Thread = {
  status: "loading",
  problem: null,
  items: [],
  hasOlder: false,
  isLoadingOlder: false,
  marks: [],
  unreadAfter: null,
  feedback: [],
  aside: [],
  isStale: false,
  reading: null
}

/** How many threads are kept up to date beside the open one, so that going back is instant. */
const KEPT_THREADS = 20

/** Takes in items in any order, any number of times: one row per id, the newest version, in the order of `seq`. */
export const foldItems = (held: ReadonlyArray<Item>, incoming: ReadonlyArray<Item>): ReadonlyArray<Item> => {
  const byId = new Map(held.map((item) => [item.id, item]))
  for (const item of incoming) {
    if (item.version >= (byId.get(item.id)?.version ?? 0)) byId.set(item.id, item)
  }
  return [...byId.values()].toSorted((a, b) => a.seq - b.seq)
}

/** The newest mark of each reader. */
export const foldMarks = (held: ReadonlyArray<Mark>, incoming: ReadonlyArray<Mark>): ReadonlyArray<Mark> => {
  const byReader = new Map(held.map((mark) => [mark.actorType + mark.actorId, mark]))
  for (const mark of incoming) {
    const known = byReader.get(mark.actorType + mark.actorId)
    if (known === undefined || mark.at >= known.at) byReader.set(mark.actorType + mark.actorId, mark)
  }
  return [...byReader.values()]
}

export const setThread = (state: InboxState, id: string, patch: Partial<Thread>): InboxState => {
  const { [id]: known = emptyThread, ...others } = state.threads
  const kept = Object.entries(others).filter(([key, thread], index, all) => key === state.openId || thread.reading !== null || index >= all.length - KEPT_THREADS)
  return { ...state, threads: { ...Object.fromEntries(kept), [id]: { ...known, ...patch } } }
}

/** Items kept of a thread that is left: one page, so that coming back is as quick as it was the first time. */
const KEPT_ITEMS = 50

/** Lets go of the older pages of a thread that is no longer shown. */
export const trimThread = (state: InboxState, id: string): InboxState => {
  const thread = state.threads[id]
  if (thread === undefined || thread.items.length <= KEPT_ITEMS) return state
  return { ...state, threads: { ...state.threads, [id]: { ...thread, items: thread.items.slice(-KEPT_ITEMS), hasOlder: true, isLoadingOlder: false, aside: [] } } }
}

/** Takes in one item that the stream told, also while the thread is read; older than what is loaded, it waits for its page. */
export const addItem = (state: InboxState, item: Item): InboxState => {
  const thread = state.threads[item.conversationId]
  if (!isFollowed(thread)) return state
  const first = thread.items[0]
  const isOlder = thread.hasOlder && first !== undefined && item.seq < first.seq
  if (isOlder && !thread.isLoadingOlder) return state
  const told = isOlder ? { aside: [...thread.aside, item] } : { items: foldItems(thread.items, [item]) }
  return { ...state, threads: { ...state.threads, [item.conversationId]: { ...thread, ...told } } }
}

/** Whether what is told of a thread is taken in: it is held, or its page is on its way. */
export const isFollowed = (thread: Thread | undefined): thread is Thread =>
  thread !== undefined && (thread.status !== "failed" || thread.reading !== null)

/** The newest place in a thread that is on this screen, 0 while nothing is. */
export const newestSeq = (state: InboxState, conversationId: string): number =>
  state.threads[conversationId]?.items.at(-1)?.seq ?? 0

/** Public messages of colleagues that came after `seq`: what a writer has to see before replying. */
export const answersSince = (state: InboxState, conversationId: string, seq: number): ReadonlyArray<Item> =>
  (state.threads[conversationId]?.items ?? []).filter((item) =>
    item.seq > seq && item.type === "message" && item.visibility === "public" && item.deletedAt === null
    && item.userId !== null && item.userId !== state.me
  )
