import { dayLabel } from "@cossistant/core/text/clock"
import type { Row } from "@cossistant/core/widget/conversationView"
import { type JSX, untrack } from "solid-js"
import { useText } from "../TextContext.ts"
import { useWidget } from "../WidgetContext.ts"
import { IdentifyCard } from "./IdentifyCard.tsx"
import { MessageGroup } from "./MessageGroup.tsx"
import { Rare } from "./Rare.tsx"
import { useNow } from "./useNow.ts"

interface TimelineRowProps {
  readonly conversationId: string
  readonly row: Row
  readonly newestFromOthers: string | null
}

/** One row of a timeline: a day, the unread divider, an event, a tool, someone's messages, or the card that asks for an address. A row never changes its kind. */
export const TimelineRow = (props: TimelineRowProps): JSX.Element => {
  const widget = useWidget()
  const text = useText()
  const row = <Tag extends Row["_tag"]>() => props.row as Extract<Row, { readonly _tag: Tag }> // as it was when this was drawn
  switch (untrack(() => props.row._tag)) {
    // Words, not separators: of one some screen readers say no words, and others its name and the words.
    case "Day": {
      const now = useNow(() => 60_000)
      return <div class="co-day"><span>{dayLabel(text, new Date(`${row<"Day">().date}T00:00`), now())}</span></div>
    }
    case "Unread":
      return <div class="co-day" data-unread=""><span>{text("component.message.unread")}</span></div>
    case "Event":
      return <Rare part="EventRow" row={row<"Event">()} />
    case "Tool":
      return <Rare part="ToolRow" item={row<"Tool">().item} />
    case "Identify":
      return <IdentifyCard row={row<"Identify">()} onEmail={(email) => void widget.identifyByEmail(props.conversationId, email)} />
    case "Messages":
      return <MessageGroup group={row<"Messages">()} newestFromOthers={props.newestFromOthers} />
  }
}
