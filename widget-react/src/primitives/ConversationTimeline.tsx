"use client"
import { followEnd } from "@cossistant/core/dom/followEnd"
import type { TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { fadedEnds, watchEnds } from "@cossistant/core/primitives/watchEnds"
import { createContext, forwardRef, useContext, useEffect, useRef, useState } from "react"
import { useMergeRefs } from "./mergeRefs.ts"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { useWords } from "./useWords.ts"

/** What a timeline's function child and class name get. */
export interface ConversationTimelineState {
  readonly itemCount: number
  readonly isLoading: boolean
  readonly hasMore: boolean
  readonly isEmpty: boolean
}

const TimelineContext = createContext<ConversationTimelineState | null>(null)

export interface ConversationTimelineProps extends PartProps<"div", ConversationTimelineState> {
  readonly items?: ReadonlyArray<TimelineFacts> | undefined
  readonly isLoading?: boolean | undefined
  /** There are older ones. */
  readonly hasMore?: boolean | undefined
  /** Stays at the newest message while the reader is there. Default true. */
  readonly autoScroll?: boolean | undefined
  /** Fades this much of the top and bottom edge, as a CSS length. Default: no fade. */
  readonly maskHeight?: string | undefined
  /** The reader came to the newest message. */
  readonly onScrollEnd?: (() => void) | undefined
  /** The reader came near the oldest one: a moment to load older ones. */
  readonly onScrollStart?: (() => void) | undefined
}

/** A conversation's log: announced politely, at its end while the reader is there. Give it a height and `overflow: auto`. */
export const ConversationTimeline = forwardRef<HTMLDivElement, ConversationTimelineProps>((
  { asChild, autoScroll = true, children, className, hasMore = false, isLoading = false, items = [], maskHeight, onScrollEnd, onScrollStart, style, ...props },
  ref
) => {
  const words = useWords()
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const latest = useRef({ onScrollEnd, onScrollStart })
  useEffect(() => {
    latest.current = { onScrollEnd, onScrollStart }
  })
  useEffect(() => {
    if (!autoScroll || scroller === null) return
    return followEnd(scroller, { onMoved: () => {}, onNearStart: () => {} }).stop
  }, [autoScroll, scroller])
  useEffect(() => {
    if (scroller === null) return
    return watchEnds(scroller, { onEnd: () => latest.current.onScrollEnd?.(), onStart: () => latest.current.onScrollStart?.() })
  }, [scroller])
  const state = { itemCount: items.length, isLoading, hasMore, isEmpty: items.length === 0 && !isLoading }
  const element = useRenderElement("div", { asChild, children, className }, {
    ref: useMergeRefs<HTMLDivElement>(ref, setScroller),
    state,
    props: {
      role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": words("component.timeline.label"), "aria-busy": isLoading, tabIndex: 0, ...props,
      style: maskHeight === undefined ? style : { maskImage: fadedEnds(maskHeight), WebkitMaskImage: fadedEnds(maskHeight), ...style }
    }
  })
  return <TimelineContext.Provider value={state}>{element}</TimelineContext.Provider>
})

export type ConversationTimelineContainerProps = PartProps<"div">

/** Holds the messages. */
export const ConversationTimelineContainer = forwardRef<HTMLDivElement, ConversationTimelineContainerProps>((
  { asChild, children, className, ...props }, ref
) => useRenderElement("div", { asChild, children, className }, { ref, props }))

export type ConversationTimelineLoadingProps = PartProps<"div">

/** Says that messages load; rendered only while the timeline around it does. */
export const ConversationTimelineLoading = forwardRef<HTMLDivElement, ConversationTimelineLoadingProps>((
  { asChild, children, className, ...props }, ref
) => useRenderElement("div", { asChild, children, className }, {
  ref, enabled: useContext(TimelineContext)?.isLoading ?? true, props: { role: "status", "aria-label": useWords()("common.labels.loading"), ...props }
}))

export type ConversationTimelineEmptyProps = PartProps<"div">

/** Says that there are no messages; rendered only while the timeline around it has none and loads none. */
export const ConversationTimelineEmpty = forwardRef<HTMLDivElement, ConversationTimelineEmptyProps>((
  { asChild, children, className, ...props }, ref
) => useRenderElement("div", { asChild, children, className }, {
  ref, enabled: useContext(TimelineContext)?.isEmpty ?? true, props: { role: "status", "aria-label": useWords()("component.timeline.empty"), ...props }
}))
