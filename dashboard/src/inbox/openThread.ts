import { sweep } from "./conversations.ts"
import { toldSince } from "./feedback.ts"
import type { InboxEvent } from "./InboxEvent.ts"
import type { InboxState } from "./InboxState.ts"
import { learn } from "./learn.ts"
import { mayHelp } from "./mayHelp.ts"
import { foldSeen } from "./seen.ts"
import type { Step } from "./step.ts"
import { emptyThread, foldItems, foldMarks, setThread, trimThread } from "./threads.ts"
import { visitorWanted } from "./visitors.ts"

/** Reads the newest page of a thread; what is shown stays until it comes. */
export const askThread = (state: InboxState, conversationId: string): Step => {
  const { feedback, items, marks } = state.threads[conversationId] ?? emptyThread
  const { conversations, marked, renamed } = state
  return [
    setThread(state, conversationId, { reading: { conversations, marked, renamed, items, marks, feedback } }),
    [{ _tag: "FetchThread", conversationId }]
  ]
}

/** A member opens a thread, or presses for it to be tried again. */
export const threadWanted = (state: InboxState, conversationId: string): Step => {
  const thread = state.threads[conversationId] ?? emptyThread
  const shown = setThread(state, conversationId, thread.status === "ready" ? {} : { status: "loading", problem: null })
  // Before the stream said where it stands, reading would leave a gap: it then reads what is open.
  return thread.reading || state.isStale ? [shown, []] : askThread(shown, conversationId)
}

export const open = (before: InboxState, conversationId: string | null): Step => {
  const left = before.openId === null || before.openId === conversationId ? before : trimThread(before, before.openId)
  const state = sweep({ ...left, openId: conversationId })
  const show = { _tag: "Show", conversationId } as const
  if (conversationId === null) return [state, [show]]
  const known = state.threads[conversationId]
  const next = known?.status === "ready" ? setThread(state, conversationId, { unreadAfter: unreadAfter(state, conversationId) }) : state
  if (known?.status === "ready" && !known.isStale) return [next, [show]]
  const [wanted, commands] = threadWanted(next, conversationId)
  return [wanted, [show, ...commands]]
}

/** My mark, if there is something above it. */
const unreadAfter = (state: InboxState, conversationId: string): number | null => {
  const seen = state.seen[conversationId] ?? 0
  return (state.conversations[conversationId]?.lastSeq ?? 0) > seen ? seen : null
}

/** The page takes the place of what stood there when it was asked for; what was told since stays. */
export const threadLoaded = (state: InboxState, event: Extract<InboxEvent, { _tag: "ThreadLoaded" }>): Step => {
  const { conversation, feedback, hasOlder, items, marks } = event
  const { id } = conversation
  const known = state.threads[id] ?? emptyThread
  const asked = known.reading ?? undefined
  const mine = marks.find((mark) => mark.actorType === "user" && mark.actorId === state.me)
  const [learned, commands] = learn(foldSeen(state, mine ? { [id]: mine.seq } : {}, known.reading), [conversation], asked)
  // Older than the page, it waits for its own: shown at once, it would stand beside a hole.
  const from = hasOlder ? items[0]?.seq ?? 0 : 0
  const doomed = new Set(asked?.items)
  const next = setThread(learned, id, {
    status: "ready",
    problem: null,
    items: foldItems(items, known.items.filter((item) => !doomed.has(item) && item.seq >= from)),
    hasOlder,
    isLoadingOlder: false,
    aside: [],
    marks: foldMarks(foldMarks([], marks), known.marks.filter((mark) => !asked?.marks.includes(mark))),
    feedback: toldSince(known.feedback, asked?.feedback ?? [], feedback),
    unreadAfter: known.unreadAfter ?? unreadAfter(learned, id),
    isStale: false,
    reading: null
  })
  const [wanted, more] = visitorWanted(next, conversation.visitor.id)
  return [wanted, [...commands, ...more]]
}

/** A thread in sight stays there; what is gone or locked does not. */
export const threadFailed = (state: InboxState, { conversationId, problem }: Extract<InboxEvent, { _tag: "ThreadFailed" }>): Step => {
  const isKept = state.threads[conversationId]?.status === "ready" && problem._tag !== "ConversationNotFound" && problem._tag !== "LimitReached"
  const next = setThread(state, conversationId, { problem, reading: null, ...(!isKept && { status: "failed" }) })
  if (problem._tag !== "ConversationNotFound") return [next, []]
  const { [conversationId]: _, ...conversations } = next.conversations
  return [{ ...next, conversations }, []]
}

export const olderWanted = (state: InboxState, conversationId: string): Step => {
  const thread = state.threads[conversationId]
  const first = thread?.items[0]
  if (first === undefined || !thread?.hasOlder || thread.isLoadingOlder) return [state, []]
  return [setThread(state, conversationId, { isLoadingOlder: true }), [{ _tag: "FetchOlder", conversationId, beforeSeq: first.seq }]]
}

export const olderLoaded = (state: InboxState, event: Extract<InboxEvent, { _tag: "OlderLoaded" }>): Step => {
  const { conversationId, hasOlder, items } = event
  const { aside, items: held } = state.threads[conversationId] ?? emptyThread
  // The thread was cut or read anew meanwhile: this page would leave a hole.
  if (held[0]?.seq !== event.beforeSeq) return [state, []]
  const from = hasOlder ? items[0]?.seq ?? 0 : 0
  const told = aside.filter(({ seq }) => seq >= from)
  return [setThread(state, conversationId, {
    items: foldItems(foldItems(items, told), held), hasOlder, isLoadingOlder: false, aside: [], problem: null
  }), []]
}

/** The open thread is asked for again if it could not be read. */
export const healThread = (state: InboxState): Step => {
  const thread = state.threads[state.openId ?? ""]
  if (state.openId === null || thread === undefined || thread.reading || !mayHelp(thread.problem)) return [state, []]
  return thread.status === "failed" || thread.isStale ? askThread(state, state.openId) : [state, []]
}
