import type { ConversationProcessingEntry } from "@cossistant/types"
import type { Processing } from "../widget/processing.ts"
import type { WidgetState } from "../widget/WidgetState.ts"

const made = new WeakMap<Processing, ConversationProcessingEntry>()

/** What an AI agent does in a conversation just now, or null. Only what visitors may see reaches them. */
export const processing = (state: WidgetState, conversationId: string): ConversationProcessingEntry | null => {
  const told = state.panel?.processing[conversationId]
  if (!told) return null
  const { aiAgentId, message, phase, tool, updatedAt, workflowRunId } = told
  const entry = made.get(told) ?? {
    conversationId, workflowRunId, aiAgentId, phase, message, tool: tool && { ...tool }, audience: "all", updatedAt
  }
  made.set(told, entry)
  return entry
}
