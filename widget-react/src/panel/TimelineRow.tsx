import { dayLabel } from "@cossistant/core/text/clock"
import { eventText } from "@cossistant/core/text/eventText"
import type { Row } from "@cossistant/core/widget/conversationView"
import { memo, type ReactElement } from "react"
import { useText } from "../TextContext.ts"
import { MessageGroup } from "./MessageGroup.tsx"

interface TimelineRowProps {
  readonly row: Row
  readonly newestFromOthers: string | null
}

/** One row of a timeline: a day, the unread divider, an event, or someone's messages. */
export const TimelineRow = memo(({ newestFromOthers, row }: TimelineRowProps): ReactElement => {
  const text = useText()
  switch (row._tag) {
    case "Day": {
      const label = dayLabel(text, new Date(`${row.date}T00:00`), new Date())
      return <div className="co-day" role="separator" aria-label={label}><span>{label}</span></div>
    }
    case "Unread":
      return <div className="co-day" data-unread="" role="separator"><span>{text("component.message.unread")}</span></div>
    case "Event":
      return <div className="co-event">{eventText(text, row.event)}</div>
    case "Messages":
      return <MessageGroup group={row} newestFromOthers={newestFromOthers} />
  }
})
