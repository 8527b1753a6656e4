import type {
  CossistantProviderMetadata, FilePart, ImagePart, ReasoningPart, SourceDocumentPart, SourceUrlPart, StepStartPart, TextPart, TimelineItem,
  TimelineItemPart, ToolPart
} from "@cossistant/types"

/** A tool's part as the AI SDK holds it. */
export interface UIToolPart {
  type: `tool-${string}`
  toolCallId: string
  state: "input-streaming" | "input-available" | "output-available" | "output-error"
  input?: unknown
  output?: unknown
  errorText?: string | undefined
  callProviderMetadata?: CossistantProviderMetadata | undefined
}

/** A part as the AI SDK holds it; those of other types are passed over. */
export type UIMessagePart = TextPart | ReasoningPart | UIToolPart | SourceUrlPart | SourceDocumentPart | StepStartPart | FilePart

/** What of a timeline item has no place in the AI SDK's own fields. */
export type UIMessageFacts = Pick<TimelineItem, "conversationId" | "visibility" | "userId" | "aiAgentId" | "visitorId" | "createdAt">

/** A message as the AI SDK holds it. */
export interface UIMessage {
  id: string
  role: "system" | "user" | "assistant"
  parts: UIMessagePart[]
  metadata?: { cossistant?: UIMessageFacts | undefined } | undefined
}

type CompatiblePart = TextPart | ReasoningPart | ToolPart | SourceUrlPart | SourceDocumentPart | StepStartPart | FilePart | ImagePart

const isTool = (part: TimelineItemPart): part is ToolPart => part.type.startsWith("tool-")
const isSource = (part: TimelineItemPart): part is SourceUrlPart | SourceDocumentPart =>
  part.type === "source-url" || part.type === "source-document"

/** Whether the AI SDK knows parts of this kind: all but translations, events and marks of origin. */
export const isAISDKCompatiblePart = (part: TimelineItemPart): part is CompatiblePart =>
  part.type !== "translation" && part.type !== "event" && part.type !== "metadata"

const toStates = { partial: "input-available", result: "output-available", error: "output-error" } as const
const fromStates = {
  "input-streaming": "partial", "input-available": "partial", "output-available": "result", "output-error": "error"
} as const

const toPart = (part: CompatiblePart): UIMessagePart => {
  if (isTool(part)) {
    const { callProviderMetadata, errorText, input, output, providerMetadata, state, toolCallId, type } = part
    const metadata = callProviderMetadata ?? providerMetadata
    return {
      type, toolCallId, state: toStates[state], input,
      ...(output !== undefined && { output }), ...(errorText !== undefined && { errorText }), ...(metadata && { callProviderMetadata: metadata })
    }
  }
  if (part.type !== "image") return part
  const { filename, mediaType, size, url } = part
  return { type: "file", url, mediaType, ...(filename !== undefined && { filename }), ...(size !== undefined && { size }) }
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : value === undefined ? {} : { value }

const isUITool = (part: UIMessagePart): part is UIToolPart => part.type.startsWith("tool-")

const fromPart = (part: UIMessagePart): TimelineItemPart => {
  if (isUITool(part)) {
    const { input, state, type, ...rest } = part
    return { ...rest, type, toolName: type.slice("tool-".length), input: recordOf(input), state: fromStates[state] }
  }
  return part.type === "file" && part.mediaType.startsWith("image/") ? { ...part, type: "image" } : part
}

const known = new Set(["text", "reasoning", "source-url", "source-document", "step-start", "file"])

/**
 * A message of the timeline for the AI SDK: the visitor is its user, everybody else its assistant. What the SDK doesn't
 * know stays out; the text of a message without parts becomes one.
 */
export const toUIMessage = (item: TimelineItem): UIMessage => {
  const { aiAgentId, conversationId, createdAt, id = "", text, userId, visibility, visitorId } = item
  const parts = item.parts.filter(isAISDKCompatiblePart).map(toPart)
  const hasText = parts.some(({ type }) => type === "text")
  return {
    id,
    role: userId === null && aiAgentId === null && visitorId !== null ? "user" : "assistant",
    parts: hasText || !text ? parts : [{ type: "text", text }, ...parts],
    metadata: { cossistant: { conversationId, visibility, userId, aiAgentId, visitorId, createdAt } }
  }
}

/** The messages among these items, for the AI SDK. */
export const toUIMessages = (items: ReadonlyArray<TimelineItem>): UIMessage[] =>
  items.filter(({ type }) => type === "message").map(toUIMessage)

/**
 * A message of the AI SDK as an item of a timeline. `facts` say what the message itself doesn't: a message made by
 * `toUIMessage` carries its own.
 */
export const fromUIMessage = (
  message: UIMessage,
  facts: Partial<UIMessageFacts> & { readonly organizationId?: string | undefined } = {}
): TimelineItem => {
  const own = message.metadata?.cossistant
  const parts = message.parts.filter((part) => known.has(part.type) || isUITool(part)).map(fromPart)
  const text = parts.flatMap((part) => part.type === "text" ? [part.text] : []).join("\n")
  return {
    id: message.id,
    organizationId: facts.organizationId ?? "",
    conversationId: facts.conversationId ?? own?.conversationId ?? "",
    visibility: facts.visibility ?? own?.visibility ?? "public",
    type: "message",
    text: text || null,
    parts,
    userId: facts.userId ?? own?.userId ?? null,
    aiAgentId: facts.aiAgentId ?? own?.aiAgentId ?? null,
    visitorId: facts.visitorId ?? own?.visitorId ?? null,
    createdAt: facts.createdAt ?? own?.createdAt ?? new Date().toISOString()
  }
}

/** Messages of the AI SDK as items of one timeline; see `fromUIMessage`. */
export const fromUIMessages = (
  messages: ReadonlyArray<UIMessage>,
  facts: Parameters<typeof fromUIMessage>[1] = {}
): TimelineItem[] => messages.map((message) => fromUIMessage(message, facts))

/** The sources an item cites, each once. */
export const extractSources = ({ parts }: Pick<TimelineItem, "parts">): (SourceUrlPart | SourceDocumentPart)[] => {
  const sources = new Map(parts.filter(isSource).map((part) => [part.sourceId, part]))
  return [...sources.values()]
}

/** The tools an item tells of. */
export const extractToolCalls = ({ parts }: Pick<TimelineItem, "parts">): ToolPart[] => parts.filter(isTool)

/** Whether something of the item is still being made: text that streams, or a tool without its result. */
export const hasProcessingParts = ({ parts }: Pick<TimelineItem, "parts">): boolean =>
  parts.some((part) => isTool(part) ? part.state === "partial"
    : (part.type === "text" || part.type === "reasoning") && part.state === "streaming")
