import { momentOf, type SenderKind, senderOf, shownText, type TimelineFacts } from "./TimelineFacts.ts"

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

const kinds: Readonly<Record<string, string>> = { message: "Message", event: "Event", identification: "Identification", tool: "Tool call" }

/** A sender as a label says it. */
export const senderLabels: Readonly<Record<SenderKind, string>> = { visitor: "visitor", ai: "AI assistant", human: "support agent" }

/** What an item is called by a screen reader. */
export const timelineItemLabel = ({ itemType, senderType }: TimelineItemState): string =>
  `${kinds[itemType] ?? itemType} from ${senderLabels[senderType]}`

const isoText = /^\d{4}-\d{2}-\d{2}T/

/** Whether something written is a moment as ISO text. */
export const isIsoMoment = (written: unknown): written is string => typeof written === "string" && isoText.test(written)

/** The time of day in the browser's language. */
export const timeOfDay = (date: Date): string => date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" })
