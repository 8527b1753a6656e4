import type { ConversationProcessingEntry, TimelineItem } from "@cossistant/types"
import { createStore, type Store } from "./createStore.ts"
import type { RealtimeEventOf } from "./RealtimeEvent.ts"

export interface ProcessingState {
  conversations: Record<string, ConversationProcessingEntry>
}
export type ProcessingStore = Store<ProcessingState>

/** Milliseconds that an AI agent counts as at work without being told again. */
const EXPIRES_AFTER = 15_000

/** Makes a store of what AI agents do; a client has one that follows the widget. Entries go by themselves after 15 s. */
export const createProcessingStore = (initial: ProcessingState = { conversations: {} }): ProcessingStore => createStore(initial)

const clear = (store: ProcessingStore, conversationId: string, isMeant: (entry: ConversationProcessingEntry) => boolean): void =>
  store.setState((state) => {
    const known = state.conversations[conversationId]
    if (!known || !isMeant(known)) return state
    const { [conversationId]: _gone, ...conversations } = state.conversations
    return { conversations }
  })

/** Notes what an AI agent does. Without being told again, it lapses after 15 s. */
export const applyProcessingProgressEvent = (store: ProcessingStore, { payload }: RealtimeEventOf<"aiAgentProcessingProgress">): void => {
  const { aiAgentId, audience, conversationId, message, phase, tool = null, workflowRunId } = payload
  const entry: ConversationProcessingEntry = {
    conversationId, workflowRunId, aiAgentId, phase, message, tool, audience, updatedAt: Date.now()
  }
  store.setState(({ conversations }) => ({ conversations: { ...conversations, [conversationId]: entry } }))
  setTimeout(() => clear(store, conversationId, (known) => known === entry), EXPIRES_AFTER)
}

/** An AI agent is done with what it did; a run that began since goes on. */
export const applyProcessingCompletedEvent = (
  store: ProcessingStore,
  { payload: { conversationId, workflowRunId } }: RealtimeEventOf<"aiAgentProcessingCompleted">
): void => clear(store, conversationId, (known) => known.workflowRunId === workflowRunId)

/** A message by the AI agent came: it isn't at work on it any more. */
export const clearProcessingFromTimelineItem = (store: ProcessingStore, { payload: { item } }: { payload: { item: TimelineItem } }): void => {
  if (item.type === "message") clear(store, item.conversationId, ({ aiAgentId }) => aiAgentId === item.aiAgentId)
}

/** What an AI agent does in a conversation; undefined if none does anything. */
export const getConversationProcessing = (
  store: Pick<ProcessingStore, "getState">,
  conversationId: string
): ConversationProcessingEntry | undefined => store.getState().conversations[conversationId]
