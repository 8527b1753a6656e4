import { followEnd } from "@cossistant/core/dom/followEnd"
import type { TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { fadedEnds, watchEnds } from "@cossistant/core/primitives/watchEnds"
import { createContext, createEffect, createSignal, type JSX, mergeProps, onCleanup, splitProps, useContext } from "solid-js"
import { mergeRefs } from "./mergeRefs.ts"
import { type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"
import { useWords } from "./useWords.ts"

/** What a timeline's function child and class get. */
export interface ConversationTimelineState {
  readonly itemCount: number
  readonly isLoading: boolean
  readonly hasMore: boolean
  readonly isEmpty: boolean
}

const TimelineContext = /* @__PURE__ */ createContext<ConversationTimelineState>()

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

const faded = (height: string | undefined, style: JSX.CSSProperties | string | undefined): JSX.CSSProperties | string | undefined => {
  if (height === undefined) return style
  const mask = { "mask-image": fadedEnds(height), "-webkit-mask-image": fadedEnds(height) }
  return typeof style === "string" ? `mask-image: ${fadedEnds(height)}; -webkit-mask-image: ${fadedEnds(height)}; ${style}` : { ...mask, ...style }
}

/** A conversation's log: announced politely, at its end while the reader is there. Give it a height and `overflow: auto`. */
export const ConversationTimeline = (props: ConversationTimelineProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, [
    "autoScroll", "hasMore", "isLoading", "items", "maskHeight", "onScrollEnd", "onScrollStart", "ref", "style"
  ])
  const words = useWords()
  const [scroller, setScroller] = createSignal<HTMLElement | null>(null)
  createEffect(() => {
    const element = scroller()
    if (element === null || own.autoScroll === false) return
    onCleanup(followEnd(element, { onMoved: () => {}, onNearStart: () => {} }).stop)
  })
  createEffect(() => {
    const element = scroller()
    if (element === null) return
    onCleanup(watchEnds(element, { onEnd: () => own.onScrollEnd?.(), onStart: () => own.onScrollStart?.() }))
  })
  const state: ConversationTimelineState = {
    get itemCount() { return own.items?.length ?? 0 },
    get isLoading() { return own.isLoading ?? false },
    get hasMore() { return own.hasMore ?? false },
    get isEmpty() { return state.itemCount === 0 && !state.isLoading }
  }
  return (
    <TimelineContext.Provider value={state}>
      {useRenderElement("div", part, {
        state,
        props: mergeProps({
          role: "log", "aria-live": "polite", "aria-relevant": "additions", tabIndex: 0,
          get "aria-label"() { return words("component.timeline.label") },
          get "aria-busy"() { return state.isLoading }
        }, rest, {
          ref: mergeRefs<HTMLDivElement>(own.ref, setScroller),
          get style() { return faded(own.maskHeight, own.style) }
        })
      })}
    </TimelineContext.Provider>
  )
}

export type ConversationTimelineContainerProps = PartProps<"div">

/** Holds the messages. */
export const ConversationTimelineContainer = (props: ConversationTimelineContainerProps): JSX.Element => {
  const [part, rest] = splitProps(props, renderNames)
  return useRenderElement("div", part, { props: rest })
}

export type ConversationTimelineLoadingProps = PartProps<"div">

/** Says that messages load; rendered only while the timeline around it does. */
export const ConversationTimelineLoading = (props: ConversationTimelineLoadingProps): JSX.Element => {
  const [part, rest] = splitProps(props, renderNames)
  const timeline = useContext(TimelineContext)
  const words = useWords()
  return useRenderElement("div", part, {
    enabled: () => timeline?.isLoading ?? true,
    props: mergeProps({ role: "status", get "aria-label"() { return words("common.labels.loading") } }, rest)
  })
}

export type ConversationTimelineEmptyProps = PartProps<"div">

/** Says that there are no messages; rendered only while the timeline around it has none and loads none. */
export const ConversationTimelineEmpty = (props: ConversationTimelineEmptyProps): JSX.Element => {
  const [part, rest] = splitProps(props, renderNames)
  const timeline = useContext(TimelineContext)
  const words = useWords()
  return useRenderElement("div", part, {
    enabled: () => timeline?.isEmpty ?? true,
    props: mergeProps({ role: "status", get "aria-label"() { return words("component.timeline.empty") } }, rest)
  })
}
