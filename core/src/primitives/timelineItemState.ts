import { momentOf, type SenderKind, senderOf, shownText, type TimelineFacts } from "./TimelineFacts.ts"
import type { Words } from "./words.ts"

/** What an item's function child and class name get. */
export interface TimelineItemState {
  readonly isVisitor: boolean
  readonly isAI: boolean
  readonly isHuman: boolean
  readonly timestamp: Date
  /** The text to show, translated for the visitor where there is a translation. */
  readonly text: string | null
  readonly senderType: SenderKind
  readonly itemType: string
}

/** What is said of an item to whoever draws it. */
export const timelineItemState = (item: TimelineFacts): TimelineItemState => {
  const { kind } = senderOf(item)
  return {
    isVisitor: kind === "visitor", isAI: kind === "ai", isHuman: kind === "human", senderType: kind, itemType: item.type ?? "message",
    timestamp: momentOf(item.createdAt) ?? new Date(0), text: shownText(item)
  }
}

const senders = { visitor: "common.fallbacks.visitor", ai: "common.fallbacks.aiAssistant", human: "common.fallbacks.supportTeam" } as const

/** What an item is called by a screen reader. */
export const timelineItemLabel = (words: Words, { itemType, senderType }: Pick<TimelineItemState, "itemType" | "senderType">): string => {
  const name = words(senders[senderType])
  switch (itemType) {
    case "event": return words("component.timeline.event", { name })
    case "identification": return words("component.timeline.identification", { name })
    case "tool": return words("component.timeline.tool", { name })
    default: return words("component.timeline.message", { name })
  }
}

/** What several of one sender are called by a screen reader. */
export const groupLabel = (words: Words, sender: SenderKind): string => words("component.timeline.group", { name: words(senders[sender]) })

const isoText = /^\d{4}-\d{2}-\d{2}T/

/** Whether something written is a moment as ISO text. */
export const isIsoMoment = (written: unknown): written is string => typeof written === "string" && isoText.test(written)

/** The time of day; in the browser's language where no `locale` is given. */
export const timeOfDay = (date: Date, locale?: string): string => date.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" })
