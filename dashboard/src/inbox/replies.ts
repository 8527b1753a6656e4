import { foldConversations } from "./conversations.ts"
import { returnToDraft } from "./composers.ts"
import type { InboxCommand } from "./InboxCommand.ts"
import type { InboxState, Reply } from "./InboxState.ts"
import type { Conversation, Item, Problem } from "./nouns.ts"
import { addItem, foldItems, setThread } from "./threads.ts"

type Step = readonly [InboxState, ReadonlyArray<InboxCommand>]

/** Lets go of a reply: its item arrived, by answer or by stream, or its writer gave it up. */
export const dropReply = (state: InboxState, id: string): Step => {
  const { [id]: known, ...replies } = state.replies
  return known === undefined ? [state, []] : [{ ...state, replies }, [{ _tag: "ForgetReply", id }]]
}

export const replySent = (state: InboxState, item: Item, conversation: Conversation): Step => {
  const [next, commands] = dropReply(state, item.id)
  const seen = { ...next.seen, [conversation.id]: Math.max(next.seen[conversation.id] ?? 0, item.seq) }
  return [foldConversations(addItem({ ...next, seen }, item), [conversation]), commands]
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
  const [dropped, forget] = dropReply(informed, id)
  const [returned, kept] = returnToDraft(dropped, reply, problem.items)
  return [returned, [...forget, ...kept]]
}

/** Sends again under the same id: if the first one did arrive, the server answers with that one. */
export const retryReply = (state: InboxState, id: string): Step => {
  const known = state.replies[id]
  if (known === undefined || known.problem === null) return [state, []]
  const reply: Reply = { ...known, problem: null }
  return [{ ...state, replies: { ...state.replies, [id]: reply } }, [{ _tag: "KeepReply", reply }, { _tag: "SendReply", reply }]]
}

/** The server is back: what did not reach it goes out again, in the order it was written. */
export const resendLost = (state: InboxState): Step =>
  Object.values(state.replies)
    .filter((reply) => reply.problem?._tag === "Unreachable")
    .toSorted((a, b) => a.at < b.at ? -1 : 1)
    .reduce<Step>(([next, commands], { id }) => {
      const [retried, wanted] = retryReply(next, id)
      return [retried, [...commands, ...wanted]]
    }, [state, []])

/** Replies that a closed page left behind: those still on their way are sent again, refused ones wait for their writer. */
export const restoreReplies = (state: InboxState, replies: ReadonlyArray<Reply>): Step => [
  { ...state, replies: { ...Object.fromEntries(replies.map((reply) => [reply.id, reply])), ...state.replies } },
  replies.filter((reply) => reply.problem === null).map((reply) => ({ _tag: "SendReply", reply }))
]
