/** The tool that an AI agent uses just now. */
export interface ProcessingTool {
  toolCallId: string
  toolName: string
  state: "partial" | "result" | "error"
}

/** What an AI agent does in a conversation just now. */
export interface ConversationProcessingEntry {
  conversationId: string
  workflowRunId: string
  aiAgentId: string
  phase: string
  message: string | null
  tool: ProcessingTool | null
  audience: "all" | "dashboard"
  /** Milliseconds since 1970. */
  updatedAt: number
}
