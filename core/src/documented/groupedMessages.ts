import { type ConversationSeen, SenderType, type TimelineItem } from "@cossistant/types"
import { type ReadMarks, readMarks } from "./readMarks.ts"

/** Milliseconds between two items of one sender that still stand together. */
export const TIMELINE_GROUP_WINDOW_MS = 5 * 60_000

interface Group {
  senderId: string
  senderType: SenderType
  /** Oldest first, never none. */
  items: TimelineItem[]
  firstItemId: string
  lastItemId: string
  firstItemTime: Date
  lastItemTime: Date
}
/** Messages of one sender, each at most five minutes after the one before. */
export interface GroupedMessage extends Group {
  type: "message_group"
}
/** Events and tools of one sender, likewise. */
export interface GroupedActivity extends Group {
  type: "activity_group"
}
export interface DaySeparatorItem {
  type: "day_separator"
  date: Date
  /** `YYYY-MM-DD` of the local calendar. */
  dateString: string
}
/** A tool that stands alone. */
export interface TimelineToolItem {
  type: "timeline_tool"
  item: TimelineItem
  tool: string | null
  timestamp: Date
}
/** The card that asks who the visitor is. */
export interface TimelineIdentificationItem {
  type: "timeline_identification"
  item: TimelineItem
  timestamp: Date
}
/** What a timeline shows, from the oldest down. */
export type ConversationItem = GroupedMessage | GroupedActivity | DaySeparatorItem | TimelineToolItem | TimelineIdentificationItem

const standalone: ReadonlyArray<string | null | undefined> = ["aiCreditUsage", "generationUsage"]

/** Who an item is by: a person of the team before an AI agent before the visitor; an event without them, its actor. */
export const senderOf = ({ aiAgentId, parts, userId, visitorId }: TimelineItem): Pick<Group, "senderId" | "senderType"> => {
  if (userId !== null) return { senderId: userId, senderType: SenderType.TEAM_MEMBER }
  if (aiAgentId !== null) return { senderId: aiAgentId, senderType: SenderType.AI }
  if (visitorId !== null) return { senderId: visitorId, senderType: SenderType.VISITOR }
  const event = parts.find((part) => part.type === "event")
  return event?.actorUserId ? { senderId: event.actorUserId, senderType: SenderType.TEAM_MEMBER }
    : { senderId: event?.actorAiAgentId ?? "", senderType: event?.actorAiAgentId ? SenderType.AI : SenderType.TEAM_MEMBER }
}

const dayOf = (date: Date): string => {
  const two = (value: number) => String(value).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Puts items in rows: days, groups of one sender within five minutes, and what stands alone. */
export const groupItems = (items: ReadonlyArray<TimelineItem>): ConversationItem[] => {
  const rows: Array<ConversationItem> = []
  let day = ""
  for (const item of items) {
    const time = new Date(item.createdAt)
    const dateString = dayOf(time)
    // Never backwards: an unsent message has this device's clock, which may be wrong. What has no time has no day.
    if (item.createdAt !== "" && dateString > day) rows.push({ type: "day_separator", date: time, dateString: day = dateString })
    if (item.type === "identification") rows.push({ type: "timeline_identification", item, timestamp: time })
    else if (item.type === "tool" && standalone.includes(item.tool)) {
      rows.push({ type: "timeline_tool", item, tool: item.tool ?? null, timestamp: time })
    } else {
      const type = item.type === "message" ? "message_group" : "activity_group"
      const sender = senderOf(item)
      const id = item.id ?? ""
      const last = rows.at(-1)
      const isTogether = last?.type === type && last.senderId === sender.senderId && last.senderType === sender.senderType &&
        Math.abs(time.getTime() - last.lastItemTime.getTime()) <= TIMELINE_GROUP_WINDOW_MS
      if (isTogether) rows[rows.length - 1] = { ...last, items: [...last.items, item], lastItemId: id, lastItemTime: time }
      else rows.push({ type, ...sender, items: [item], firstItemId: id, lastItemId: id, firstItemTime: time, lastItemTime: time })
    }
  }
  return rows
}

/** What `useGroupedMessages()` gives: rows, and who has read what. */
export interface GroupedMessages extends ReadMarks {
  items: ConversationItem[]
}

/** Groups items and works out receipts. `currentViewerId` is whose unread is asked for by `isMessageSeenByViewer`. */
export const groupedMessages = (
  { currentViewerId, items, seenData = [] }: {
    readonly items: ReadonlyArray<TimelineItem>
    readonly seenData?: ReadonlyArray<ConversationSeen> | undefined
    readonly currentViewerId?: string | undefined
  }
): GroupedMessages => ({ items: groupItems(items), ...readMarks(items, seenData, currentViewerId) })
