import { chooseMode, returnToDraft } from "./composers.ts"
import type { InboxCommand } from "./InboxCommand.ts"
import type { InboxState, Reply } from "./InboxState.ts"
import { learnDone } from "./learn.ts"
import type { Conversation, Item, Problem } from "./nouns.ts"
import { markSeen } from "./seen.ts"
import { inTurn, type Step } from "./step.ts"
import { addItem, foldItems, setThread } from "./threads.ts"

/** It goes out again by itself: it did not reach the server, or came too soon after others. */
const isLost = ({ problem }: Reply): boolean => problem?._tag === "Unreachable" || problem?._tag === "TooManyRequests"

/**
 * Of each conversation the first reply that waits goes out, and the next with its answer, so that the server takes them in
 * the order they were written. One that was lost is waited for; one that was refused waits for its writer alone.
 */
export const flushReplies = (state: InboxState): Step => {
  const under = Object.entries(state.sending).filter(([, id]) => state.replies[id]?.problem === null)
  const sending: Record<string, string> = Object.fromEntries(under)
  const busy = new Set(Object.keys(sending))
  const commands: Array<InboxCommand> = []
  for (const reply of Object.values(state.replies)) {
    const { conversationId, id, problem } = reply
    if (busy.has(conversationId) || (problem !== null && !isLost(reply))) continue
    busy.add(conversationId)
    if (problem !== null) continue
    sending[conversationId] = id
    commands.push({ _tag: "SendReply", reply })
  }
  return [{ ...state, sending }, commands]
}

/** Lets go of a reply: its item arrived, by answer or by stream, or its writer gave it up. */
export const dropReply = (state: InboxState, id: string): Step => {
  const { [id]: known, ...replies } = state.replies
  return known === undefined ? [state, []] : [{ ...state, replies }, [{ _tag: "ForgetReply", id }]]
}

export const replySent = (state: InboxState, item: Item, conversation: Conversation): Step => {
  const [next, commands] = dropReply(state, item.id)
  const read = markSeen(next, conversation.id, Math.max(next.seen[conversation.id] ?? 0, item.seq))
  const [learned, more] = learnDone(addItem(read, item), conversation)
  return [learned, [...commands, ...more]]
}

/** A refusal keeps the reply, marked; only a stale one goes back to its writer, with the answers it missed. */
export const replyRefused = (state: InboxState, id: string, problem: Problem): Step => {
  const reply = state.replies[id]
  if (reply === undefined) return [state, []]
  if (problem._tag !== "ReplyIsStale") {
    const failed = { ...reply, problem }
    return [{ ...state, replies: { ...state.replies, [id]: failed } }, [{ _tag: "KeepReply", reply: failed }]]
  }
  const thread = state.threads[reply.conversationId]
  const informed = thread?.status === "ready"
    ? setThread(state, reply.conversationId, { items: foldItems(thread.items, problem.items) })
    : state
  // Those behind it were written without these answers too.
  const behind = Object.values(state.replies).filter((other) =>
    other.conversationId === reply.conversationId && other.visibility === "public" && (other.problem === null || isLost(other)) && other.id !== id)
  return inTurn(informed, ...[reply, ...behind].toReversed().flatMap((one) => [
    (held: InboxState) => dropReply(held, one.id),
    (held: InboxState) => returnToDraft(held, one, problem.items)
  ]))
}

/** Sends again under the same id: if the first one did arrive, the server answers with that one. */
export const retryReply = (state: InboxState, id: string): Step => {
  const known = state.replies[id]
  if (known === undefined || known.problem === null) return [state, []]
  const reply: Reply = { ...known, problem: null }
  return [{ ...state, replies: { ...state.replies, [id]: reply } }, [{ _tag: "KeepReply", reply }]]
}

/** The writer of a refused reply takes it back to change it, files and all. One that was lost may have arrived: it stays. */
export const editReply = (state: InboxState, id: string): Step => {
  const reply = state.replies[id]
  if (reply === undefined || reply.problem === null || isLost(reply)) return [state, []]
  return inTurn(
    state,
    (held) => dropReply(held, id),
    (held) => returnToDraft(held, reply, []),
    (held) => chooseMode(held, reply.conversationId, reply.visibility === "private" ? "note" : "reply")
  )
}

/** The server is back: what did not reach it goes out again, in the order it was written. */
export const resendLost = (state: InboxState): Step =>
  inTurn(state, ...Object.values(state.replies).filter(isLost).map(({ id }) => (held: InboxState) => retryReply(held, id)))

/** Replies that a closed page left behind: those still on their way are sent again, refused ones wait for their writer. */
export const restoreReplies = (state: InboxState, replies: ReadonlyArray<Reply>): Step => {
  const inOrder = replies.toSorted((a, b) => a.at + a.id < b.at + b.id ? -1 : 1)
  return [{ ...state, replies: { ...Object.fromEntries(inOrder.map((reply) => [reply.id, reply])), ...state.replies } }, []]
}
