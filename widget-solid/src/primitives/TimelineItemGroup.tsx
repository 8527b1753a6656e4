import type { LastReadItems } from "@cossistant/core/primitives/readReceipts"
import type { SenderKind, TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { groupLabel } from "@cossistant/core/primitives/timelineItemState"
import {
  timelineGroupState, type TimelineItemGroupReadState, type TimelineItemGroupState, timelineReadState, type TimelineViewerType
} from "@cossistant/core/primitives/timelineGroupState"
import { createContext, createMemo, type JSX, mergeProps, Show, splitProps, useContext } from "solid-js"
import { useFields } from "../hooks/useFields.ts"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"
import { useWords } from "./useWords.ts"

export type { TimelineItemGroupReadState, TimelineItemGroupState, TimelineViewerType }

interface GroupContextValue {
  readonly state: TimelineItemGroupState
  readonly lastReadItemIds: () => LastReadItems | undefined
}

const GroupContext = /* @__PURE__ */ createContext<GroupContextValue>()

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
export const TimelineItemGroup = (props: TimelineItemGroupProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["items", "lastReadItemIds", "seenByIds", "viewerId", "viewerType"])
  const words = useWords()
  const around = useContext(TimelineItemContext)
  const items = createMemo((): ReadonlyArray<TimelineFacts> => own.items ?? [around()].filter((item) => item !== null))
  const state = useFields(createMemo(() => timelineGroupState({
    // Each element by itself: a list of a store is followed only as far as it is read.
    items: [...items()], seenByIds: own.seenByIds ?? none, viewerId: own.viewerId, viewerType: own.viewerType ?? "visitor"
  })))
  return (
    <GroupContext.Provider value={{ state, lastReadItemIds: () => own.lastReadItemIds }}>
      <TimelineItemContext.Provider value={() => items()[0] ?? null}>
        {useRenderElement("div", part, {
          state, props: mergeProps({ role: "group", get "aria-label"() { return groupLabel(words, state.senderType) } }, rest)
        })}
      </TimelineItemContext.Provider>
    </GroupContext.Provider>
  )
}

export interface TimelineItemGroupAvatarProps extends PartProps<"div"> {
  /** A picture to show where there are no children. */
  readonly src?: string | null | undefined
  readonly alt?: string | undefined
}

/** Holds the sender's avatar. */
export const TimelineItemGroupAvatar = (props: TimelineItemGroupAvatarProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["alt", "src"])
  const picture = () => <Show when={own.src}>{(src) => <img src={src()} alt={own.alt ?? ""} />}</Show>
  return useRenderElement("div", mergeProps({ get children() { return picture() } }, part), { props: rest })
}

/** What a group header's function child and class get. */
export interface TimelineItemGroupHeaderState {
  readonly name: string | undefined
  readonly senderId: string | null | undefined
  readonly senderType: SenderKind | undefined
}

export interface TimelineItemGroupHeaderProps extends PartProps<"div", TimelineItemGroupHeaderState>, Partial<TimelineItemGroupHeaderState> {}

/** Names the sender. Id and kind come from the group; without children it shows the name. */
export const TimelineItemGroupHeader = (props: TimelineItemGroupHeaderProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["name", "senderId", "senderType"])
  const group = useContext(GroupContext)?.state
  const state: TimelineItemGroupHeaderState = {
    get name() { return own.name },
    get senderId() { return own.senderId ?? group?.senderId },
    get senderType() { return own.senderType ?? group?.senderType }
  }
  return useRenderElement("div", mergeProps({ get children() { return own.name } }, part), { state, props: rest })
}

export type TimelineItemGroupContentProps = PartProps<"div">

/** Holds the group's items. */
export const TimelineItemGroupContent = (props: TimelineItemGroupContentProps): JSX.Element => {
  const [part, rest] = splitProps(props, renderNames)
  return useRenderElement("div", part, { props: rest })
}

export interface TimelineItemGroupSeenState {
  readonly seenByIds: ReadonlyArray<string>
  readonly hasBeenSeen: boolean
}

export interface TimelineItemGroupSeenIndicatorProps extends PartProps<"div", TimelineItemGroupSeenState> {
  /** Default: the group's. */
  readonly seenByIds?: ReadonlyArray<string> | undefined
}

/** Says whether the group was seen; what it says is its children's matter. */
export const TimelineItemGroupSeenIndicator = (props: TimelineItemGroupSeenIndicatorProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["seenByIds"])
  const group = useContext(GroupContext)?.state
  const state: TimelineItemGroupSeenState = {
    get seenByIds() { return own.seenByIds ?? group?.seenByIds ?? none },
    get hasBeenSeen() { return state.seenByIds.length > 0 }
  }
  return useRenderElement("div", part, { state, props: rest })
}

export interface TimelineItemGroupReadIndicatorProps extends PartProps<"div", TimelineItemGroupReadState> {
  /** Default: the group's last item. */
  readonly itemId?: string | undefined
  /** Default: the group's. */
  readonly lastReadItemIds?: LastReadItems | undefined
}

/** Says who has read up to an item and no further. */
export const TimelineItemGroupReadIndicator = (props: TimelineItemGroupReadIndicatorProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["itemId", "lastReadItemIds"])
  const group = useContext(GroupContext)
  const state = useFields(createMemo(() =>
    timelineReadState(own.itemId ?? group?.state.lastItemId, own.lastReadItemIds ?? group?.lastReadItemIds())))
  return useRenderElement("div", part, { state, props: rest })
}
