import type { ConversationSeen, TimelineItem } from "@cossistant/types"

/** Who has read what of a conversation. A viewer's own messages are neither read nor unread by them. */
export interface ReadMarks {
  /** Who has read a message. */
  seenByMap: Map<string, Set<string>>
  /** The last message of others that a viewer has read. */
  lastReadMessageMap: Map<string, string>
  /** How many messages of others a viewer hasn't read. */
  unreadCountMap: Map<string, number>
  isMessageSeenByViewer: (messageId: string) => boolean
  getMessageSeenBy: (messageId: string) => string[]
  getLastReadMessageId: (viewerId: string) => string | undefined
  isLastReadMessage: (messageId: string, viewerId: string) => boolean
  getUnreadCount: (viewerId: string) => number
  /** Below this message there are some of others that the viewer hasn't read. */
  hasUnreadAfter: (messageId: string, viewerId: string) => boolean
}

const viewerOf = ({ aiAgentId, userId, visitorId }: ConversationSeen): string | null => userId ?? visitorId ?? aiAgentId
const authorOf = ({ aiAgentId, userId, visitorId }: TimelineItem): string | null => userId ?? aiAgentId ?? visitorId

/** Works out read marks of the messages among `items`. A viewer without a mark has read nothing. */
export const readMarks = (
  items: ReadonlyArray<TimelineItem>,
  seenData: ReadonlyArray<ConversationSeen>,
  currentViewerId: string | undefined
): ReadMarks => {
  const messages = items.filter(({ type }) => type === "message")
  const seenAt = new Map<string, string>()
  for (const entry of seenData) {
    const viewer = viewerOf(entry)
    if (viewer !== null && entry.deletedAt === null && entry.lastSeenAt > (seenAt.get(viewer) ?? "")) seenAt.set(viewer, entry.lastSeenAt)
  }
  const isByOthers = (item: TimelineItem, viewer: string) => authorOf(item) !== viewer
  const isUnread = (item: TimelineItem, viewer: string) => isByOthers(item, viewer) && item.createdAt > (seenAt.get(viewer) ?? "")
  const seenByMap = new Map(messages.map((item) => [
    item.id ?? "", new Set([...seenAt.keys()].filter((viewer) => isByOthers(item, viewer) && !isUnread(item, viewer)))
  ]))
  const lastReadMessageMap = new Map<string, string>()
  const unreadCountMap = new Map<string, number>()
  for (const viewer of seenAt.keys()) {
    const last = messages.findLast((item) => isByOthers(item, viewer) && !isUnread(item, viewer))
    if (last?.id !== undefined) lastReadMessageMap.set(viewer, last.id)
    unreadCountMap.set(viewer, messages.filter((item) => isUnread(item, viewer)).length)
  }
  const unreadOf = (viewer: string) => messages.filter((item) => isUnread(item, viewer)).length
  return {
    seenByMap,
    lastReadMessageMap,
    unreadCountMap,
    isMessageSeenByViewer: (id) => currentViewerId !== undefined && (seenByMap.get(id)?.has(currentViewerId) ?? false),
    getMessageSeenBy: (id) => [...seenByMap.get(id) ?? []],
    getLastReadMessageId: (viewer) => lastReadMessageMap.get(viewer),
    isLastReadMessage: (id, viewer) => lastReadMessageMap.get(viewer) === id,
    getUnreadCount: (viewer) => unreadCountMap.get(viewer) ?? unreadOf(viewer),
    hasUnreadAfter: (id, viewer) => {
      const at = messages.findIndex((item) => item.id === id)
      return at >= 0 && messages.slice(at + 1).some((item) => isUnread(item, viewer))
    }
  }
}
