import type { TimelineItem } from "@cossistant/core/conversations/TimelineItem"
import type { TimelinePart, ToolPart } from "@cossistant/core/conversations/TimelinePart"
import type * as Schema from "effect/Schema"

type Shown = Pick<TimelineItem, "parts" | "tool" | "type">

/** The one tool whose rows every widget draws. */
const SEARCH = "searchKnowledgeBase"

/** A tool that visitors may know of without anyone saying so. */
export const isPublicTool = (name: string): boolean => name === SEARCH

const fieldOf = (value: Schema.Json | undefined, name: string): Schema.Json | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Schema.Json })[name] : undefined

/** Whoever ran the tool said that customers may see it. */
const isCustomerFacing = ({ callProviderMetadata, providerMetadata }: ToolPart): boolean =>
  [callProviderMetadata, providerMetadata].some((metadata) =>
    fieldOf(fieldOf(metadata?.["cossistant"], "toolTimeline"), "logType") === "customer_facing")

const isToolPart = (part: TimelinePart): part is ToolPart => part.type.startsWith("tool-")

/** Of a search only the pages it found: what was asked and read stays the team's. */
const foundPages = (output: Schema.Json | undefined): Schema.Json => {
  const articles = fieldOf(fieldOf(output, "data"), "articles")
  return {
    data: {
      articles: Array.isArray(articles) ? articles.flatMap((article: Schema.Json) => {
        const [sourceType, sourceUrl, title] = ["sourceType", "sourceUrl", "title"].map((name) => fieldOf(article, name))
        return sourceType === "url" && typeof sourceUrl === "string" ? [{ sourceType, sourceUrl, title: typeof title === "string" ? title : null }] : []
      }) : []
    }
  }
}

const toolPart = (part: ToolPart): ReadonlyArray<ToolPart> => {
  const { input, output, state, toolCallId, toolName, type } = part
  if (type !== `tool-${toolName}`) return []
  const shown = { type, toolCallId, toolName, state }
  if (isPublicTool(toolName)) return [{ ...shown, input: {}, ...(state === "result" && { output: foundPages(output) }) }]
  return isCustomerFacing(part) ? [{ ...shown, input, ...(output !== undefined && { output }) }] : []
}

/** Without what vendors of models say of a part. */
const bare = <P extends TimelinePart>(part: P): P => {
  if (!("providerMetadata" in part)) return part
  const { providerMetadata: _, ...rest } = part
  return rest as P // the field may be left out
}

const partOf = (part: TimelinePart): ReadonlyArray<TimelinePart> => {
  if (isToolPart(part)) return toolPart(part)
  switch (part.type) {
    case "reasoning": return []
    case "event": return part.eventType.startsWith("ai_") ? [] : [part]
    case "translation": {
      const { modelId: _, ...translation } = part
      return part.audience === "visitor" ? [translation] : []
    }
    case "text": case "file": case "image": case "metadata": case "step-start": return [part]
    case "source-url": case "source-document": return [bare(part)]
  }
}

/**
 * A public item as its visitor may see it, or null when there is nothing of it to see. What isn't named here never leaves:
 * reasoning, what vendors of models add, translations for the team, and every tool but those meant for customers.
 */
export const visitorItem = <I extends Shown>(item: I): I | null => {
  if (item.parts.length === 0) return item.type === "tool" ? null : item
  const parts = item.parts.flatMap(partOf)
  if (parts.length === 0 && (item.type === "tool" || item.type === "event")) return null
  return { ...item, parts }
}
