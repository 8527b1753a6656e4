import type { TimelineItemVisibility } from "./TimelineItemVisibility.ts"

/** What a tool's row in the timeline is for. */
export interface ToolTimelineMetadata {
  logType: "customer_facing" | "log" | "decision"
  triggerMessageId: string
  workflowRunId: string
  triggerVisibility?: TimelineItemVisibility | undefined
}

/** Facts that travel with a part through an AI provider. */
export interface CossistantProviderMetadata {
  cossistant?: {
    visibility?: TimelineItemVisibility | undefined
    progressMessage?: string | undefined
    knowledgeId?: string | undefined
    toolTimeline?: ToolTimelineMetadata | undefined
  } | undefined
}
