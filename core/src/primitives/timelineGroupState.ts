import { getTimelineLastReaderIds, type LastReadItems } from "./readReceipts.ts"
import { type SenderKind, senderOf, type TimelineFacts } from "./TimelineFacts.ts"

export type TimelineViewerType = "visitor" | "team_member"

/** What a group's function child and class name get. */
export interface TimelineItemGroupState {
  readonly senderType: SenderKind
  readonly senderId: string | null
  readonly viewerType: TimelineViewerType
  readonly isSentByViewer: boolean
  readonly isReceivedByViewer: boolean
  readonly isVisitor: boolean
  readonly isAI: boolean
  readonly isTeamMember: boolean
  readonly itemCount: number
  readonly firstItemId: string | undefined
  readonly lastItemId: string | undefined
  /** Whether the viewer is among those who have seen it; undefined without a viewer. */
  readonly hasBeenSeenByViewer: boolean | undefined
  readonly seenByIds: ReadonlyArray<string>
}

/** What is said of consecutive items of one sender to whoever draws them. */
export const timelineGroupState = ({ items, seenByIds, viewerId, viewerType }: {
  readonly items: ReadonlyArray<TimelineFacts>
  readonly seenByIds: ReadonlyArray<string>
  readonly viewerId: string | undefined
  readonly viewerType: TimelineViewerType
}): TimelineItemGroupState => {
  const first = items[0]
  const { id, kind } = first === undefined ? { id: null, kind: "visitor" as const } : senderOf(first)
  // A viewer of the visitor's side without an id is the visitor of this browser.
  const isSentByViewer = viewerId !== undefined && id ? id === viewerId : viewerType === "visitor" ? kind === "visitor" : kind === "human"
  return {
    senderType: kind, senderId: id, viewerType, isSentByViewer, isReceivedByViewer: !isSentByViewer,
    isVisitor: kind === "visitor", isAI: kind === "ai", isTeamMember: kind === "human",
    itemCount: items.length, firstItemId: first?.id, lastItemId: items.at(-1)?.id,
    hasBeenSeenByViewer: viewerId === undefined ? undefined : seenByIds.includes(viewerId), seenByIds
  }
}

export interface TimelineItemGroupReadState {
  readonly readers: ReadonlyArray<{ readonly userId: string; readonly isLastRead: boolean }>
  /** Those whose last read item is this one. */
  readonly lastReaderIds: ReadonlyArray<string>
}

/** Who has read up to an item and no further. */
export const timelineReadState = (itemId: string | undefined, marks: LastReadItems | undefined): TimelineItemGroupReadState => ({
  readers: [...marks ?? []].map(([userId, lastItemId]) => ({ userId, isLastRead: lastItemId === itemId })),
  lastReaderIds: itemId === undefined ? [] : getTimelineLastReaderIds({ itemId, lastReadItemIds: marks })
})
