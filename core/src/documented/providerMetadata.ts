import type { CossistantProviderMetadata, TimelineItemPart, ToolTimelineMetadata } from "@cossistant/types"

type PartMetadata = NonNullable<CossistantProviderMetadata["cossistant"]>

/** Our facts on a part, or null where it has none. */
export const getCossistantPartMetadata = (part: TimelineItemPart): PartMetadata | null =>
  ("providerMetadata" in part ? part.providerMetadata?.cossistant : undefined) ??
    ("callProviderMetadata" in part ? part.callProviderMetadata?.cossistant : undefined) ?? null

/** A copy of the part with these facts added to those it has. Other providers' facts stay. */
export const setCossistantPartMetadata = <Part extends TimelineItemPart>(part: Part, metadata: PartMetadata): Part => ({
  ...part,
  providerMetadata: {
    ...("providerMetadata" in part ? part.providerMetadata : {}),
    cossistant: { ...getCossistantPartMetadata(part), ...metadata }
  }
})

/** What a tool's row in the timeline is for, or null where it isn't said. */
export const getCossistantToolTimelineMetadata = (part: TimelineItemPart): ToolTimelineMetadata | null =>
  getCossistantPartMetadata(part)?.toolTimeline ?? null

/** A copy of the part that says what its row in the timeline is for. */
export const setCossistantToolTimelineMetadata = <Part extends TimelineItemPart>(part: Part, toolTimeline: ToolTimelineMetadata): Part =>
  setCossistantPartMetadata(part, { toolTimeline })
