import type { TimelineItem, TimelineItemPart } from "@cossistant/types"
import { getCossistantPartMetadata, getCossistantToolTimelineMetadata } from "./providerMetadata.ts"
import { resolveTimelineItemText } from "./translation.ts"

export type Audience = "visitor" | "team"

/** What may be seen of a timeline. What is left out is `false`. */
export interface PrivacyOptions {
  privateItems?: boolean | undefined
  /** What an AI agent thought on its way to an answer. */
  reasoning?: boolean | undefined
  /** Tools' parts that weren't made for visitors. */
  internalTools?: boolean | undefined
  deletedItems?: boolean | undefined
}

/** What each audience sees. */
export const PrivacyPresets: { readonly [A in Audience]: Required<PrivacyOptions> } = {
  visitor: { privateItems: false, reasoning: false, internalTools: false, deletedItems: false },
  team: { privateItems: true, reasoning: true, internalTools: true, deletedItems: false }
}

const optionsOf = (audience: Audience | PrivacyOptions): PrivacyOptions =>
  typeof audience === "string" ? PrivacyPresets[audience] : audience

const isTool = (part: TimelineItemPart) => part.type.startsWith("tool-")

const mayBeSeen = (part: TimelineItemPart, options: PrivacyOptions): boolean => {
  if (getCossistantPartMetadata(part)?.visibility === "private" && !options.privateItems) return false
  if (part.type === "reasoning") return options.reasoning === true
  if (isTool(part) && !options.internalTools) {
    const { logType } = getCossistantToolTimelineMetadata(part) ?? {}
    return logType === undefined || logType === "customer_facing"
  }
  return part.type !== "translation" || part.audience === (options.privateItems ? "team" : "visitor")
}

/**
 * An item as this audience may see it: without the parts it may not, and null if all of it is hidden. By default for
 * visitors. The item itself isn't changed.
 */
export const filterTimelineItemForAudience = (
  item: TimelineItem,
  audience: Audience | PrivacyOptions = "visitor"
): TimelineItem | null => {
  const options = optionsOf(audience)
  if (item.visibility === "private" && !options.privateItems) return null
  if (item.deletedAt && !options.deletedItems) return null
  const parts = item.parts.filter((part) => mayBeSeen(part, options))
  const isHiddenTool = item.type === "tool" && item.parts.some(isTool) && !parts.some(isTool)
  return isHiddenTool ? null : parts.length === item.parts.length ? item : { ...item, parts }
}

/** The items this audience may see, each as it may see it. */
export const filterTimelineItemsForAudience = (
  items: ReadonlyArray<TimelineItem>,
  audience: Audience | PrivacyOptions = "visitor"
): TimelineItem[] => items.flatMap((item) => filterTimelineItemForAudience(item, audience) ?? [])

/** As `filterTimelineItemForAudience`, for messages: anything else is null. */
export const filterMessageForAudience = (item: TimelineItem, audience: Audience | PrivacyOptions = "visitor"): TimelineItem | null =>
  item.type === "message" ? filterTimelineItemForAudience(item, audience) : null

/** The messages this audience may see, each as it may see it. */
export const filterMessagesForAudience = (
  items: ReadonlyArray<TimelineItem>,
  audience: Audience | PrivacyOptions = "visitor"
): TimelineItem[] => items.flatMap((item) => filterMessageForAudience(item, audience) ?? [])

const isShown = (part: TimelineItemPart): boolean =>
  part.type === "text" ? part.text.trim() !== "" : !["step-start", "metadata", "translation"].includes(part.type)

/** How many parts this audience is shown: words, files, sources, tools and events, but no mere marks. */
export const countVisibleParts = (item: TimelineItem, audience: Audience | PrivacyOptions = "visitor"): number =>
  filterTimelineItemForAudience(item, audience)?.parts.filter(isShown).length ?? 0

/** Whether there is anything in the item for this audience to see. */
export const hasVisibleContent = (item: TimelineItem, audience: Audience | PrivacyOptions = "visitor"): boolean => {
  const seen = filterTimelineItemForAudience(item, audience)
  return seen !== null && (Boolean(seen.text?.trim()) || seen.parts.some(isShown))
}

/** The words this audience reads, translated where there is a translation for it; empty where there are none. */
export const extractVisibleText = (item: TimelineItem, audience: Audience | PrivacyOptions = "visitor"): string => {
  const seen = filterTimelineItemForAudience(item, audience)
  if (!seen) return ""
  const reader = optionsOf(audience).privateItems ? "team" : "visitor"
  const spoken = seen.parts.flatMap((part) => part.type === "text" ? [part.text] : []).join("\n")
  return (resolveTimelineItemText(seen, reader) ?? spoken).trim()
}
