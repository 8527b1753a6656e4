"use client"
import { parseMarkup } from "@cossistant/core/markup/parseMarkup"
import { momentOf, shownText, type TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { isIsoMoment, timelineItemLabel, timelineItemState, type TimelineItemState, timeOfDay } from "@cossistant/core/primitives/timelineItemState"
import { forwardRef, type ReactNode, useContext, useMemo } from "react"
import { drawBlocks, type MarkdownRenderers } from "./drawMarkup.tsx"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"
import { useWords } from "./useWords.ts"

export type { MarkdownRenderers, TimelineItemState }

export interface TimelineItemProps extends PartProps<"div", TimelineItemState> {
  /** Default: the item of the group around it. */
  readonly item?: TimelineFacts | undefined
}

const nothing: TimelineFacts = {}

/** One message or event. Its parts get the item from it. */
export const TimelineItem = forwardRef<HTMLDivElement, TimelineItemProps>(({ asChild, children, className, item, ...props }, ref) => {
  const around = useContext(TimelineItemContext)
  const facts = item ?? around ?? nothing
  const state = timelineItemState(facts)
  const words = useWords()
  const element = useRenderElement("div", { asChild, children, className }, {
    ref, state, props: { role: "article", "aria-label": timelineItemLabel(words, state), ...props }
  })
  return <TimelineItemContext.Provider value={facts}>{element}</TimelineItemContext.Provider>
})

export interface TimelineItemContentProps extends Omit<PartProps<"div">, "children"> {
  /** Default: the item's text to show. */
  readonly text?: string | null | undefined
  /** Reads the text's markup. Default true; false shows the text as it was written. */
  readonly renderMarkdown?: boolean | undefined
  readonly markdownRenderers?: MarkdownRenderers | undefined
  /** Content instead of the text, or a function that makes it of the text. */
  readonly children?: ReactNode | ((text: string) => ReactNode)
}

/** What an item says. Markup is drawn as elements, never taken for HTML; links lead to http, https, mailto and tel only. */
export const TimelineItemContent = forwardRef<HTMLDivElement, TimelineItemContentProps>((
  { asChild, children, className, markdownRenderers, renderMarkdown = true, text, ...props }, ref
) => {
  const item = useContext(TimelineItemContext)
  const shown = text ?? (item === null ? null : shownText(item)) ?? ""
  const isDrawn = renderMarkdown && children === undefined
  const blocks = useMemo(() => isDrawn ? parseMarkup(shown) : [], [isDrawn, shown])
  const content = typeof children === "function" ? children(shown) : children ?? (isDrawn ? drawBlocks(blocks, markdownRenderers) : shown)
  return useRenderElement("div", { asChild, children: content, className }, { ref, props })
})

export interface TimelineItemTimestampProps extends Omit<PartProps<"span">, "children"> {
  /** Default: the item's moment. */
  readonly timestamp?: Date | string | undefined
  /** Default: the time of day in the language of the provider, else the browser's. */
  readonly format?: ((date: Date) => string) | undefined
  /** ISO text is formatted; anything else is shown as it is; a function makes it of the moment. */
  readonly children?: ReactNode | ((date: Date) => ReactNode)
}

/** When an item was written. */
export const TimelineItemTimestamp = forwardRef<HTMLSpanElement, TimelineItemTimestampProps>((
  { asChild, children, className, format, timestamp, ...props }, ref
) => {
  const item = useContext(TimelineItemContext)
  const { locale } = useWords()
  const written = isIsoMoment(children) ? children : undefined
  const moment = momentOf(timestamp ?? written ?? item?.createdAt)
  const formatted = moment === null ? null : format === undefined ? timeOfDay(moment, locale) : format(moment)
  const content = typeof children === "function" ? moment && children(moment) : written === undefined ? children ?? formatted : formatted
  return useRenderElement("span", { asChild, children: content, className }, { ref, props })
})
