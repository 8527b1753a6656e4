import { dayLabel } from "@cossistant/core/text/clock"
import type { Row } from "@cossistant/core/widget/conversationView"
import { memo, type ReactElement } from "react"
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

/** One row of a timeline: a day, the unread divider, an event, a tool, someone's messages, or the card that asks for an address. */
export const TimelineRow = memo(({ conversationId, newestFromOthers, row }: TimelineRowProps): ReactElement => {
  const widget = useWidget()
  const text = useText()
  const now = useNow(row._tag === "Day" ? 60_000 : 0)
  switch (row._tag) {
    // Words, not separators: of one some screen readers say no words, and others its name and the words.
    case "Day":
      return <div className="co-day"><span>{dayLabel(text, new Date(`${row.date}T00:00`), now)}</span></div>
    case "Unread":
      return <div className="co-day" data-unread=""><span>{text("component.message.unread")}</span></div>
    case "Event":
      return <Rare part="EventRow" row={row} />
    case "Tool":
      return <Rare part="ToolRow" item={row.item} />
    case "Identify":
      return <IdentifyCard row={row} onEmail={(email) => void widget.identifyByEmail(conversationId, email)} />
    case "Messages":
      return <MessageGroup group={row} newestFromOthers={newestFromOthers} />
  }
})
