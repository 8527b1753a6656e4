"use client"
import { parseMarkup } from "@cossistant/core/markup/parseMarkup"
import { momentOf, type SenderKind, senderOf, shownText, type TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { forwardRef, type ReactNode, useContext, useMemo } from "react"
import { drawBlocks, type MarkdownRenderers } from "./drawMarkup.tsx"
import { type PartProps, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"

export type { MarkdownRenderers }

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

export interface TimelineItemProps extends PartProps<"div", TimelineItemState> {
  /** Default: the item of the group around it. */
  readonly item?: TimelineFacts | undefined
}

const kinds: Readonly<Record<string, string>> = { message: "Message", event: "Event", identification: "Identification", tool: "Tool call" }
const senders: Readonly<Record<SenderKind, string>> = { visitor: "visitor", ai: "AI assistant", human: "support agent" }
const nothing: TimelineFacts = {}

/** One message or event. Its parts get the item from it. */
export const TimelineItem = forwardRef<HTMLDivElement, TimelineItemProps>(({ asChild, children, className, item, ...props }, ref) => {
  const around = useContext(TimelineItemContext)
  const facts = item ?? around ?? nothing
  const { kind } = senderOf(facts)
  const itemType = facts.type ?? "message"
  const element = useRenderElement("div", { asChild, children, className }, {
    ref,
    state: {
      isVisitor: kind === "visitor", isAI: kind === "ai", isHuman: kind === "human", senderType: kind, itemType,
      timestamp: momentOf(facts.createdAt) ?? new Date(0), text: shownText(facts)
    },
    props: { role: "article", "aria-label": `${kinds[itemType] ?? itemType} from ${senders[kind]}`, ...props }
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
  /** Default: the time of day in the browser's language. */
  readonly format?: ((date: Date) => string) | undefined
  /** ISO text is formatted; anything else is shown as it is; a function makes it of the moment. */
  readonly children?: ReactNode | ((date: Date) => ReactNode)
}

const timeOfDay = (date: Date): string => date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" })

const isoText = /^\d{4}-\d{2}-\d{2}T/

/** When an item was written. */
export const TimelineItemTimestamp = forwardRef<HTMLSpanElement, TimelineItemTimestampProps>((
  { asChild, children, className, format = timeOfDay, timestamp, ...props }, ref
) => {
  const item = useContext(TimelineItemContext)
  const written = typeof children === "string" && isoText.test(children) ? children : undefined
  const moment = momentOf(timestamp ?? written ?? item?.createdAt)
  const formatted = moment === null ? null : format(moment)
  const content = typeof children === "function" ? moment && children(moment) : written === undefined ? children ?? formatted : formatted
  return useRenderElement("span", { asChild, children: content, className }, { ref, props })
})
