import { viewOf } from "./conversations.ts"
import type { InboxState } from "./InboxState.ts"
import type { Item } from "./nouns.ts"
import type { Step } from "./step.ts"

/** A visitor's message that I have neither read nor been told of. */
const isNews = (state: InboxState, item: Item): boolean =>
  item.type === "message" && item.visitorId !== null && item.visibility === "public" && item.version === 1
  && item.seq > Math.max(state.alerted[item.conversationId] ?? 0, state.seen[item.conversationId] ?? 0)

/** Alerts for such a message in a conversation of the set I work in; it waits while nothing is known of its conversation. */
export const bringToAttention = (state: InboxState, item: Item): Step => {
  const { conversationId: id } = item
  const conversation = state.conversations[id]
  if (!isNews(state, item)) return [state, []]
  if (conversation === undefined) return [{ ...state, unplaced: { ...state.unplaced, [id]: item } }, []]
  if (conversation.isTest !== state.isTest || viewOf(conversation) === "spam") return [state, []]
  return [{ ...state, alerted: { ...state.alerted, [id]: item.seq } }, [{ _tag: "Alert", item, conversation }]]
}
