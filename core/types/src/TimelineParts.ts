import type { ConversationEventType } from "./ConversationEventType.ts"
import type { CossistantProviderMetadata } from "./CossistantProviderMetadata.ts"

export interface TextPart {
  type: "text"
  text: string
  state?: "streaming" | "done" | undefined
}
export type TimelinePartText = TextPart

export interface ReasoningPart {
  type: "reasoning"
  text: string
  state?: "streaming" | "done" | undefined
  providerMetadata?: CossistantProviderMetadata | undefined
}

/** A tool that an AI agent used; the type names it: `tool-searchKnowledgeBase`. */
export interface ToolPart {
  type: `tool-${string}`
  toolCallId: string
  toolName: string
  input: Record<string, unknown>
  output?: unknown
  state: "partial" | "result" | "error"
  errorText?: string | undefined
  callProviderMetadata?: CossistantProviderMetadata | undefined
  providerMetadata?: CossistantProviderMetadata | undefined
}

export interface SourceUrlPart {
  type: "source-url"
  sourceId: string
  url: string
  title?: string | undefined
  providerMetadata?: CossistantProviderMetadata | undefined
}

export interface SourceDocumentPart {
  type: "source-document"
  sourceId: string
  mediaType: string
  title: string
  filename?: string | undefined
  providerMetadata?: CossistantProviderMetadata | undefined
}

export interface StepStartPart {
  type: "step-start"
}

export interface FilePart {
  type: "file"
  url: string
  mediaType: string
  filename?: string | undefined
  /** Bytes. */
  size?: number | undefined
}
export type TimelinePartFile = FilePart

export interface ImagePart {
  type: "image"
  url: string
  mediaType: string
  filename?: string | undefined
  /** Bytes. */
  size?: number | undefined
  width?: number | undefined
  height?: number | undefined
}
export type TimelinePartImage = ImagePart

export interface TimelinePartTranslation {
  type: "translation"
  text: string
  sourceLanguage: string
  targetLanguage: string
  audience: "team" | "visitor"
  mode: "auto" | "manual"
  modelId?: string | null | undefined
}

export interface TimelinePartEvent {
  type: "event"
  eventType: ConversationEventType
  actorUserId: string | null
  actorAiAgentId: string | null
  targetUserId: string | null
  targetAiAgentId: string | null
  message?: string | null | undefined
}

export interface TimelinePartMetadata {
  type: "metadata"
  source: "email" | "widget" | "api"
}

/** A piece of a timeline item, told apart by `type`. */
export type TimelineItemPart =
  | TextPart | ReasoningPart | ToolPart | SourceUrlPart | SourceDocumentPart | StepStartPart | FilePart | ImagePart
  | TimelinePartTranslation | TimelinePartEvent | TimelinePartMetadata
export type TimelineItemParts = TimelineItemPart[]
