import type { Activity, InboxState } from "./InboxState.ts"
import type { Item, News } from "./nouns.ts"

/** Milliseconds that what an AI agent was told to do is good for. */
export const ACTIVITY_LASTS = 15_000

const without = (state: InboxState, conversationId: string): InboxState => {
  const { [conversationId]: gone, ...activity } = state.activity
  return gone === undefined ? state : { ...state, activity }
}

/** An AI agent does something in a conversation. */
export const activityTold = (state: InboxState, news: Extract<News, { _tag: "Processing" }>, at: number): InboxState => {
  const { aiAgentId, conversationId, message, phase, tool, workflowRunId } = news
  const told: Activity = { workflowRunId, aiAgentId, phase, message, toolName: tool?.toolName ?? null, at }
  return { ...state, activity: { ...state.activity, [conversationId]: told } }
}

/** That run is over; a newer one goes on. */
export const activityEnded = (state: InboxState, conversationId: string, workflowRunId: string): InboxState =>
  state.activity[conversationId]?.workflowRunId === workflowRunId ? without(state, conversationId) : state

/** An AI agent's message is what it worked on. */
export const activityEndedBy = (state: InboxState, item: Item): InboxState =>
  item.type === "message" && item.aiAgentId !== null ? without(state, item.conversationId) : state

/** Lets go of everything not heard of for 15 s. */
export const expireActivity = (state: InboxState, now: number): InboxState =>
  Object.entries(state.activity).reduce((next, [id, { at }]) => now - at < ACTIVITY_LASTS ? next : without(next, id), state)
