import { parseMarkup } from "@cossistant/core/markup/parseMarkup"
import { momentOf, shownText, type TimelineFacts } from "@cossistant/core/primitives/TimelineFacts"
import { isIsoMoment, timelineItemLabel, timelineItemState, type TimelineItemState, timeOfDay } from "@cossistant/core/primitives/timelineItemState"
import { createMemo, type JSX, mergeProps, splitProps, useContext } from "solid-js"
import { useFields } from "../hooks/useFields.ts"
import { Blocks, type MarkdownRenderers } from "./drawMarkup.tsx"
import { frameNames, type PartProps, renderNames, useRenderElement } from "./renderElement.tsx"
import { TimelineItemContext } from "./TimelineItemContext.ts"
import { useWords } from "./useWords.ts"

export type { MarkdownRenderers, TimelineItemState }

export interface TimelineItemProps extends PartProps<"div", TimelineItemState> {
  /** Default: the item of the group around it. */
  readonly item?: TimelineFacts | undefined
}

const nothing: TimelineFacts = {}

/** One message or event. Its parts get the item from it. */
export const TimelineItem = (props: TimelineItemProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, renderNames, ["item"])
  const around = useContext(TimelineItemContext)
  const facts = () => own.item ?? around() ?? nothing
  const known = createMemo(() => timelineItemState(facts()))
  const state = useFields(known)
  const words = useWords()
  return (
    <TimelineItemContext.Provider value={facts}>
      {useRenderElement("div", part, { state, props: mergeProps({ role: "article", get "aria-label"() { return timelineItemLabel(words, known()) } }, rest) })}
    </TimelineItemContext.Provider>
  )
}

export interface TimelineItemContentProps extends Omit<PartProps<"div">, "children"> {
  /** Default: the item's text to show. */
  readonly text?: string | null | undefined
  /** Reads the text's markup. Default true; false shows the text as it was written. */
  readonly renderMarkdown?: boolean | undefined
  readonly markdownRenderers?: MarkdownRenderers | undefined
  /** Content instead of the text, or a function that makes it of the text. */
  readonly children?: JSX.Element | ((text: string) => JSX.Element)
}

/** What an item says. Markup is drawn as elements, never taken for HTML; links lead to http, https, mailto and tel only. */
export const TimelineItemContent = (props: TimelineItemContentProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, frameNames, ["children", "markdownRenderers", "renderMarkdown", "text"])
  const item = useContext(TimelineItemContext)
  const shown = createMemo(() => {
    const around = item()
    return own.text ?? (around && shownText(around)) ?? ""
  })
  const blocks = createMemo(() => own.renderMarkdown === false ? null : parseMarkup(shown()))
  const content = (): JSX.Element => {
    const { children } = own
    if (typeof children === "function" && children.length > 0) return children(shown())
    const parsed = children === undefined ? blocks() : null
    return parsed === null ? children as JSX.Element ?? shown() // a host's function takes the text
      : <Blocks blocks={parsed} renderers={own.markdownRenderers ?? {}} />
  }
  return useRenderElement("div", mergeProps(part, { get children() { return content() } }), { props: rest })
}

export interface TimelineItemTimestampProps extends Omit<PartProps<"span">, "children"> {
  /** Default: the item's moment. */
  readonly timestamp?: Date | string | undefined
  /** Default: the time of day in the language of the provider, else the browser's. */
  readonly format?: ((date: Date) => string) | undefined
  /** ISO text is formatted; anything else is shown as it is; a function makes it of the moment. */
  readonly children?: JSX.Element | ((date: Date) => JSX.Element)
}

/** When an item was written. */
export const TimelineItemTimestamp = (props: TimelineItemTimestampProps): JSX.Element => {
  const [part, own, rest] = splitProps(props, frameNames, ["children", "format", "timestamp"])
  const words = useWords()
  const item = useContext(TimelineItemContext)
  const content = (): JSX.Element => {
    const { children } = own
    const written = isIsoMoment(children) ? children : undefined
    const moment = momentOf(own.timestamp ?? written ?? item()?.createdAt)
    if (typeof children === "function" && children.length > 0) return moment && children(moment)
    const formatted = moment === null ? null : own.format?.(moment) ?? timeOfDay(moment, words.locale)
    return written === undefined ? children as JSX.Element ?? formatted : formatted // a host's function takes the moment
  }
  return useRenderElement("span", mergeProps(part, { get children() { return content() } }), { props: rest })
}
