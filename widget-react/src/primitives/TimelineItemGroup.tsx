"use client"
import { getTimelineLastReaderIds, type LastReadItems } from "@cossistant/core/primitives/readReceipts"
import { type SenderKind, senderOf, type TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { createContext, forwardRef, type ReactNode, useContext } from "react"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"

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

interface GroupContextValue extends TimelineItemGroupState {
  readonly lastReadItemIds: LastReadItems | undefined
}

const GroupContext = createContext<GroupContextValue | null>(null)

export interface TimelineItemGroupProps extends PartProps<"div", TimelineItemGroupState> {
  /** Consecutive items of one sender. Default: the item around it alone, else none. */
  readonly items?: ReadonlyArray<TimelineFacts> | undefined
  readonly viewerId?: string | undefined
  /** Default `"visitor"`. */
  readonly viewerType?: TimelineViewerType | undefined
  readonly seenByIds?: ReadonlyArray<string> | undefined
  /** Who has read how far: a reader's id to the id of the last item they have read. */
  readonly lastReadItemIds?: LastReadItems | undefined
}

const none: ReadonlyArray<never> = []
const labels: Readonly<Record<SenderKind, string>> = { visitor: "visitor", ai: "AI assistant", human: "support agent" }

/** Messages of one sender that stand together. Its parts, and items inside it, get what they need from it. */
export const TimelineItemGroup = forwardRef<HTMLDivElement, TimelineItemGroupProps>((
  { asChild, children, className, items, lastReadItemIds, seenByIds = none, viewerId, viewerType = "visitor", ...props }, ref
) => {
  const around = useContext(TimelineItemContext)
  const all = items ?? (around === null ? none : [around])
  const first = all[0]
  const { id, kind } = first === undefined ? { id: null, kind: "visitor" as const } : senderOf(first)
  // A viewer of the visitor's side without an id is the visitor of this browser.
  const isSentByViewer = viewerId !== undefined && id ? id === viewerId : viewerType === "visitor" ? kind === "visitor" : kind === "human"
  const state: TimelineItemGroupState = {
    senderType: kind, senderId: id, viewerType, isSentByViewer, isReceivedByViewer: !isSentByViewer,
    isVisitor: kind === "visitor", isAI: kind === "ai", isTeamMember: kind === "human",
    itemCount: all.length, firstItemId: first?.id, lastItemId: all.at(-1)?.id,
    hasBeenSeenByViewer: viewerId === undefined ? undefined : seenByIds.includes(viewerId), seenByIds
  }
  const element = useRenderElement("div", { asChild, children, className }, {
    ref, state, props: { role: "group", "aria-label": `Messages from ${labels[kind]}`, ...props }
  })
  return (
    <GroupContext.Provider value={{ ...state, lastReadItemIds }}>
      <TimelineItemContext.Provider value={first ?? null}>{element}</TimelineItemContext.Provider>
    </GroupContext.Provider>
  )
})

export interface TimelineItemGroupAvatarProps extends PartProps<"div"> {
  /** A picture to show where there are no children. */
  readonly src?: string | null | undefined
  readonly alt?: string | undefined
}

/** Holds the sender's avatar. */
export const TimelineItemGroupAvatar = forwardRef<HTMLDivElement, TimelineItemGroupAvatarProps>((
  { alt = "", asChild, children, className, src, ...props }, ref
) => useRenderElement("div", { asChild, children: children ?? (src ? <img src={src} alt={alt} /> : undefined), className }, { ref, props }))

/** What a group header's function child and class name get. */
export interface TimelineItemGroupHeaderState {
  readonly name: string | undefined
  readonly senderId: string | null | undefined
  readonly senderType: SenderKind | undefined
}

export interface TimelineItemGroupHeaderProps extends PartProps<"div", TimelineItemGroupHeaderState>, Partial<TimelineItemGroupHeaderState> {}

/** Names the sender. Id and kind come from the group; without children it shows the name. */
export const TimelineItemGroupHeader = forwardRef<HTMLDivElement, TimelineItemGroupHeaderProps>((
  { asChild, children, className, name, senderId, senderType, ...props }, ref
) => {
  const group = useContext(GroupContext)
  const state = { name, senderId: senderId ?? group?.senderId, senderType: senderType ?? group?.senderType }
  return useRenderElement("div", { asChild, children: children ?? name, className }, { ref, state, props })
})

export type TimelineItemGroupContentProps = PartProps<"div">

/** Holds the group's items. */
export const TimelineItemGroupContent = forwardRef<HTMLDivElement, TimelineItemGroupContentProps>((
  { asChild, children, className, ...props }, ref
) => useRenderElement("div", { asChild, children, className }, { ref, props }))

export interface TimelineItemGroupSeenState {
  readonly seenByIds: ReadonlyArray<string>
  readonly hasBeenSeen: boolean
}

export interface TimelineItemGroupSeenIndicatorProps extends PartProps<"div", TimelineItemGroupSeenState> {
  /** Default: the group's. */
  readonly seenByIds?: ReadonlyArray<string> | undefined
}

/** Says whether the group was seen; what it says is its children's matter. */
export const TimelineItemGroupSeenIndicator = forwardRef<HTMLDivElement, TimelineItemGroupSeenIndicatorProps>((
  { asChild, children, className, seenByIds, ...props }, ref
) => {
  const group = useContext(GroupContext)
  const ids = seenByIds ?? group?.seenByIds ?? none
  return useRenderElement("div", { asChild, children, className }, { ref, state: { seenByIds: ids, hasBeenSeen: ids.length > 0 }, props })
})

export interface TimelineItemGroupReadState {
  readonly readers: ReadonlyArray<{ readonly userId: string; readonly isLastRead: boolean }>
  /** Those whose last read item is this one. */
  readonly lastReaderIds: ReadonlyArray<string>
}

export interface TimelineItemGroupReadIndicatorProps extends Omit<PartProps<"div">, "children" | "className"> {
  /** Default: the group's last item. */
  readonly itemId?: string | undefined
  /** Default: the group's. */
  readonly lastReadItemIds?: LastReadItems | undefined
  readonly className?: string | ((state: TimelineItemGroupReadState) => string | undefined) | undefined
  readonly children?: ReactNode | ((state: TimelineItemGroupReadState) => ReactNode)
}

/** Says who has read up to an item and no further. */
export const TimelineItemGroupReadIndicator = forwardRef<HTMLDivElement, TimelineItemGroupReadIndicatorProps>((
  { asChild, children, className, itemId, lastReadItemIds, ...props }, ref
) => {
  const group = useContext(GroupContext)
  const id = itemId ?? group?.lastItemId
  const marks = lastReadItemIds ?? group?.lastReadItemIds
  const lastReaderIds = id === undefined ? none : getTimelineLastReaderIds({ itemId: id, lastReadItemIds: marks })
  const readers = [...marks ?? []].map(([userId, lastItemId]) => ({ userId, isLastRead: lastItemId === id }))
  return useRenderElement("div", { asChild, children, className }, { ref, state: { readers, lastReaderIds }, props })
})
