import { bringToAttention } from "./attention.ts"
import { foldConversations, viewOf } from "./conversations.ts"
import type { Asked, InboxState } from "./InboxState.ts"
import type { Conversation } from "./nouns.ts"
import { inTurn, type Step } from "./step.ts"

/** The message that waited for its conversation to be known. */
const placed = (state: InboxState, id: string): Step => {
  const { [id]: waiting, ...unplaced } = state.unplaced
  return waiting === undefined ? [state, []] : bringToAttention({ ...state, unplaced }, waiting)
}

/**
 * Takes in conversations, whoever told of them: by the stream, or by an answer to what was `asked`. Whichever comes first
 * finds that one appeared or changed its set, and asks for new counts.
 */
export const learn = (before: InboxState, conversations: ReadonlyArray<Conversation>, asked?: Asked): Step => {
  const state = foldConversations(before, conversations, asked)
  const moved = new Set(conversations.flatMap(({ id }) => {
    const [was, is] = [before.conversations[id], state.conversations[id]]
    return is !== undefined && (was === undefined || viewOf(was) !== viewOf(is)) ? [is.isTest] : []
  }))
  const [next, alerts] = inTurn(state, ...conversations.map(({ id }) => (held: InboxState) => placed(held, id)))
  return [next, [...[...moved].map((isTest) => ({ _tag: "FetchCounts", isTest } as const)), ...alerts]]
}

/** Takes in the answer to a change or a reply: of two alike, what the stream told is the newer. */
export const learnDone = (state: InboxState, conversation: Conversation): Step =>
  learn(state, [conversation], { conversations: {}, marked: {}, renamed: state.renamed })
