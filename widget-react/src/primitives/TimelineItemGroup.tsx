"use client"
import type { LastReadItems } from "@cossistant/core/primitives/readReceipts"
import type { SenderKind, TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import {
  timelineGroupState, type TimelineItemGroupReadState, type TimelineItemGroupState, timelineReadState, type TimelineViewerType
} from "@cossistant/core/primitives/timelineGroupState"
import { groupLabel } from "@cossistant/core/primitives/timelineItemState"
import { createContext, forwardRef, type ReactNode, useContext } from "react"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"
import { useWords } from "./useWords.ts"

export type { TimelineItemGroupReadState, TimelineItemGroupState, TimelineViewerType }

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

/** Messages of one sender that stand together. Its parts, and items inside it, get what they need from it. */
export const TimelineItemGroup = forwardRef<HTMLDivElement, TimelineItemGroupProps>((
  { asChild, children, className, items, lastReadItemIds, seenByIds = none, viewerId, viewerType = "visitor", ...props }, ref
) => {
  const around = useContext(TimelineItemContext)
  const all = items ?? (around === null ? none : [around])
  const first = all[0]
  const state = timelineGroupState({ items: all, seenByIds, viewerId, viewerType })
  const element = useRenderElement("div", { asChild, children, className }, {
    ref, state, props: { role: "group", "aria-label": groupLabel(useWords(), state.senderType), ...props }
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
  return useRenderElement("div", { asChild, children, className }, {
    ref, state: timelineReadState(itemId ?? group?.lastItemId, lastReadItemIds ?? group?.lastReadItemIds), props
  })
})
